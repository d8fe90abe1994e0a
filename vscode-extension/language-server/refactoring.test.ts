import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  CodeAction,
  CodeLens,
  DocumentSymbol,
  InlayHint,
  Range,
  SemanticTokens,
  SymbolInformation,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { LIBRARY } from "../../packages/odoo-code/src/editor/testing/library.ts";
import { BundledServer, buildServer, folderOf } from "./testing/bundled-server.ts";

const BOOK = "library/models/book.py";
const VIEWS = "library/views/book_views.xml";
const text = (path: string) => LIBRARY[path] ?? "";
let bundle = "";
let server: BundledServer;

function behind(path: string, before: string) {
  expect(text(path)).toContain(before);
  const lines = text(path)
    .slice(0, text(path).indexOf(before) + before.length)
    .split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
const document = (path: string) => ({ textDocument: { uri: server.uri(path) } });

beforeAll(async () => {
  bundle = mkdtempSync(join(tmpdir(), "sextant-bundle-"));
  server = await BundledServer.start(
    buildServer(bundle),
    folderOf(LIBRARY),
    {},
    {
      workspace: {
        workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename"], changeAnnotationSupport: {} },
      },
      textDocument: {
        rename: { prepareSupport: true },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      },
    },
  );
  for (const path of [BOOK, VIEWS, "library/models/shelf.py"]) await server.open(path, text(path));
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(bundle, { recursive: true, force: true });
});

describe("renaming, over stdio", () => {
  const place = () => behind(BOOK, "    isb");

  it("tells what will be renamed", async () => {
    const found = await server.request<{ range: Range; placeholder: string }>(
      "textDocument/prepareRename",
      BOOK,
      place(),
    );
    expect(found.placeholder).toBe("isbn");
    expect(found.range.start).toEqual({ line: place().line, character: 4 });
  });

  it("changes what is certain and asks about the rest", async () => {
    const edit = await server.request<WorkspaceEdit>("textDocument/rename", BOOK, place(), { newName: "code" });
    const changes = (edit.documentChanges ?? []) as TextDocumentEdit[];
    const annotated = changes.flatMap(({ edits }) =>
      edits.map((item) => ("annotationId" in item ? item.annotationId : "")),
    );
    expect(annotated.filter((id) => id === "certain")).toHaveLength(38);
    expect(annotated.filter((id) => id !== "certain").sort()).toEqual([
      "string",
      "text",
      "unknown-record",
      "unknown-record",
    ]);
    expect(edit.changeAnnotations?.certain?.needsConfirmation).toBe(false);
    expect(edit.changeAnnotations?.text).toMatchObject({ needsConfirmation: true, label: 'May mean "isbn"' });
    const versions = Object.fromEntries(changes.map(({ textDocument: { uri, version } }) => [uri, version]));
    expect(versions[server.uri(BOOK)]).toBe(1);
    expect(versions[server.uri("library_loan/models.py")]).toBeNull();
  });

  it("renames the file that is named after a model", async () => {
    const at = behind(BOOK, "_name = 'library.bo");
    const edit = await server.request<WorkspaceEdit>("textDocument/rename", BOOK, at, { newName: "library.volume" });
    expect(edit.documentChanges?.at(-1)).toEqual({
      kind: "rename",
      oldUri: server.uri("library/data/library.book.csv"),
      newUri: server.uri("library/data/library.volume.csv"),
    });
  });

  it("refuses in a sentence", async () => {
    const refusal = (method: string, at: object, more = {}) =>
      server.request(method, BOOK, at as { line: number; character: number }, more).then(
        () => "no refusal",
        (error: Error) => error.message,
      );
    expect(await refusal("textDocument/rename", place(), { newName: "label" })).toBe(
      'library.book already has a field "label", defined in library.',
    );
    expect(await refusal("textDocument/prepareRename", behind(BOOK, "# The is"))).toBe(
      "Nothing that Sextant can rename stands here.",
    );
  });
});

describe("what an editor shows around the code, over stdio", () => {
  it("counts what belongs to a model when its lens comes into sight", async () => {
    const lenses = await server.connection.sendRequest<CodeLens[]>("textDocument/codeLens", document(BOOK));
    expect(lenses.map(({ command }) => command)).toEqual(new Array(6).fill(undefined));
    const titles: (string | undefined)[] = [];
    for (const lens of lenses)
      titles.push((await server.connection.sendRequest<CodeLens>("codeLens/resolve", lens)).command?.title);
    expect(titles).toEqual(["2 classes", "5 fields", "3 views", "1 action", "1 access right", "1 record rule"]);
    const first = await server.connection.sendRequest<CodeLens>("codeLens/resolve", lenses[0]);
    expect(first.command?.command).toBe("sextant.showLocations");
    expect(first.command?.arguments?.[2]).toHaveLength(2);
  });

  it("leads from a view to what inherits from it", async () => {
    const [first, second] = await server.connection.sendRequest<CodeLens[]>("textDocument/codeLens", document(VIEWS));
    expect((await server.connection.sendRequest<CodeLens>("codeLens/resolve", first)).command?.title).toBe(
      "inherited by 1 view",
    );
    expect((await server.connection.sendRequest<CodeLens>("codeLens/resolve", second)).command).toEqual({
      title: "combined view",
      command: "sextant.showCombinedView",
      arguments: ["library.book_view_form"],
    });
  });

  it("outlines files and finds symbols", async () => {
    const [model] = await server.connection.sendRequest<DocumentSymbol[]>(
      "textDocument/documentSymbol",
      document(BOOK),
    );
    expect(model?.name).toBe("library.book");
    expect(model?.children?.map(({ name }) => name)).toContain("action_lend");
    const found = await server.connection.sendRequest<SymbolInformation[]>("workspace/symbol", { query: "bvf" });
    expect(found.map(({ name, containerName }) => `${containerName}.${name}`)).toEqual([
      "library.book_view_form",
      "library_loan.book_view_form",
    ]);
    expect(found[0]?.location).toMatchObject({ uri: server.uri(VIEWS), range: { start: { line: 1 } } });
  });

  it("names tokens, all and only those that changed", async () => {
    const full = await server.connection.sendRequest<SemanticTokens>(
      "textDocument/semanticTokens/full",
      document(VIEWS),
    );
    expect(full.data.length % 5).toBe(0);
    expect(full.data.length).toBeGreaterThan(100);
    const delta = await server.connection.sendRequest("textDocument/semanticTokens/full/delta", {
      ...document(VIEWS),
      previousResultId: full.resultId,
    });
    expect(delta).toMatchObject({ edits: [] });
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const part = await server.connection.sendRequest<SemanticTokens>("textDocument/semanticTokens/range", {
      ...document(VIEWS),
      range,
    });
    expect(part.data).toEqual(full.data.slice(0, part.data.length));
    expect(part.data.length).toBe(5);
  });

  it("shows the models behind variables", async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await server.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", {
      ...document("library/models/shelf.py"),
      range,
    });
    expect(hints.map(({ label }) => label)).toEqual([": library.book"]);
  });
});

