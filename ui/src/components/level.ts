/** How something was taken: done, to be looked at, or refused. Each has a colour and a shape of its own. */
export type Level = "ok" | "warn" | "stop";
