import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findAddonsRoots } from "./addons-roots.ts";
import { loadProject } from "./load-project.ts";
import { walkAddons } from "./walk-addons.ts";

let home = "";
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
};
const MODEL = "from odoo import fields, models\nclass A(models.Model):\n    _name = 'a'\n    x = fields.Char()\n";

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "addons-")));
  write("repo/one/__manifest__.py", "{'name': 'one', 'data': ['v.xml']}");
  write("repo/one/__init__.py", "from . import a");
  write("repo/one/a.py", MODEL);
  write("repo/one/v.xml", '<odoo><record id="r" model="a"/></odoo>');
  write("repo/one/i18n/de.po", "");
  write("repo/one/static/lib/big.js", "");
  write("repo/one/tests/inner/__manifest__.py", "{}");
  write("repo/setup/one/setup.py", "");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it("finds addons folders from a module, a file in one, a folder above, a conf and an installation", () => {
  write("odoo/odoo/addons/base/__manifest__.py", "{}");
  write("odoo/addons/sale/__manifest__.py", "{}");
  write("odoo.conf", "[options]\ndb_host = x\naddons_path = odoo/addons,\n  repo, missing\n");
  const roots = (path: string) => findAddonsRoots([join(home, path)]).roots.map((root) => root.slice(home.length + 1));
  expect(roots("repo/one")).toEqual(["repo"]);
  expect(roots("repo/one/a.py")).toEqual(["repo"]);
  expect(roots("repo")).toEqual(["repo"]);
  expect(roots("odoo").sort()).toEqual(["odoo/addons", "odoo/odoo/addons"]);
  expect(roots("odoo.conf")).toEqual(["odoo/addons", "repo"]);
  expect(findAddonsRoots([join(home, "repo/one/a.py")]).named).toEqual([join(home, "repo/one")]);
  expect(() => roots("nowhere")).toThrow(/no file or folder/);
});

it("walks each file once by its real path, without translations, libraries, setup and inner modules", () => {
  mkdirSync(join(home, "repo/setup/one/odoo/addons"), { recursive: true });
  symlinkSync(join(home, "repo/one"), join(home, "repo/setup/one/odoo/addons/one"));
  symlinkSync(join(home, "repo/one"), join(home, "repo/again"));
  symlinkSync(join(home, "repo"), join(home, "repo/one/up"));
  const found = walkAddons([join(home, "repo")]).map(({ path }) => path.slice(home.length + 1));
  expect(found.sort()).toEqual(["repo/one/__init__.py", "repo/one/__manifest__.py", "repo/one/a.py", "repo/one/v.xml"]);
});

it("gives the same from the cache, and reads again what changed", async () => {
  const options = { roots: [join(home, "repo")], version: "19.0", data: join(home, "data") } as const;
  const first = await loadProject(options);
  expect(first.models.get("a")?.fields.has("x")).toBe(true);
  const kept = () =>
    readdirSync(join(home, "data/facts"), { recursive: true }).filter((name) => `${name}`.endsWith(".facts"));
  expect(kept()).toHaveLength(1);
  const second = await loadProject(options);
  expect([...second.files]).toEqual([...first.files]);
  rmSync(join(home, "repo/one/v.xml"));
  write("repo/one/w.xml", "");
  expect((await loadProject(options)).files.has(join(home, "repo/one/w.xml"))).toBe(true);
  write("repo/one/a.py", MODEL.replace("x =", "y ="));
  const third = await loadProject(options);
  expect([...(third.models.get("a")?.fields.keys() ?? [])]).toContain("y");
  expect(kept()).toHaveLength(1);
});

it("reads again what a broken cache entry holds", async () => {
  const options = { roots: [join(home, "repo")], version: "19.0", data: join(home, "data") } as const;
  await loadProject(options);
  for (const name of readdirSync(join(home, "data/facts/")))
    for (const file of readdirSync(join(home, "data/facts", name)))
      writeFileSync(join(home, "data/facts", name, file), "[{");
  expect((await loadProject(options)).models.has("a")).toBe(true);
});

it("stops when it is cancelled", async () => {
  const many = join(home, "many");
  for (let at = 0; at < 40; at += 1) cpSync(join(home, "repo/one"), join(many, `m${at}`), { recursive: true });
  const signal = AbortSignal.abort();
  await expect(loadProject({ roots: [many], version: "19.0", signal })).rejects.toThrow(/abort/i);
});
