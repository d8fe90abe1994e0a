import { describe, expect, it } from "vitest";
import { factsOf, factsOfText } from "./facts-of.ts";
import { loadPython } from "./testing/load-python.ts";

const parsers = { python: await loadPython() };
const BOOK =
  'from odoo import fields, models\nclass Book(models.Model):\n    _name = "book"\n    name = fields.Char("Größe")\n';

describe("the facts of a text are those of its bytes", () => {
  it.each([
    ["plain", BOOK],
    ["empty", ""],
    ["with a byte-order mark", `\uFEFF${BOOK}`],
    ["with a mark inside", BOOK.replace("name =", "\uFEFFname =")],
    ["with zeros", `\0${BOOK}`],
    ["outside of the basic plane", BOOK.replace("Größe", "😀")],
    ["with half a character", BOOK.replace("Größe", "\uD83D")],
    ["of more characters than are read", BOOK + "#".repeat(10 * 1024 * 1024)],
    ["of more bytes than are read", `${BOOK}#${"€".repeat(4 * 1024 * 1024)}`],
  ])("%s", (_what, text) => {
    for (const path of ["a/models/book.py", "a/__manifest__.py", "a/book.xml", "a/book.txt"]) {
      const bytes = new TextEncoder().encode(text);
      expect(factsOfText(parsers, path, text, "19.0")).toEqual(factsOf(parsers, path, bytes, "19.0"));
    }
  });
});
