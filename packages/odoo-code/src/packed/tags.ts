/** Kinds of a packed value: the lowest three bits of its first number; the others are the payload. */
export const TAG = {
  /** Payload: place in the string table. */
  text: 0,
  /** Payload: the number, not negative. */
  whole: 1,
  /** Payload: length; then the items. */
  list: 2,
  /** Payload: place in the table of shapes; then the values of its keys. */
  object: 3,
  /** Payload: length; then each number's difference from the one before. */
  numbers: 4,
  /** Payload: one of {@link SPECIAL}. */
  special: 5,
  /** Payload: place of the part; read when asked for. */
  apart: 6,
  /** Payload: place of the part; read with what holds it. */
  item: 7,
} as const;

export const SPECIAL = { null: 0, true: 1, false: 2, double: 3 } as const;

/** "SXF2" */
export const MAGIC = 0x32465853;
/**
 * Numbers at the head of a block, each of four bytes: magic, root; counts of strings, shapes and parts; starts of the lengths of strings, texts, shapes,
 * lengths of parts, and parts.
 */
export const HEAD = 10;
