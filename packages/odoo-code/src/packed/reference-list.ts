import type { Reference } from "../facts.ts";
import type { BlockReader } from "./block-reader.ts";
import type { BlockWriter } from "./block-writer.ts";
import type { ReferenceKind, ReferenceKinds } from "./reference-kinds.ts";

/** Packs a file's references; gives the place of their part, counted from 1, and 0 for none. */
export function packReferences(list: readonly Reference[], writer: BlockWriter, kinds: ReferenceKinds): number {
  if (list.length === 0) return 0;
  return (
    1 +
    writer.raw((to) => {
      to.varint(list.length);
      let before = 0;
      for (const reference of list) {
        const { value, span } = reference;
        to.varint(kinds.placeOf(reference));
        to.varint(writer.text(value));
        to.signed(span[0] - before);
        to.signed(span[1] - span[0] - value.length);
        before = span[0];
      }
    })
  );
}

/**
 * Reads them again.
 *
 * @param part As `packReferences` gave it.
 * @param accept Whether one is wanted, by the place of its value.
 */
export function* readReferences(
  reader: BlockReader,
  part: number,
  kinds: readonly ReferenceKind[],
  accept?: (value: number) => boolean,
): Generator<Reference> {
  if (part === 0) return;
  const cursor = reader.cursor(part - 1);
  let start = 0;
  for (let left = reader.varint(cursor); left > 0; left -= 1) {
    const kind = reader.varint(cursor);
    const text = reader.varint(cursor);
    start += reader.signed(cursor);
    const longer = reader.signed(cursor);
    if (accept !== undefined && !accept(text)) continue;
    const value = reader.text(text);
    const shared = kinds[kind];
    if (shared !== undefined) yield { ...shared, value, span: [start, start + value.length + longer] };
  }
}
