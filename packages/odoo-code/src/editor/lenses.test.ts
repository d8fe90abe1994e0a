import { expect, it } from "vitest";
import { lensesOf, lensItems, lensTitle } from "./lenses.ts";
import { LIBRARY } from "./testing/library.ts";
import { projectOf } from "./testing/project-of.ts";

const project = projectOf(LIBRARY);

function lensesIn(path: string) {
  const facts = project.files.get(`/addons/${path}`);
  if (facts === undefined) throw new Error(`no file ${path}`);
  return lensesOf(facts, project).map((lens) => {
    const items = lensItems(lens, project);
    const about = "model" in lens ? lens.model : lens.view;
    return `${about}: ${lensTitle(lens.kind, items.length)}: ${items.map(({ name }) => name).join(", ")}`;
  });
}

it("lists what belongs to a model above its class", () => {
  expect(lensesIn("library/models/book.py")).toEqual([
    "library.book: 2 classes: Book in library, Book in library_loan",
    "library.book: 5 fields: isbn, label, shelf_id, reader_id, reader_count",
    "library.book: 3 views: library.book_view_form, library.book_view_search, library_loan.book_view_form",
    "library.book: 1 action: library.book_action",
    "library.book: 1 access right: library.access_book",
    "library.book: 1 record rule: library.book_rule",
  ]);
});

it("tells what inherits from a view", () => {
  const [first, second] = lensesIn("library/views/book_views.xml");
  expect(first).toBe("library.book_view_form: inherited by 1 view: library_loan.book_view_form");
  expect(second).toBe("library.book_view_form: combined view: library.book_view_form, library_loan.book_view_form");
});

it("points an item at the definition that wins", () => {
  const fields = lensItems({ kind: "fields", span: [0, 0], model: "library.book" }, project);
  expect(fields[0]).toMatchObject({ name: "isbn", module: "library_loan", path: "/addons/library_loan/models.py" });
});

it("is silent outside of modules", () => {
  const [path] = [...project.files.keys()];
  const facts = project.files.get(path ?? "");
  expect(facts && lensesOf({ ...facts, path: "/elsewhere/x.py" }, project)).toEqual([]);
});
