import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { writtenIcons } from "./build_icons.ts";

/** The first frame waits for the script that fills it: an empty page would be drawn for nothing, and flicker. */
function shownWhole(): Plugin {
  return {
    name: "shown-whole",
    transformIndexHtml: { order: "post", handler: (page) => page.replace('<script type="module"', '<script type="module" blocking="render"') },
  };
}

// The screens are served by the window and by `loopdock serve` alike: paths are relative, and nothing is inlined, so that
// the content security policy needs no exception.
export default defineConfig({
  base: "./",
  plugins: [writtenIcons(), svelte(), shownWhole()],
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, cssCodeSplit: false },
  // Else a test would get the Svelte of a server, whose effects never run.
  ...(process.env["VITEST"] === undefined ? {} : { resolve: { conditions: ["browser"] } }),
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
});
