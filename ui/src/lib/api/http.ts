/** The way to a hub over HTTP: `POST /rpc/NAME` and `GET /events` of `loopdock serve`. */

import { HubError, isRefusal, type Follower, type Transport } from "./client";

/**
 * The way over HTTP: `POST /rpc/NAME`.
 *
 * @param address where the hub answers, such as `http://127.0.0.1:4200`; empty for the page's own.
 * @param token the hub's token, from the file beside the hub file.
 */
export function http(address: string, token: string): Transport {
  const authorization = `Bearer ${token}`;
  return {
    // Made once and kept beside the hub's file: the next hub that answers at this address has another.
    hub: token,
    async send(name, request, { deed, signal }) {
      const headers = new Headers({ authorization, "content-type": "application/json" });
      if (deed !== undefined) headers.set("idempotency-key", deed);
      const body = JSON.stringify(request);
      let response: Response;
      let text: string;
      try {
        response = await fetch(`${address}/rpc/${name}`, { method: "POST", headers, body, signal: signal ?? null });
        text = await response.text();
      } catch (cause) {
        throw new HubError("unreachable", "The hub does not answer. See that its program is running, then try again.", { cause });
      }
      const answer = parse(text);
      if (response.status === UNKNOWN_CALLER) throw new HubError("stranger", "The hub does not know this page. Open the address that its program printed when it was started.");
      if (response.ok && answer !== undefined) return answer;
      if (isRefusal(answer)) throw new HubError(answer.code, answer.message);
      throw new HubError("internal", `What answered at ${address || "this address"} is no hub (status ${response.status}). Open the address that the hub’s program printed when it was started.`);
    },
    follow(follower) {
      const ending = new AbortController();
      void followEvents(`${address}/events`, authorization, follower, ending.signal);
      return () => ending.abort();
    },
  };
}

const TRY_AGAIN_MS = 1_000;
/** The status of who shows no token, or another hub's. */
const UNKNOWN_CALLER = 401;

/** Reads `GET /events` for ever; the browser's own EventSource can't show a token. */
async function followEvents(url: string, authorization: string, follower: Follower, signal: AbortSignal): Promise<void> {
  let last = "";
  while (!signal.aborted) {
    try {
      const headers = new Headers({ authorization, accept: "text/event-stream" });
      if (last !== "") headers.set("last-event-id", last);
      const response = await fetch(url, { headers, signal });
      // Asked again, it would say the same: the token stays what it is while this page does.
      if (response.status === UNKNOWN_CALLER) return follower.turnedAway();
      if (response.ok && response.body !== null) {
        follower.connected(true);
        for await (const id of ids(response.body.pipeThrough(new TextDecoderStream()))) {
          last = id;
          follower.seq(Number(id));
        }
      }
    } catch {
      // The hub is gone, or we are: either way the next round knows.
    }
    if (signal.aborted) return;
    follower.connected(false);
    await new Promise((later) => setTimeout(later, TRY_AGAIN_MS));
  }
}

/** The ids of server-sent events (html.spec.whatwg.org, section 9.2.6), as their lines come in. */
async function* ids(stream: ReadableStream<string>): AsyncGenerator<string> {
  const reader = stream.getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("id:")) yield line.slice(3).trim();
  }
}

/** The JSON value of `text`, or `undefined` when it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
