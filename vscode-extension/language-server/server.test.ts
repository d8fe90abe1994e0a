import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompletionItem, CompletionList, Hover, Location } from "vscode-languageserver-protocol/node";
import { SHOP } from "../../packages/odoo-code/src/editor/testing/shop.ts";
import { BundledServer, buildServer, folderOf } from "./testing/bundled-server.ts";

let bundle = "";
let program = "";
let server: BundledServer;
const ORDER = "shop/models/order.py";
const text = (path: string) => SHOP[path] ?? "";

/** Position of the character behind `before`. */
function behind(source: string, before: string) {
  const offset = source.indexOf(before) + before.length;
  expect(source).toContain(before);
  const lines = source.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
const shown = (locations: readonly Location[] | null) =>
  (locations ?? []).map(({ uri, range }) => `${uri.slice(server.uri("").length + 1)}:${range.start.line + 1}`);

beforeAll(async () => {
  bundle = mkdtempSync(join(tmpdir(), "sextant-bundle-"));
  program = buildServer(bundle);
  server = await BundledServer.start(program, folderOf(SHOP));
  await server.open(ORDER, text(ORDER));
}, 180_000);
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

describe("the bundled server, over stdio", () => {
  it("publishes findings of what was opened, and of what was typed since", async () => {
    const codes = async () => (await server.diagnostics(ORDER)).map(({ code }) => code);
    expect(await codes()).not.toContain("print-used");
    const position = behind(text(ORDER), "    def action_confirm(self):\n");
    await server.change(ORDER, [{ range: { start: position, end: position }, text: "        print(1)\n" }]);
    const after = await server.diagnostics(ORDER);
    const found = after.find(({ code }) => code === "print-used");
    expect(found).toMatchObject({ source: "sextant", severity: 2, range: { start: { ...position, character: 8 } } });
    await server.change(ORDER, [
      { range: { start: position, end: { line: position.line + 1, character: 0 } }, text: "" },
    ]);
    expect(await codes()).not.toContain("print-used");
  });

  it("tells what a field is, with text of files as text", async () => {
    const hover = await server.request<Hover>(
      "textDocument/hover",
      ORDER,
      behind(text(ORDER), "self.partner_id.parent_id.na"),
    );
    expect(hover.contents).toMatchObject({ kind: "markdown" });
    expect(JSON.stringify(hover.contents)).toMatch(/name: Char.*As on the passport.*Label: Full Name/);
  });

  it("goes to all definitions, the first one first, and to what extends it", async () => {
    const at = behind(text(ORDER), "class Ord");
    expect(shown(await server.request("textDocument/definition", ORDER, at))).toEqual([
      "shop/models/order.py:3",
      "shop_more/order.py:3",
    ]);
    expect(shown(await server.request("textDocument/implementation", ORDER, at))).toEqual(["shop_more/order.py:3"]);
    const field = behind(text(ORDER), "    partner");
    expect(shown(await server.request("textDocument/typeDefinition", ORDER, field))).toEqual(["base/models.py:10"]);
  });

  it("finds references in Python and XML", async () => {
    const at = behind(text(ORDER), "def action_con");
    const found = await server.request<Location[]>("textDocument/references", ORDER, at, {
      context: { includeDeclaration: false },
    });
    expect(shown(found)).toEqual(["shop/views/order_views.xml:7", "shop_more/order.py:7"]);
  });

  it("offers what may be written, with its card", async () => {
    const at = behind(text(ORDER), "return self.partner_id.");
    const { items } = await server.request<CompletionList>("textDocument/completion", ORDER, at);
    const [first] = items.filter(({ label }) => label === "parent_id");
    expect(first).toMatchObject({ kind: 5, detail: "Many2one → res.partner", textEdit: { newText: "parent_id" } });
    const resolved = await server.connection.sendRequest<CompletionItem>("completionItem/resolve", first);
    expect(JSON.stringify(resolved.documentation)).toContain("parent_id: Many2one → res.partner");
  });

  it("follows what other programs write", async () => {
    const path = "shop_more/order.py";
    writeFileSync(join(server.folder, path), text(path).replace("class Order", "\n\n\nclass Order"));
    await server.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: server.uri(path), type: 2 }],
    });
    const at = behind(text(ORDER), "class Ord");
    expect(shown(await server.request("textDocument/implementation", ORDER, at))).toEqual(["shop_more/order.py:6"]);
  });

  it("finds what only the whole project tells, and keeps it in its place while somebody types", async () => {
    const path = "shop_more/views.xml";
    const broken = text(path).replace("shop.view_order", "shop.view_ordre");
    await server.open(path, broken);
    const found = await server.finding(path, "odoo-xmlid-unknown");
    expect(found.range.start).toEqual(behind(broken, 'ref="'));
    const start = { line: 0, character: 0 };
    await server.change(path, [{ range: { start, end: start }, text: "<!-- x -->\n" }]);
    const moved = await server.diagnostics(path);
    const { line, character } = found.range.start;
    expect(moved.find(({ code }) => code === "odoo-xmlid-unknown")?.range.start).toEqual({ line: line + 1, character });
    await server.change(path, [{ text: text(path) }]);
  });

  it("lists modules and what they bring", async () => {
    const modules = await server.ask("sextant/modules", { workspaceOnly: true });
    expect(modules.map(({ name, depends, models, views }) => ({ name, depends, models, views }))).toEqual([
      { name: "base", depends: [], models: 4, views: 0 },
      { name: "shop", depends: ["base"], models: 2, views: 1 },
      { name: "shop_more", depends: ["shop"], models: 1, views: 1 },
    ]);
    const shop = await server.ask("sextant/moduleContents", { module: "shop" });
    expect(shop?.models.map(({ model, own }) => [model, own])).toEqual([
      ["shop.order", true],
      ["shop.line", true],
    ]);
    expect(shop?.security.map(({ kind, model, detail, groups }) => [kind, model, detail, groups])).toEqual([
      ["access", "shop.order", "r", ["base.group_user"]],
    ]);
    expect(await server.ask("sextant/moduleContents", { module: "nowhere" })).toBeNull();
    const card = await server.ask("sextant/modelCard", { model: "shop.order" });
    expect(card?.extensions.map(({ module }) => module)).toEqual(["shop", "shop_more"]);
    expect(card?.views.map(({ xmlId, type }) => [xmlId, type])).toEqual([
      ["shop.view_order", "form"],
      ["shop_more.view_order_more", "form"],
    ]);
  });

  it("combines a view and says who wrote each line", async () => {
    const view = await server.ask("sextant/combinedView", { xmlId: "shop.view_order" });
    const lines = view?.text.split("\n").map((line, at) => `${view.lines[at]?.part} ${line}`);
    expect(lines).toEqual([
      "0 <form>",
      '0   <button name="action_confirm" type="object"/>',
      '0   <field name="partner_id" widget="partner_card"/>',
      '0   <field name="line_ids">',
      "0     <list>",
      '0       <field name="amount"/>',
      '1       <field name="order_id"/>',
      "0     </list>",
      "0   </field>",
      "0 </form>",
    ]);
    expect(view?.parts.map(({ xmlId }) => xmlId)).toEqual(["shop.view_order", "shop_more.view_order_more"]);
  });

  it("explains why something is not found", async () => {
    const { text, counts } = await server.ask("sextant/doctor", {
      name: "shop.ordre",
      uri: server.uri("shop/views/x.xml"),
    });
    expect(counts).toMatchObject({ modules: 3, models: 6 });
    expect(text).toMatch(/Nothing in the addons folders is named `shop.ordre`. Nearest: `shop.order`/);
    expect(text).toMatch(/x\.xml belongs to the module `shop`/);
  });

  it("answers nothing about what is no file, not open, or nowhere", async () => {
    for (const uri of ["untitled:Untitled-1", "file:///nowhere/x.py", "git:/x.py?{}"]) {
      const params = { textDocument: { uri }, position: { line: 9, character: 999 } };
      expect(await server.connection.sendRequest("textDocument/hover", params)).toBeNull();
      expect(await server.connection.sendRequest("textDocument/definition", params)).toBeNull();
    }
  });

  it("ends in order", async () => {
    expect(await server.stop()).toBe(0);
  });
});
