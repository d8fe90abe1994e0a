import { beforeAll, describe, expect, it } from "vitest";
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
