/** The time by which a screen says how long something has waited. */

const MINUTE_MS = 60_000;

export class Clock {
  now_ms = $state(Date.now());

  /** Goes on while the component that makes it is shown. To be made while that is set up. */
  constructor() {
    $effect(() => {
      const ticking = setInterval(() => (this.now_ms = Date.now()), MINUTE_MS);
      return () => clearInterval(ticking);
    });
  }
}
