import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ToolCall } from "@sextant/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { AddonsAccess } from "./addons-access.ts";
import { INDEX_TOOL_NAMES } from "./index-tool-names.ts";
import { INDEX_TOOLS } from "./index-tools.ts";
import { openAddons } from "./open-addons.ts";
import { HOSTILE, type SmallAddons, smallAddons } from "./testing/small-addons.ts";

let addons: SmallAddons;
let access: AddonsAccess;
const call: ToolCall = { signal: new AbortController().signal };
const read = (path: string) => readFileSync(join(addons.folder, path), "utf8");

beforeEach(() => {
  addons = smallAddons();
  access = openAddons({ folders: [addons.folder] });
});
afterEach(() => addons.remove());

/** Runs a tool by name; what it gives is checked by the tool itself against its own promise. */
async function run(name: string, input: object, options = call) {
  const tool = INDEX_TOOLS.find((one) => one.name === name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  return z.record(z.string(), z.any()).parse(await tool.run(access, input, options));
}

const at = (text: string, file = "library/models/book.py") =>
  read(file).slice(0, read(file).indexOf(text)).split("\n").length;

describe("index tools", () => {
  it("have the names that are known without them", () => {
    expect(INDEX_TOOLS.map(({ name }) => name)).toEqual(INDEX_TOOL_NAMES);
  });

  it("have names, texts and schemas that a model can use", () => {
    for (const { name, title, description, input, output } of INDEX_TOOLS) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(title).not.toBe("");
      expect(description.length).toBeGreaterThan(80);
      const given = z.toJSONSchema(input, { io: "input" });
      expect(given).toMatchObject({ type: "object", additionalProperties: false });
      expect(z.toJSONSchema(output)).toMatchObject({ type: "object" });
    }
    expect(INDEX_TOOLS.filter(({ effects }) => !effects.readOnly).map(({ name }) => name)).toEqual(["apply_fix"]);
  });

  it("find a symbol, the exact name first, and the nearest where there is none", async () => {
    const { symbols, total } = await run("find_symbol", { query: "library.book", limit: 2 });
    expect(symbols[0]).toEqual({
      kind: "model",
      name: "library.book",
      module: "library",
      file: join(addons.folder, "library/models/book.py"),
      line: at("class Book"),
      column: 7,
    });
    expect(total).toBeGreaterThan(2);
    expect(symbols).toHaveLength(2);
    const fields = await run("find_symbol", { query: "book name", kind: "field", module: "library" });
    expect(fields.symbols.map(({ name }: { name: string }) => name)).toEqual(["library.book.name"]);
    expect(await run("find_symbol", { query: "library.bok" })).toMatchObject({ total: 0, nearest: ["library.book"] });
  });

  it("give the card of a model, only the sections that are asked for", async () => {
    const { card, totals, truncated } = await run("model_card", { model: "library.book", limit: 1 });
    expect(card).toMatchObject({ model: "library.book", module: "library", description: HOSTILE });
    expect(card.fields).toHaveLength(1);
    expect(truncated).toContain("fields");
    expect(totals).toMatchObject({ classes: 1, views: 2, access: 1 });
    const some = await run("model_card", { model: "library.book", sections: ["fields"], filter: "PAGE" });
    expect(some.card.views).toBeUndefined();
    expect(some.card.fields).toEqual([
      expect.objectContaining({ name: "pages", type: "Integer", line: at("pages =") }),
    ]);
    expect(await run("model_card", { model: "library.boook" })).toMatchObject({
      card: null,
      nearest: ["library.book"],
    });
  });

  it("resolve XML ids, those of Odoo's own making too", async () => {
    const { records } = await run("resolve_xmlid", { xmlid: "book_form" });
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ xmlId: "library.book_form", model: "ir.ui.view" });
    expect(records[0].definitions[0]).toMatchObject({
      line: at('id="book_form"', "library/views/book.xml"),
      loaded: true,
    });
    const made = await run("resolve_xmlid", { xmlid: "library.model_library_book" });
    expect(made.records[0].automatic).toEqual({ kind: "model", model: "library.book" });
    expect(await run("resolve_xmlid", { xmlid: "library.book_from" })).toMatchObject({
      records: [],
      nearest: expect.arrayContaining(["library.book_form"]),
    });
  });

  it("combine a view, and page through a long one", async () => {
    const { view, archLength } = await run("combined_view", { view: "library.book_form" });
    expect(view.arch).toMatch(/<field name="name"\/>\s*<field name="pages"\/>/);
    expect(view.parts.map(({ xmlId }: { xmlId: string }) => xmlId)).toEqual([
      "library.book_form",
      "library.book_form_pages",
    ]);
    expect(view.misses).toEqual([expect.objectContaining({ view: "library.book_form_pages", certain: true })]);
    const page = await run("combined_view", { view: "library.book_form", offset: 5, length: 10 });
    expect(page).toMatchObject({ truncated: true, archLength, view: { arch: view.arch.slice(5, 15) } });
    expect((await run("combined_view", { view: "library.book_frm" })).nearest[0]).toBe("library.book_form");
  });

  it("list references to what a name means", async () => {
    const { meanings, references } = await run("references", { name: "library.book.name" });
    expect(meanings).toEqual(["field"]);
    const lines = references.map(
      ({ file, line }: { file: string; line: number }) => `${file.slice(addons.folder.length + 1)}:${line}`,
    );
    expect(lines).toContain(`library/models/book.py:${at('"name", "series_id')}`);
    expect(lines).toContain(`library/views/book.xml:${at('<field name="name" />', "library/views/book.xml")}`);
    expect((await run("references", { name: "library.series.name" })).references).toHaveLength(1);
    expect((await run("references", { name: "library.book.action_read" })).meanings).toEqual(["method"]);
    expect((await run("references", { name: "library.bok" })).nearest).toEqual(["library.book"]);
  });

  it("check modules and single files, the worst first, with the counts of all", async () => {
    const all = await run("check", {});
    expect(all.modules).toBe(2);
    expect(all.total).toBe(all.counts.error + all.counts.warning + all.counts.info);
    const rank = ["error", "warning", "info"];
    const order = all.findings.map(({ severity }: { severity: string }) => rank.indexOf(severity));
    expect(order).toEqual([...order].sort());
    const one = await run("check", { paths: ["library/models/book.py"], limit: 1 });
    expect(one).toMatchObject({ truncated: true, modules: 1 });
    expect((await run("check", { disable: ["all"], enable: ["print-used"] })).findings).toEqual([
      expect.objectContaining({ rule: "print-used", line: at("print(") }),
    ]);
    await expect(run("check", { disable: ["print-usd"] })).rejects.toThrow(/Nearest: print-used/);
  });

  it("follow the files as they change", async () => {
    await run("find_symbol", { query: "library" });
    addons.put("library/models/book.py", read("library/models/book.py").replace("pages = ", "sheets = "));
    addons.put("other/__manifest__.py", '{"name": "Other"}');
    addons.put("other/__init__.py", "");
    expect((await run("model_card", { model: "library.book", filter: "sheets", sections: ["fields"] })).totals).toEqual(
      { fields: 1 },
    );
    expect((await run("find_symbol", { query: "other", kind: "module" })).total).toBe(1);
    rmSync(join(addons.folder, "library/views/book.xml"));
    expect((await run("resolve_xmlid", { xmlid: "library.book_form" })).total).toBe(0);
  });

  it("stop when they are cancelled, and answer the next call", async () => {
    const abort = new AbortController();
    const answer = run("find_symbol", { query: "library" }, { signal: abort.signal });
    abort.abort();
    await expect(answer).rejects.toThrow(/abort/i);
    await expect(run("check", {}, { signal: abort.signal })).rejects.toThrow(/abort/i);
    expect((await run("find_symbol", { query: "library" })).total).toBeGreaterThan(0);
  });

  it("refuse input that does not fit", async () => {
    for (const [name, input] of [
      ["find_symbol", {}],
      ["find_symbol", { query: "x", limit: 100_000 }],
      ["find_symbol", { query: "x".repeat(10_000) }],
      ["find_symbol", { query: "x", sudo: true }],
      ["model_card", { model: ["sale.order"] }],
      ["check", { paths: [] }],
      ["apply_fix", { path: "library", apply: true }],
      ["apply_fix", { path: "library", edit: "0".repeat(64) }],
      ["apply_fix", { path: "library", apply: true, edit: "../x" }],
    ] as const)
      await expect(run(name, input)).rejects.toMatchObject({ code: "bad_usage" });
  });
});

