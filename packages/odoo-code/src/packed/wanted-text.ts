/** A text that is looked for among bytes. */
export interface WantedText {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** How far the text may be moved on when this byte stands under its end. */
  readonly skips: Uint32Array;
}

/** Who looks for a text does so in every module. */
let last: WantedText = wanted("");

export function wantedText(text: string): WantedText {
  if (last.text !== text) last = wanted(text);
  return last;
}

function wanted(text: string): WantedText {
  const bytes = new TextEncoder().encode(text);
  const skips = new Uint32Array(256).fill(bytes.length);
  for (const [at, byte] of bytes.subarray(0, -1).entries()) skips[byte] = bytes.length - 1 - at;
  return { text, bytes, skips };
}

/**
 * Where the text stands next in a stretch of bytes, by Horspool's way: only one in as many bytes as the text has is looked at, as a rule; -1 where it
 * does not.
 */
export function nextPlace(among: Uint8Array, { bytes, skips }: WantedText, start: number, end: number): number {
  const length = bytes.length;
  const ending = bytes[length - 1];
  for (let at = start; at + length <= end; ) {
    const byte = among[at + length - 1] ?? 0;
    if (byte === ending && isAt(among, bytes, at)) return at;
    at += skips[byte] ?? 1;
  }
  return -1;
}

function isAt(among: Uint8Array, bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < bytes.length; index += 1) if (among[at + index] !== bytes[index]) return false;
  return true;
}
