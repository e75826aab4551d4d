/**
 * The one client of the hub: every command of the table, typed by `types.ts`, over whatever transport the page has.
 *
 * A transport carries a command and its answer and knows nothing else. Here is the one for HTTP; the window brings its
 * own.
 */

import type { Commands, ErrorCode, Error as Refusal } from "./types";

/** What went wrong: one of the hub's codes, or `unreachable` when no hub answered at all. */
export type FailureCode = ErrorCode | "unreachable";

/** A command that was not done. Programs look at `code`; `message` is for people and is never matched on. */
export class HubError extends Error {
  override readonly name = "HubError";
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** How a command is sent. */
export interface Sending {
  /** The deed's id, a UUID: the same id again is done once and answered twice. Needed to try again after `unreachable`. */
  deed?: string;
  /** Stops waiting for the answer. The command may be done all the same. */
  signal?: AbortSignal;
}

/** Carries a command to the hub and its answer back. Rejects with a {@link HubError}. */
export interface Transport {
  send(name: keyof Commands, request: unknown, sending: Sending): Promise<unknown>;
}

/** Does a command of the table. Rejects with a {@link HubError}. */
export async function call<Name extends keyof Commands>(
  transport: Transport,
  name: Name,
  request: Commands[Name]["request"],
  sending: Sending = {},
): Promise<Commands[Name]["answer"]> {
  // The hub and these types are made from the same table, so its answer is what the table says.
  return (await transport.send(name, request, sending)) as Commands[Name]["answer"];
}

/**
 * The way over HTTP: `POST /rpc/NAME`.
 *
 * @param address where the hub answers, such as `http://127.0.0.1:4200`; empty for the page's own.
 * @param token the hub's token, from the file beside the hub file.
 */
export function http(address: string, token: string): Transport {
  return {
    async send(name, request, { deed, signal }) {
      const headers = new Headers({ authorization: `Bearer ${token}`, "content-type": "application/json" });
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
      if (response.ok && answer !== undefined) return answer;
      if (isRefusal(answer)) throw new HubError(answer.code, answer.message);
      throw new HubError("internal", `What answered at ${address || "this address"} is no hub (status ${response.status}).`);
    },
  };
}

/** The JSON value of `text`, or `undefined` when it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "code" in answer && "message" in answer && typeof answer.message === "string";
}
