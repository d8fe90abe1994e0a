import fc from "fast-check";
import { expect, it } from "vitest";
import type { FileFacts } from "../facts.ts";
import { factsOf } from "../facts-of.ts";
import { packModule } from "../packed/pack-module.ts";
import { PackedModule } from "../packed/packed-module.ts";
import { loadPython } from "../testing/load-python.ts";
import { saidBy as said } from "../testing/said-by.ts";
import { linkProject, relinkProject } from "./link-project.ts";

const python = await loadPython();
const ROOT = "/addons";

const manifest = (depends: string, data = "") => `{"name": "x", "depends": [${depends}], "data": [${data}]}`;
const model = (name: string, body: string, inherit = "") =>
  `from odoo import fields, models\nclass M(models.Model):\n    ${name ? `_name = "${name}"\n` : ""}    ${
    inherit ? `_inherit = ${inherit}\n` : ""
  }${body}\n`;
const view = (id: string, arch: string, inherit = "", more = "") =>
  `<odoo><record id="${id}" model="ir.ui.view">${more}${
    inherit ? `<field name="inherit_id" ref="${inherit}"/>` : '<field name="model">shop</field>'
  }<field name="arch" type="xml">${arch}</field></record></odoo>`;
const rights = (rows: string) => `id,name,model_id:id,group_id:id,perm_read\n${rows}`;

/** What each file may say; the first is where every sequence of edits starts. Null: there is no such file. */
const FILES: Readonly<Record<string, readonly (string | null)[]>> = {
  "base/__manifest__.py": [manifest(""), null],
  "base/__init__.py": ["from . import models"],
  "base/models.py": [
    model("base", ""),
    model("base", "    code = fields.Char()"),
    `${model("base", "")}\n${model("partner", '    name = fields.Char()\n    shop_id = fields.Many2one("shop")')}`,
  ],
  "shop/__manifest__.py": [
    manifest('"base"', '"views.xml", "rights.csv"'),
    manifest('"base"', '"rights.csv", "views.xml"'),
    manifest('"base", "gone"', '"views.xml"'),
    null,
  ],
  "shop/__init__.py": ["from . import shop, other", "from . import other", "from . import other, shop"],
  "shop/shop.py": [
    model("shop", '    name = fields.Char()\n    owner_id = fields.Many2one("partner")'),
    model("shop", "    name = fields.Text()\n    def act(self):\n        return self.owner_id.name"),
    model("shop", '    owner_id = fields.Many2one("shop.line", delegate=True)'),
    "class Broken(models.Model:\n  _name =",
    null,
  ],
  "shop/other.py": [
    model(
      "shop.line",
      '    shop_id = fields.Many2one("shop")\n    owner_id = fields.Many2one(related="shop_id.owner_id")',
    ),
    model("shop.line", '    shop_id = fields.Many2one("shop", delegate=True)'),
    model("partner", "    name = fields.Char()"),
    model("", "    extra = fields.Char()", '"shop"'),
  ],
  "shop/views.xml": [
    view("form", '<form><field name="name"/><field name="owner_id"/></form>'),
    view("form", '<form><field name="name"/></form>', "", '<field name="priority">3</field>'),
    view("other_form", '<form><field name="nothing"/></form>'),
    "<odoo><record id='form'",
  ],
  "shop/rights.csv": [rights("a,a,model_shop,,1\n"), rights("a,a,model_shop_line,base.g,1\nb,b,model_shop,,1\n"), null],
  "more/__manifest__.py": [
    manifest('"shop"', '"more.xml"'),
    manifest('"base"', '"more.xml"'),
    manifest('"shop"'),
    null,
  ],
  "more/__init__.py": ["from . import more", ""],
  "more/more.py": [
    model("", '    more = fields.Char(related="owner_id.name")', '"shop"'),
    model("shop", "    heir = fields.Char()", '["shop", "shop.line"]'),
    model("heir", "    x = fields.Char()", '"shop"'),
    model("", "    all = fields.Char()", '"base"'),
  ],
  "more/more.xml": [
    view("more", '<field name="name" position="after"><field name="more"/></field>', "shop.form"),
    view("shop.form", '<form><field name="more"/></form>'),
    view("more", '<xpath expr="//field[@name=\'gone\']" position="inside"/>', "shop.form"),
    view("more", '<field name="name" position="replace"/>', "more.more"),
    '<odoo><record id="shop.a" model="ir.model.access"><field name="perm_write">1</field></record></odoo>',
  ],
};
const PATHS = Object.keys(FILES);
const known = new Map<string, FileFacts>();

/** Facts of one thing that a file may say; undefined where it says nothing. */
function factsFor(path: string, at: number): FileFacts | null {
  const texts = FILES[path] ?? [];
  const text = texts[at % texts.length] ?? null;
  if (text === null) return null;
  const key = `${path} ${at % texts.length}`;
  const facts = known.get(key) ?? factsOf({ python }, `${ROOT}/${path}`, new TextEncoder().encode(text), "19.0");
  known.set(key, facts);
  return facts;
}

const edit = fc.record({
  path: fc.constantFrom(...PATHS),
  to: fc.nat(4),
  /** Whether somebody asks for everything afterwards, so that there is something to take over. */
  asked: fc.boolean(),
  /** Whether the module is then packed as a whole. */
  packed: fc.boolean(),
});

it("whatever was edited, in any order and whoever asked in between, the project is what linking from scratch gives", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      const now = new Map(PATHS.flatMap((path) => factsFor(path, 0) ?? []).map((facts) => [facts.path, facts]));
      const modules = ["base", "shop", "more"].map((name) => `${ROOT}/${name}`);
      const pack = (folder: string) => {
        const own = new Map([...now].filter(([path]) => path.startsWith(`${folder}/`)));
        return new PackedModule(folder, packModule(folder, own, "19.0"));
      };
      let project = relinkProject(
        linkProject(new Map(), [ROOT], "19.0"),
        new Map(),
        new Map(modules.map((folder) => [folder, pack(folder)])),
      );
      for (const { path, to, asked, packed } of edits) {
        const facts = factsFor(path, to);
        const full = `${ROOT}/${path}`;
        if (facts === null) now.delete(full);
        else now.set(full, facts);
        const before = project;
        project = relinkProject(project, new Map([[full, facts]]));
        const folder = full.slice(0, full.lastIndexOf("/"));
        if (packed && now.has(`${folder}/__manifest__.py`))
          project = relinkProject(project, new Map(), new Map([[folder, pack(folder)]]));
        if (asked) expect(said(project)).toEqual(said(linkProject(now, [ROOT], "19.0")));
        // The project before is another one still.
        else before.models.get("shop")?.fields.get("name");
      }
      expect(said(project)).toEqual(said(linkProject(now, [ROOT], "19.0")));
    }),
    { numRuns: 60 },
  );
});
