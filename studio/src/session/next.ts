/** Where to go after signing in: a page of ours, whatever the address says. */
export function nextPage(search = location.search): string {
  const next = new URLSearchParams(search).get("next") ?? "/make";
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? url.pathname + url.search : "/make";
}

export function withNext(path: string): string {
  const next = new URLSearchParams(location.search).get("next");
  return next ? `${path}?next=${encodeURIComponent(next)}` : path;
}
