import type { Kind } from "@/sandbox/control";

/** What is wrong with a domain before the sandbox is asked: the names of sentences. */
export type DomainFault =
  "protocol" | "slash" | "blank" | "path" | "port" | "address" | "shortLink";

/** Of a path after a domain. */
const MOST_NAMES = 3;
const HERE = new Set(["localhost", "127.0.0.1"]);
const SHORT_LINKS = new Set([
  "t.cn",
  "url.cn",
  "dwz.cn",
  "suo.im",
  "bit.ly",
  "goo.gl",
  "tinyurl.com",
]);

/** A domain stands bare: `www.example.com` is right, `http://www.example.com/` is wrong. */
export function domainFault(text: string, kind: Kind = "test"): DomainFault | undefined {
  if (/^[a-z]+:\/\/|^\/\//i.test(text)) return "protocol";
  if (text.endsWith("/")) return "slash";
  if (/\s/.test(text)) return "blank";
  const [place = "", ...names] = text.toLowerCase().split("/");
  if (names.length > MOST_NAMES || names.includes("")) return "path";
  const host = place.replace(/:\d+$/, "");
  if (SHORT_LINKS.has(host)) return "shortLink";
  if (kind === "test" || HERE.has(host)) return undefined;
  if (host !== place) return "port";
  return /^\d+(\.\d+){3}$/.test(host) ? "address" : undefined;
}

/** Pages around a domain, and whether each may use the JS-SDK or authorise. */
export function examplesOf(domain: string, which: "js" | "oauth"): { page: string; ok: boolean }[] {
  const host = domain.split("/")[0]?.replace(/:\d+$/, "") ?? "";
  if (!/^[\w-]+(\.[\w-]+)+$/.test(host) || /^[\d.]+$/.test(host)) return [];
  const above = host.split(".").slice(1);
  const apex = above.length > 1 ? [{ page: above.join("."), ok: false }] : [];
  return [
    { page: `${domain}/music.html`, ok: true },
    { page: `${domain}/login.html`, ok: true },
    { page: `pay.${domain}/`, ok: which === "js" },
    ...apex,
  ];
}

/** What was meant by an address that should have been a domain. */
export function bareDomain(text: string): string {
  return text
    .replace(/^[a-z]*:?\/\//i, "")
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "");
}

/** Several domains, one a line. */
export function domainList(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The host that the interface's address leads to, if it has one. */
export function hostOf(url: string | undefined): string {
  try {
    return url ? new URL(url).hostname : "";
  } catch {
    return "";
  }
}
