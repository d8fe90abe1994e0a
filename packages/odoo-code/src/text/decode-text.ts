/** Largest file that is read: 10 MB. Anything longer is data, not code. */
export const MAX_BYTES = 10 * 1024 * 1024;

export type DecodedText =
  | { readonly text: string; readonly encoding: "utf-8" | "latin-1"; readonly problem: null }
  | { readonly text: null; readonly encoding: null; readonly problem: string };

/** PEP 263: a coding comment on the first or second line, in the encodings that still occur in Odoo addons. */
const CODING_COOKIE = /^(?:[^\n]*\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*(?:latin-?1|iso-?8859-?1(?:-?5)?|cp1252)/i;
/** The declaration of an XML file, in the same encodings. */
const XML_DECLARATION = /^<\?xml[^>]*?encoding=["'](?:latin-?1|iso-8859-1(?:5)?|(?:windows|cp)-?1252)["']/i;
const NUL_WINDOW = 8192;
const UTF_8 = new TextDecoder("utf-8", { fatal: true });
const LATIN_1 = new TextDecoder("latin1");

/**
 * Text of a file. UTF-8 with or without a byte-order mark (which is dropped, so offsets count from the first character an editor shows);
 * Latin-1 where a coding comment or an XML declaration says so. Gives a problem, and no text, for binary, over-long and wrongly encoded files. Never throws.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > MAX_BYTES) return refused(`file of ${bytes.length} bytes is larger than ${MAX_BYTES} bytes`);
  if (bytes.subarray(0, NUL_WINDOW).includes(0)) return refused("file is binary");
  try {
    return { text: UTF_8.decode(bytes), encoding: "utf-8", problem: null };
  } catch {
    const head = LATIN_1.decode(bytes.subarray(0, 400));
    if (!CODING_COOKIE.test(head) && !XML_DECLARATION.test(head)) return refused("file is not UTF-8");
    return { text: LATIN_1.decode(bytes), encoding: "latin-1", problem: null };
  }
}

function refused(problem: string): DecodedText {
  return { text: null, encoding: null, problem };
}
