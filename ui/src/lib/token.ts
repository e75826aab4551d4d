/** The hub's token, as `loopdock serve` puts it behind the `#` of the address that it prints: no server ever sees that part. */

const KEY = "loopdock.token";

/** Takes the token out of the address, so that it stays in no bookmark, and keeps it while this tab is open. */
export function takeToken(page: Window): string {
  const found = /^#token=(.+)$/.exec(page.location.hash)?.[1];
  if (found !== undefined) {
    page.sessionStorage.setItem(KEY, found);
    page.history.replaceState(null, "", page.location.pathname);
  }
  return page.sessionStorage.getItem(KEY) ?? "";
}
