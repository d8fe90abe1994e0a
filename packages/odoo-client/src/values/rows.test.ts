import { describe, expect, test } from "vitest";
import type { FieldInfo, FieldType } from "../types.ts";
import { rowReader } from "./rows.ts";

const TYPES: readonly FieldType[] = ["char", "boolean", "json", "properties", "many2many", "monetary", "selection"];
const FIELDS = new Map<string, FieldInfo>(
  TYPES.map((type) => [type, { name: type, type, label: type, required: false, readonly: false, stored: true }]),
);
const read = (fields: readonly string[]) => rowReader("x.thing", fields, FIELDS, { byCurrency: new Map() });

describe("a row", () => {
  test("holds its id and what was asked for, nothing else", () => {
    expect(read(["id", "char"])([{ id: 1, char: "a", more: 1 }])).toEqual([{ id: 1, char: "a" }]);
    expect(read([])([{ id: 1 }])).toEqual([{ id: 1 }]);
  });
  test.each(TYPES)("is refused without a field of type %s that was asked for", (type) => {
    expect(() => read([type])([{ id: 1 }])).toThrow(expect.objectContaining({ code: "bad_reply" }));
  });
  test("is refused without an id that can be one", () => {
    for (const id of [undefined, false, 0, -1, 1.5, "1", 2 ** 53, 5n])
      expect(() => read([])([{ id }])).toThrow(expect.objectContaining({ code: "bad_reply" }));
  });
});

test("an unknown field is refused before anything is asked, by name", () => {
  expect(() => read(["char", "nope"])).toThrow(/x\.thing has no field "nope"/);
  expect(() => read(["__proto__"])).toThrow(expect.objectContaining({ code: "bad_call" }));
});
