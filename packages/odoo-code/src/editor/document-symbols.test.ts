import { expect, it } from "vitest";
import { documentSymbols, type OutlineEntry } from "./document-symbols.ts";
import { LIBRARY } from "./testing/library.ts";
import { factsFor } from "./testing/project-of.ts";

function outline(path: string, text = LIBRARY[path] ?? "") {
  return documentSymbols(factsFor(`/addons/${path}`, text));
}

function shown(entries: readonly OutlineEntry[], depth = 0): string[] {
  return entries.flatMap(({ kind, name, detail, children }) => [
    `${"  ".repeat(depth)}${kind} ${name}${detail && ` (${detail})`}`,
    ...shown(children, depth + 1),
  ]);
}

it("shows a class as its model, with fields and methods in the order of the file", () => {
  expect(shown(outline("library_loan/models.py"))).toEqual([
    "model library.book (Book, extends)",
    "  field isbn (Char)",
    "  field reader_count (Integer)",
    "  method _compute_reader_count ((self))",
    "  method action_lend ((self))",
    "model library.comic (Comic)",
    "  method action_read ((self))",
  ]);
});

it("shows records, views with their named elements, menus and templates", () => {
  const entries = outline("library/views/book_views.xml");
  expect(shown(entries).slice(0, 8)).toEqual([
    "view book_view_form (library.book)",
    "  element action_lend (button)",
    "  element %(book_action)d (button)",
    "  element main (group)",
    "    field isbn (field)",
    "    field shelf_id (field)",
    "      field book_ids (field)",
    "        field isbn (field)",
  ]);
  expect(shown(entries).at(-1)).toBe("menu book_menu (ir.ui.menu)");
  expect(shown(outline("library/report/book_report.xml"))).toEqual([
    "template book_label (ir.ui.view)",
    "template book_line (ir.ui.view)",
  ]);
});

it("shows the rows of a CSV file", () => {
  expect(shown(outline("library/data/library.book.csv"))).toEqual(["record book_one (library.book)"]);
});

it("keeps every name inside its entry, whatever is in the file", () => {
  const check = (entries: readonly OutlineEntry[]): void => {
    for (const { name, span, nameSpan, children } of entries) {
      expect(name).not.toBe("");
      expect(nameSpan[0] >= span[0] && nameSpan[1] <= span[1]).toBe(true);
      check(children);
    }
  };
  for (const [path, text] of Object.entries(LIBRARY))
    for (const cut of [text.length, text.length >> 1, text.length >> 2]) check(outline(path, text.slice(0, cut)));
});
