/** How far the papers are that are being printed: from when they began to wait until none waits any more. */

export class Queue {
  #most = $state(0);
  #waiting = $state(0);

  /** So many wait now; nothing while that is not known. */
  has(waiting: number | undefined): void {
    if (waiting === undefined) return;
    this.#most = waiting === 0 ? 0 : Math.max(this.#most, waiting);
    this.#waiting = waiting;
  }

  /** How many there were at most. */
  get of(): number {
    return this.#most;
  }

  get done(): number {
    return this.#most - this.#waiting;
  }
}
