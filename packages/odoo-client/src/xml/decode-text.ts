import { SextantError } from "@sextant/contracts";

const NAMED = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

export function badXml(why: string, at: number): never {
  throw new SextantError(
    "bad_reply",
    `Odoo's XML-RPC reply cannot be read: ${why} (at character ${at}). Check proxies, then try again.`,
  );
}

function character(reference: string, at: number): string {
  const named = NAMED.get(reference);
  if (named !== undefined) return named;
  const match = /^#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}))$/.exec(reference);
  if (!match) return badXml(`unknown entity "&${reference.slice(0, 20)};"`, at);
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    return badXml("a reference to no character", at);
  return String.fromCodePoint(code);
}

/** Resolves character references and the five entities of XML; no other entity exists, so nothing can expand. */
export function decodeText(raw: string, at: number): string {
  let amp = raw.indexOf("&");
  if (amp < 0) return raw;
  let out = "";
  let from = 0;
  while (amp >= 0) {
    const end = raw.indexOf(";", amp + 1);
    if (end < 0 || end - amp > 11) badXml("an ampersand that begins no entity", at + amp);
    out += raw.slice(from, amp) + character(raw.slice(amp + 1, end), at + amp);
    from = end + 1;
    amp = raw.indexOf("&", from);
  }
  return out + raw.slice(from);
}
