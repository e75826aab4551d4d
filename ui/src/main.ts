import "@fontsource-variable/inter/wght.css";
import "./styles/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { http } from "./lib/api/http";
import { isWindow, tauri } from "./lib/api/tauri";
import { takeToken } from "./lib/token";

const target = document.getElementById("app");
if (target !== null) {
  const transport = isWindow() ? tauri() : http("", takeToken(window));
  mount(App, { target, props: { transport } });
}
