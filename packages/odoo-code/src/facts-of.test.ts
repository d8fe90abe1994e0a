import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { contentHash, factsKey, murmur3 } from "./facts-key.ts";
import { factsOf, type Parsers } from "./facts-of.ts";
import { fileKind } from "./file-kind.ts";
import { loadPython } from "./testing/load-python.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("the kind of a file", () => {
  it.each([
    ["sale/__manifest__.py", "manifest"],
    ["sale/__openerp__.py", "manifest"],
    ["sale/models/x.py", "python"],
    ["sale/views/x.xml", "xml"],
    ["a/security/ir.model.access.csv", "csv"],
    ["a/static/src/x.js", "javascript"],
    ["a/i18n/fr.po", "po"],
    ["a/i18n/a.pot", "po"],
    ["a/x.PY", "python"],
    ["a/LICENSE", "other"],
    ["a/py", "other"],
    ["a/x.constructor", "other"],
    ["", "other"],
  ])("%s is %s", (path, kind) => {
    expect(fileKind(path)).toBe(kind);
  });
});

describe("facts of a file", () => {
  let parsers: Parsers;
  beforeAll(async () => {
    parsers = { python: await loadPython() };
  });

  it("are read by its path", () => {
    expect(factsOf(parsers, "a/__manifest__.py", bytes("{}"), "19.0").kind).toBe("manifest");
    expect(factsOf(parsers, "a/x.py", bytes(""), "19.0").kind).toBe("python");
    expect(factsOf(parsers, "a/README.rst", bytes(""), "19.0")).toMatchObject({ kind: "other", problems: [] });
  });

  it("are refused, with the reason, for a file that is too large", () => {
    const facts = factsOf(parsers, "a/x.py", new Uint8Array(10 * 1024 * 1024 + 1), "19.0");
    expect(facts).toMatchObject({
      kind: "other",
      problems: [{ message: "file of 10485761 bytes is larger than 10485760 bytes" }],
    });
  });

  it("are the same for the same bytes, and plain data", () => {
    const source = bytes("class A(models.Model):\n    _name = 'a'\n    x = fields.Char()\n");
    const facts = factsOf(parsers, "a/x.py", source, "19.0");
    expect(factsOf(parsers, "a/x.py", source, "19.0")).toEqual(facts);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});

describe("the key of a cache", () => {
  it.each([
    ["", 0, 0],
    ["", 1, 0x514e28b7],
    ["test", 0, 0xba6bd213],
    ["Hello, world!", 0, 0xc0363e43],
    ["The quick brown fox jumps over the lazy dog", 0, 0x2e4ff723],
  ])("murmur3 of %j with seed %i", (text, seed, expected) => {
    expect(murmur3(bytes(text), seed)).toBe(expected);
  });

  it("changes with content, kind, Odoo version and extractor version", () => {
    const keys = [
      factsKey(bytes("a"), "python", "19.0", 1),
      factsKey(bytes("b"), "python", "19.0", 1),
      factsKey(bytes("a"), "manifest", "19.0", 1),
      factsKey(bytes("a"), "python", "18.0", 1),
      factsKey(bytes("a"), "python", "19.0", 2),
      factsKey({ contentHash: "abc" }, "python", "19.0", 1),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("tells any two different contents apart, also at odd offsets of a buffer", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 40 }), (one, other) => {
        const shifted = new Uint8Array([7, ...one]).subarray(1);
        expect(contentHash(shifted)).toBe(contentHash(one));
        expect(contentHash(one) === contentHash(other)).toBe(Buffer.compare(one, other) === 0);
      }),
    );
  });
});
