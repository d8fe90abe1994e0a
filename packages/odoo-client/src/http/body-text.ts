import { isAscii, isUtf8 } from "node:buffer";
import { SextantError } from "@sextant/contracts";

/**
 * The body as text. Odoo writes ASCII (JSON escapes) or UTF-8; anything else is refused rather than read with replacement characters.
 * @throws SextantError `bad_reply`
 */
export function bodyText(body: Buffer, contentType: string | undefined): string {
  // One-byte strings parse about twice as fast, and Odoo's JSON is plain ASCII.
  if (isAscii(body)) return body.toString("latin1");
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? "")?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== "utf-8" && charset !== "utf8" && charset !== "us-ascii")
    throw new SextantError("bad_reply", `Odoo's reply claims the character set "${charset}"; only UTF-8 is read.`);
  if (!isUtf8(body))
    throw new SextantError("bad_reply", "Odoo's reply is not valid UTF-8. Check proxies, then try again.");
  const bom = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  return body.toString("utf8", bom ? 3 : 0);
}

/** True for a page meant for people: a proxy's, Odoo's login page, a maintenance page. */
export function looksLikeHtml(body: Buffer, contentType: string | undefined): boolean {
  if (contentType?.toLowerCase().includes("text/html")) return true;
  return /^\s*<(!doctype html|html|head|body|title|center|h1)\b/i.test(body.toString("latin1", 0, 256));
}
