/** What is wrong with a domain before the sandbox is asked: the names of sentences. */
export type DomainFault = "protocol" | "slash" | "blank";

/** A domain stands bare: `www.example.com` is right, `http://www.example.com/` is wrong. */
export function domainFault(text: string): DomainFault | undefined {
  if (/^[a-z]+:\/\/|^\/\//i.test(text)) return "protocol";
  if (text.endsWith("/")) return "slash";
  return /\s/.test(text) ? "blank" : undefined;
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
