import type { SignatureView as Signature, SiteView as Site } from "@/api/schema";

/** What a developer copies: the link that signs a visitor in. */
export function loginLink(site: Site): string {
  const back = encodeURIComponent(`https://${site.domain}/`);
  return `${site.loginAddress}?scope=base&return=${back}`;
}

/** How the site's server learns who came; the secret is a variable, never the value. */
export function redeemCall(site: Site): string {
  return [
    `curl -X POST ${site.ticketAddress} \\`,
    `  -H "Authorization: Bearer $SITE_SECRET" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"ticket":"…"}'`,
  ].join("\n");
}

/** What the page then says. */
export function configCall(signature: Signature): string {
  const { appId, timestamp, nonceStr, signature: value } = signature;
  return `wx.config(${JSON.stringify({ appId, timestamp, nonceStr, signature: value, jsApiList: [] }, null, 2)})`;
}
