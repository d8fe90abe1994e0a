import { expect, it } from "vitest";
import { fuzzyName, fuzzyScore } from "./fuzzy-match.ts";
import { LIBRARY } from "./testing/library.ts";
import { projectOf } from "./testing/project-of.ts";
import { workspaceSymbols } from "./workspace-symbols.ts";

const project = projectOf(LIBRARY);
const found = (query: string, limit?: number) =>
  workspaceSymbols(project, query, limit).map(({ kind, name, container }) => `${kind} ${container}/${name}`);

it("ranks the whole name over its start, over a word, over scattered letters", () => {
  const score = (name: string) => fuzzyScore(fuzzyName("isbn"), fuzzyName(name));
  const names = ["isbn", "isbn_text", "first_isbn", "misbn", "is_book_new", "nbsi"];
  expect([...names].sort((a, b) => score(b) - score(a))).toEqual(names);
  expect(score("nbsi")).toBe(0);
});

it("finds models, fields, methods, XML ids and modules", () => {
  expect(found("library.book")[0]).toBe("model library/library.book");
  expect(found("isbn").slice(0, 3)).toEqual([
    "field res.partner/isbn",
    "field library.book/isbn",
    "field library.book/isbn",
  ]);
  expect(found("actlend")).toContain("method library.book/action_lend");
  expect(found("bvf")).toEqual(["xml-id library/book_view_form", "xml-id library_loan/book_view_form"]);
  expect(found("library_loan")[0]).toBe("module /library_loan");
});

it("looks at the owner when the query has a dot", () => {
  expect(found("shelf.isbn")[0]).toBe("field library.shelf/first_isbn");
});

it("gives no more than asked, and nothing for nothing", () => {
  expect(found("o", 3)).toHaveLength(3);
  expect(found(" ")).toEqual([]);
});