describe("code actions, over stdio", () => {
  const path = "library/models/new.py";
  const source = `from odoo import models


class New(models.Model):
    _name = 'library.new'

    def go(self):
        print(1)
        self.env.cr.commit()
`;
  const actions = (line: number, only?: readonly string[]) =>
    server.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      ...document(path),
      range: { start: { line, character: 9 }, end: { line, character: 9 } },
      context: { diagnostics: [], ...(only && { only }) },
    });

  it("switch a rule off, with the finding that they are about", async () => {
    await server.open(path, source);
    const found = await actions(7);
    const off = found.find(({ title }) => title === "Switch print-used off on this line");
    expect(off).toMatchObject({ kind: "quickfix", diagnostics: [{ code: "print-used", source: "sextant" }] });
    expect(off?.edit?.documentChanges).toEqual([
      {
        textDocument: { uri: server.uri(path), version: 1 },
        edits: [
          {
            range: { start: { line: 7, character: 16 }, end: { line: 7, character: 16 } },
            newText: "  # sextant: disable=print-used",
          },
        ],
      },
    ]);
  });

  it("make what a model lacks", async () => {
    await server.open("library/models/__init__.py", "from . import shelf, book, new\n");
    const found = await actions(4, ["refactor"]);
    expect(found.map(({ title, kind }) => [title, kind])).toEqual([
      ["Add access rights for library.new", "refactor.rewrite"],
    ]);
  });

  it("cure a whole file when asked for", async () => {
    const views = "library_loan/old.xml";
    const text =
      '<?xml version="1.0" encoding="utf-8"?>\n<odoo>\n<record id="library_loan.a" model="res.partner"><field name="name">a</field></record>\n</odoo>\n';
    const manifest = "library_loan/__manifest__.py";
    await server.open(manifest, (LIBRARY[manifest] ?? "").replace("views.xml", "old.xml"));
    await server.open(views, text);
    const only = await server.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      ...document(views),
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ["source.fixAll"] },
    });
    expect(only.map(({ kind }) => kind)).toEqual(["source.fixAll.sextant"]);
    const [change] = (only[0]?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(change?.edits).toEqual([
      {
        range: { start: { line: 0, character: 30 }, end: { line: 2, character: 25 } },
        newText: 'UTF-8" ?>\n<odoo>\n<record id="',
      },
    ]);
  });
});
