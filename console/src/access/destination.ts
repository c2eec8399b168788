/** Where to go after signing in: a path of our own, never an address somebody put into the link. */
export function destination(wanted: unknown): string {
  if (typeof wanted !== "string") return "/";
  return /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}
