import { expect, it } from "vitest";
import type { Span } from "../facts.ts";
import { semanticTokens } from "./semantic-tokens.ts";
import { LIBRARY } from "./testing/library.ts";
import { projectOf } from "./testing/project-of.ts";

const project = projectOf(LIBRARY);

function tokensIn(path: string, within?: Span) {
  const facts = project.files.get(`/addons/${path}`);
  if (facts === undefined) throw new Error(`no file ${path}`);
  const tokens = semanticTokens(facts, project, within);
  return tokens.map(({ kind, span, definition }) => `${kind} ${LIBRARY[path]?.slice(...span)}${definition ? "!" : ""}`);
}

it("names models, fields and methods in Python", () => {
  expect(tokensIn("library/models/shelf.py")).toEqual([
    "model library.shelf",
    "field book_ids!",
    "model library.book",
    "field shelf_id",
    "field first_isbn!",
    "field book_ids",
    "field isbn",
    "method action_sort!",
    "field book_ids",
    "method action_lend",
    "field book_ids",
    "field isbn",
    "field isbn",
  ]);
});

it("names what XML attributes and CSV cells mean, and leaves unknown names alone", () => {
  const xml = tokensIn("library/views/book_views.xml");
  expect(xml).toContain("method action_lend");
  expect(xml).toContain("xml-id book_action");
  expect(xml).toContain("xml-id book_view_form!");
  expect(xml).not.toContain("model ir.rule");
  expect(tokensIn("library/security/ir.model.access.csv").slice(-2)).toEqual([
    "xml-id access_shelf!",
    "xml-id library.model_library_shelf",
  ]);
});

it("tells a range as it tells the whole", () => {
  const path = "library/models/book.py";
  const middle = (LIBRARY[path]?.length ?? 0) >> 1;
  expect([...tokensIn(path, [0, middle]), ...tokensIn(path, [middle, 1e9])]).toEqual(tokensIn(path));
});
