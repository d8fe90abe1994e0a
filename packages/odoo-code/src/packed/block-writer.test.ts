import { expect, it } from "vitest";
import type { Reference } from "../facts.ts";
import { BlockReader } from "./block-reader.ts";
import { BlockWriter } from "./block-writer.ts";
import { ReferenceKinds } from "./reference-kinds.ts";

const packed = (value: object): unknown => {
  const writer = new BlockWriter();
  const reader = new BlockReader(writer.finish(writer.part(value)));
  return reader.part(reader.root);
};

it("gives back what was packed", () => {
  const value = {
    texts: ["plain", "é", "😀", ""],
    same: [{ a: 1 }, { a: 2 }, { b: 1, a: 3 }, { a: 4, b: null }],
    numbers: [3, 1, 2],
    odd: [-1, 0.5, true, null, {}, []],
    ["__proto__"]: "a key like any other",
  };
  expect(packed(value)).toEqual(value);
});

it("leaves out members that are undefined", () => {
  expect(packed({ list: [{ a: undefined, b: 1 }, { b: 2 }] })).toEqual({ list: [{ b: 1 }, { b: 2 }] });
});

it("keeps texts apart whose ends would make one character of two halves", () => {
  const read = packed({ list: ["x\ud83d", "\ude00y", "z"] }) as { readonly list: readonly string[] };
  expect(read.list).toEqual(["x\ufffd", "\ufffdy", "z"]);
});

it("tells kinds of references apart by all their members", () => {
  const plain: Reference = { role: "model", value: "a", span: [0, 1], context: "env", certain: true };
  const all: Reference[] = [
    plain,
    { ...plain, certain: false },
    { ...plain, extension: false },
    { ...plain, extension: true },
    { ...plain, model: null },
    { ...plain, model: "a" },
    { ...plain, model: "" },
    { ...plain, model: null, through: { model: "", path: "" } },
    { ...plain, model: null, through: { model: "a", path: "b" } },
    { ...plain, model: null, modelXmlId: "b" },
    { ...plain, model: null, source: "b" },
    { ...plain, role: "method" },
    { ...plain, context: "registry" },
  ];
  const kinds = new ReferenceKinds();
  expect([...all, ...all].map((reference) => kinds.placeOf(reference))).toEqual([...all.keys(), ...all.keys()]);
  expect(kinds.list.map((kind) => ({ ...kind, value: "a", span: [0, 1] }))).toEqual(all);
});

it("reads parts when they are asked for, once, and copies with them", () => {
  const writer = new BlockWriter();
  const plan = { below: { list: { below: { parts: { apart: true }, more: { apart: true } } } } };
  const [one, other] = [
    { name: "a", parts: { x: 1 }, more: [3] },
    { name: "b", parts: { x: 2 } },
  ];
  const list = [one, other];
  const reader = new BlockReader(
    writer.finish(writer.part({ list }, { below: { list: { items: true, ...plan.below.list } } })),
  );
  const read = reader.part(reader.root) as { readonly list: readonly [typeof one, typeof other] };
  expect(Object.getOwnPropertyDescriptor(read.list[0], "parts")?.get).toBeDefined();
  expect(read.list[0].parts).toBe(read.list[0].parts);
  expect(read).toEqual({ list });
  expect({ ...read.list[0] }).toEqual(one);
  expect(Reflect.ownKeys({ ...read.list[1] })).toEqual(["name", "parts"]);
});

it("finds the strings that hold a text: within one, not where two meet, and every one of them", () => {
  const writer = new BlockWriter();
  const texts = [
    "partner_id",
    "a partner_id and partner_id",
    "partner",
    "_id",
    "",
    "partner_idx",
    "é partner_id",
    "aab",
    "aaab",
  ];
  for (const text of texts) writer.text(text);
  const reader = new BlockReader(writer.finish(writer.part({})));
  for (const wanted of ["partner_id", "partner", "_id", "id", "é", "aab", "x", "nowhere", "b"])
    expect(reader.textsWith(wanted)).toEqual(texts.flatMap((text, at) => (text.includes(wanted) ? [at] : [])));
});
