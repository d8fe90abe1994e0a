import { expect, it } from "vitest";
import { BlockReader } from "./block-reader.ts";
import { BlockWriter } from "./block-writer.ts";
import { inPassing } from "./in-passing.ts";

function readerOf(value: object): BlockReader {
  const writer = new BlockWriter();
  return new BlockReader(writer.finish(writer.part(value, { below: { inner: { apart: true } } })));
}

const read = (reader: BlockReader) => reader.part(reader.root) as { readonly inner: object };

it("reads in passing what is there, as an object that nobody else gets", () => {
  const value = { inner: { name: "partner_id" } };
  const reader = readerOf(value);
  const shown = inPassing(() => JSON.stringify(read(reader)));
  const [passing, inner] = inPassing(() => [read(reader), read(reader).inner]);
  const held = read(reader);
  expect(JSON.parse(shown)).toEqual(value);
  expect(held).toEqual(value);
  expect(held === passing || held.inner === inner).toBe(false);
  expect(read(reader) === held && held.inner === read(reader).inner).toBe(true);
});

it("gives in passing what somebody holds, and is over when the work is, also when that fails", () => {
  const reader = readerOf({ inner: {} });
  const held = read(reader);
  expect(inPassing(() => read(reader)) === held).toBe(true);
  expect(() =>
    inPassing(() => {
      throw new RangeError("cut off");
    }),
  ).toThrow("cut off");
  const { inner } = held;
  expect(held.inner === inner).toBe(true);
});

it("finds the same strings however often and for what it is asked in between", () => {
  const reader = readerOf({ inner: { a: "sale.order", b: "order_line", c: "partner" } });
  const texts = (wanted: string) => reader.textsWith(wanted).map((place) => reader.text(place));
  for (const _ of [1, 2]) {
    expect(texts("order")).toEqual(["sale.order", "order_line"]);
    expect(texts("partner")).toEqual(["partner"]);
    expect(texts("stock")).toEqual([]);
    expect(texts("")).toEqual([]);
  }
});
