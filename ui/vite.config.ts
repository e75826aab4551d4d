import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// The screens are served by the window and by `loopdock serve` alike: paths are relative, and nothing is inlined, so that
// the content security policy needs no exception.
export default defineConfig({
  base: "./",
  plugins: [svelte()],
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, cssCodeSplit: false },
  // Else a test would get the Svelte of a server, whose effects never run.
  ...(process.env["VITEST"] === undefined ? {} : { resolve: { conditions: ["browser"] } }),
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
});
