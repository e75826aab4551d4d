/**
 * The one client of the hub: every command of the table, typed by `types.ts`, over whatever transport the page has.
 *
 * A transport carries commands, answers and word of the journal, and knows nothing else: `tauri.ts` in the window, `http.ts` in a browser.
 */

import type { Commands, ErrorCode, Error as Refusal } from "./types";

/** What went wrong: one of the hub's codes, `unreachable` when no hub answered at all, `stranger` when it does not know us. */
export type FailureCode = ErrorCode | "unreachable" | "stranger";

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
  /** Which hub it leads to: one that this page, loaded anew, finds at the same place may be another. */
  readonly hub?: string;
  send(name: keyof Commands, request: unknown, sending: Sending): Promise<unknown>;
  /** Follows the journal from now on until the returned function is called. */
  follow(follower: Follower): () => void;
}

/** Hears of the journal. */
export interface Follower {
  /** The newest entry's place in the journal. */
  seq(seq: number): void;
  /** Whether the hub can be heard. What it did meanwhile shows in the next seq. */
  connected(isConnected: boolean): void;
  /** The hub answers, and not to us: this page has not the token. */
  turnedAway(): void;
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

/** Whether an answer is the hub's refusal. */
export function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && "code" in answer && "message" in answer && typeof answer.message === "string";
}
