import { mkdtempSync, rmSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SHOP } from "../../packages/odoo-code/src/editor/testing/shop.ts";
import { BundledServer, buildServer, folderOf } from "./testing/bundled-server.ts";

/** Addons that no Odoo would load, and files that are none. */
const HOSTILE: Readonly<Record<string, string | Uint8Array>> = {
  "ring_a/__manifest__.py": '{"name": "A", "depends": ["ring_b"]}',
  "ring_b/__manifest__.py": '{"name": "B", "depends": ["ring_a"]}',
  "no_manifest/__init__.py": "from . import models",
  "broken/__manifest__.py": "{'name': 'broken', 'depends': [",
  "broken/__init__.py": "from . import a",
  "broken/a.py": "class A(\n  def\n".repeat(200),
  "broken/binary.xml": Uint8Array.from({ length: 4096 }, (_, at) => (at * 7) % 256),
  "broken/latin.xml": Uint8Array.from([0x3c, 0x61, 0xe9, 0x3e]),
  "broken/deep.xml": "<a>".repeat(5000),
  "broken/res.partner.csv": `id,"name\n${"a,".repeat(2000)}`,
  "broken/static/src/x.js": "import {{{ from '",
};
const PATHS = ["shop/models/order.py", "shop/views/order_views.xml", "shop/__manifest__.py", "shop/static/src/card.js"];
const PIECES = [
  ..."self.|'|\"|(|[|{|)|]|<field name=\"|</field>|/>|<|>|\n    |def f(|class |:|,|😀|\u0000|\r\n|{'name': |&|<!--".split(
    "|",
  ),
];

let bundle = "";
let server: BundledServer;

beforeAll(async () => {
  bundle = mkdtempSync(join(tmpdir(), "sextant-bundle-"));
  server = await BundledServer.start(buildServer(bundle), folderOf({ ...SHOP, ...HOSTILE }));
}, 180_000);
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

/** Everything that an editor asks at a place. */
async function askAll(path: string, line: number, character: number): Promise<void> {
  const at = { line, character };
  await Promise.all([
    server.request("textDocument/completion", path, at),
    server.request("textDocument/hover", path, at),
    server.request("textDocument/definition", path, at),
    server.request("textDocument/references", path, at, { context: { includeDeclaration: true } }),
  ]);
}

describe("whatever is in the files", () => {
  it("reads them, and the doctor says what is wrong with them", async () => {
    const { problems, counts } = await server.ask("sextant/doctor", {});
    expect(counts.modules).toBeGreaterThanOrEqual(6);
    expect(problems.join("\n")).toMatch(/circle.*ring_a/);
    expect(counts.files).toBeGreaterThan(20);
  });

  it("answers in each of them", async () => {
    for (const [path, content] of Object.entries(HOSTILE)) {
      await server.open(path, typeof content === "string" ? content : Buffer.from(content).toString("latin1"));
      await askAll(path, 0, 3);
    }
  });

  it("answers about a text of ten megabytes, and what somebody types into it", async () => {
    const path = "broken/huge.py";
    await server.open(path, `x = 1\n${"# words and words\n".repeat(600_000)}`);
    await askAll(path, 0, 1);
    await server.change(path, [
      { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, text: "self." },
    ]);
    await askAll(path, 1, 5);
  });

  it("goes on when a file goes under it", async () => {
    unlinkSync(join(server.folder, "shop/security/ir.model.access.csv"));
    await server.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: server.uri("shop/security/ir.model.access.csv"), type: 3 }],
    });
    const shop = await server.ask("sextant/moduleContents", { module: "shop" });
    expect(shop?.security).toEqual([]);
  });

  it("answers after any edits, and knows the whole again when they are undone", async () => {
    for (const path of PATHS) await server.open(path, SHOP[path] ?? "");
    const edit = fc.record({
      path: fc.constantFrom(...PATHS),
      line: fc.nat(30),
      character: fc.nat(40),
      length: fc.nat(3),
      text: fc.constantFrom(...PIECES),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        for (const { path, line, character, length, text } of edits) {
          const start = { line, character };
          await server.change(path, [{ range: { start, end: { line, character: character + length } }, text }]);
          await askAll(path, line, character + text.length);
        }
      }),
      { numRuns: 25 },
    );
    for (const path of PATHS) {
      await server.change(path, [{ text: SHOP[path] ?? "" }]);
      await server.diagnostics(path);
    }
    const card = await server.ask("sextant/modelCard", { model: "shop.order" });
    expect(card?.fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["partner_id", "line_ids", "total", "country", "note"]),
    );
  });

  it("and ends in order", async () => {
    expect(await server.stop()).toBe(0);
  });
});
