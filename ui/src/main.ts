import "@fontsource-variable/inter/wght.css";
import "./styles/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { http } from "./lib/api/http";
import { isWindow } from "./lib/api/tauri";
import { Desktop } from "./lib/desktop.svelte";
import { firstLook, Told } from "./lib/first_look";
import { takeToken } from "./lib/token";
import Window from "./Window.svelte";

// A file or a link that nobody takes must not be opened in place of this page.
for (const kind of ["dragover", "drop"] as const) {
  addEventListener(kind, (event) => {
    const into = event.target;
    if (event.defaultPrevented || into instanceof HTMLInputElement || into instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "none";
  });
}

const target = document.getElementById("app");
if (target !== null) {
  if (isWindow()) {
    const told = new Told(firstLook(document));
    mount(Window, { target, props: { desktop: new Desktop(told.window), told } });
  } else {
    const transport = http("", takeToken(window));
    // Read before anything is shown: the hub that has it may be gone when the first scan comes.
    void import("./screens/Bench.svelte").finally(() => mount(App, { target, props: { transport } }));
  }
}