describe("apply_fix", () => {
  const view = "library/views/book.xml";
  const rules = ["xml-id-position-first"];

  it("shows the exact diff, writes it once, and nothing else", async () => {
    const before = read(view);
    chmodSync(join(addons.folder, view), 0o640);
    const shown = await run("apply_fix", { path: view, rules });
    expect(read(view)).toBe(before);
    expect(shown.status).toBe("shown");
    expect(shown.files).toHaveLength(1);
    expect(shown.files[0].diff).toContain(
      '-    <record model="ir.ui.view" id="book_form">\n+    <record id="book_form" model="ir.ui.view">\n',
    );
    const again = await run("apply_fix", { path: view, rules });
    expect(again.edit).toBe(shown.edit);
    expect(await run("apply_fix", { path: view, apply: true, edit: shown.edit })).toMatchObject({
      status: "written",
      files: shown.files,
    });
    expect(read(view)).toBe(before.replace('model="ir.ui.view" id="book_form"', 'id="book_form" model="ir.ui.view"'));
    expect(statSync(join(addons.folder, view)).mode & 0o777).toBe(0o640);
    writeFileSync(join(addons.folder, view), before);
    await expect(run("apply_fix", { path: view, apply: true, edit: shown.edit })).rejects.toMatchObject({
      code: "stale_edit",
    });
    expect(read(view)).toBe(before);
  });

  it("writes nothing when a file changed since, not even the others", async () => {
    addons.put("library/models/more.py", "class A:\n    x = fields.Char(string='X')\n");
    const shown = await run("apply_fix", { path: "library" });
    expect(shown.files.length).toBeGreaterThan(1);
    const last = shown.files.at(-1).file;
    const others = shown.files.slice(0, -1).map(({ file }: { file: string }) => readFileSync(file, "utf8"));
    writeFileSync(last, `${readFileSync(last, "utf8")}\n`);
    await expect(run("apply_fix", { path: "library", apply: true, edit: shown.edit })).rejects.toMatchObject({
      code: "stale_edit",
    });
    expect(shown.files.slice(0, -1).map(({ file }: { file: string }) => readFileSync(file, "utf8"))).toEqual(others);
  });

  it("writes only what was shown under the same path", async () => {
    const { edit } = await run("apply_fix", { path: view, rules });
    await expect(run("apply_fix", { path: "base", apply: true, edit })).rejects.toMatchObject({ code: "stale_edit" });
    await expect(run("apply_fix", { path: view, apply: true, edit: "f".repeat(64) })).rejects.toMatchObject({
      code: "stale_edit",
    });
  });

  it("says when there is nothing to fix", async () => {
    expect(await run("apply_fix", { path: "library", rules: ["print-used"] })).toEqual({
      status: "nothing-to-fix",
      edit: null,
      files: [],
    });
  });

  it("stays inside the folders of the workspace", async () => {
    const outside = realpathSync(mkdtempSync(join(tmpdir(), "outside-")));
    try {
      const text = "<odoo>\n    <record model='res.partner' id='p' />\n</odoo>\n";
      writeFileSync(join(outside, "__manifest__.py"), "{'name': 'x', 'data': ['a.xml']}");
      writeFileSync(join(outside, "a.xml"), text);
      symlinkSync(outside, join(addons.folder, "linked"));
      symlinkSync(join(outside, "a.xml"), join(addons.folder, "library/views/linked.xml"));
      for (const path of [outside, "../", "linked", "linked/a.xml", "library/views/linked.xml", "/etc/passwd", "a\0b"])
        await expect(run("apply_fix", { path })).rejects.toMatchObject({ code: "bad_usage" });
      for (const path of [outside, "../", "linked/a.xml", "/etc/passwd"])
        await expect(run("check", { paths: [path] })).rejects.toMatchObject({ code: "bad_usage" });
      // A link among the files of a module is passed over, too.
      const manifest = read("library/__manifest__.py").replace("views/book.xml", "views/linked.xml");
      addons.put("library/__manifest__.py", manifest);
      const { files } = await run("apply_fix", { path: "library" });
      expect(files.map(({ file }: { file: string }) => file)).not.toContain(join(outside, "a.xml"));
      // Further addons are read and never changed.
      access = openAddons({ folders: [addons.folder], further: [outside] });
      await expect(run("apply_fix", { path: outside })).rejects.toMatchObject({ code: "bad_usage" });
      expect(readFileSync(join(outside, "a.xml"), "utf8")).toBe(text);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it("does not follow a file that was exchanged for a link after it was shown", async () => {
    const { edit } = await run("apply_fix", { path: view, rules });
    const aside = join(addons.folder, "aside.xml");
    writeFileSync(aside, read(view));
    rmSync(join(addons.folder, view));
    symlinkSync(aside, join(addons.folder, view));
    const before = readFileSync(aside, "utf8");
    await expect(run("apply_fix", { path: view, apply: true, edit })).rejects.toMatchObject({ code: "stale_edit" });
    expect(readFileSync(aside, "utf8")).toBe(before);
  });
});
