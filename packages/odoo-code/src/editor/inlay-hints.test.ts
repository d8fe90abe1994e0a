import { expect, it } from "vitest";
import { inlayHints } from "./inlay-hints.ts";
import { LIBRARY } from "./testing/library.ts";
import { parsers, projectOf } from "./testing/project-of.ts";

const project = projectOf(LIBRARY);

function hinted(text: string): string {
  const hints = inlayHints(project, parsers.python, { path: "/addons/library/models/new.py", text });
  return [...hints]
    .reverse()
    .reduce((made, { offset, model }) => `${made.slice(0, offset)}<${model}>${made.slice(offset)}`, text);
}

const inMethod = (body: string) =>
  `from odoo import models\nclass Shelf(models.Model):\n    _inherit = 'library.shelf'\n    def go(self):\n${body}\n`;
const bodyOf = (text: string) => text.split("\n").slice(4, -1).join("\n");

it("shows the model behind variables of loops, assignments and comprehensions", () => {
  const body = [
    "        for shelf in self:",
    "            for book in shelf.book_ids:",
    "                reader = book.reader_id",
    "        books = self.env['library.book'].search([])",
    "        names = [b.label for b in self.mapped('book_ids')]",
  ].join("\n");
  expect(bodyOf(hinted(inMethod(body)))).toBe(
    [
      "        for shelf in self:",
      "            for book<library.book> in shelf.book_ids:",
      "                reader<res.users> = book.reader_id",
      "        books = self.env['library.book'].search([])",
      "        names = [b.label for b<library.book> in self.mapped('book_ids')]",
    ].join("\n"),
  );
});

it("claims nothing about what it cannot tell", () => {
  const text = inMethod("        x = self.unknown_id\n        y = other()\n        z = self.env['no.model'].browse(1)");
  expect(hinted(text)).toBe(text);
});

it("survives half a file", () => {
  const text = inMethod("        for book in self.book_ids:\n            (");
  for (let end = 0; end < text.length; end += 7)
    expect(() =>
      inlayHints(project, parsers.python, { path: "/addons/library/models/x.py", text: text.slice(0, end) }),
    ).not.toThrow();
});
