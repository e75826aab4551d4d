import "@fontsource-variable/inter/wght.css";
import "./styles/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { http } from "./lib/api/http";
import { isWindow } from "./lib/api/tauri";
import { takeToken } from "./lib/token";
import Window from "./Window.svelte";

const target = document.getElementById("app");
if (target !== null) {
  if (isWindow()) mount(Window, { target });
  else mount(App, { target, props: { transport: http("", takeToken(window)) } });
}
