import fc from "fast-check";
import { expect, it } from "vitest";
import type { FileFacts } from "../facts.ts";
import { factsOf, factsOfText } from "../facts-of.ts";
import { packModule } from "../packed/pack-module.ts";
import { PackedModule } from "../packed/packed-module.ts";
import { linkProject, relinkProject } from "../project/link-project.ts";
import { loadPython } from "../testing/load-python.ts";
import { saidBy } from "../testing/said-by.ts";
import { TypedFile } from "./typed-file.ts";

const parsers = { python: await loadPython() };
const ROOT = "/addons";
const SOURCES = {
  "base/__manifest__.py": '{"name": "Base", "depends": [], "data": []}',
  "base/__init__.py": "from . import models",
  "base/models.py": `from odoo import fields, models


class Base(models.AbstractModel):
    _name = "base"


class Partner(models.Model):
    _name = "partner"

    name = fields.Char()
    parent_id = fields.Many2one("partner")

    def open_it(self):
        return self.parent_id.name
`,
  "shop/__manifest__.py": '{"name": "Shop", "depends": ["base"], "data": ["views.xml", "more.xml"]}',
  "shop/__init__.py": "from . import shop",
  "shop/shop.py": `from odoo import api, fields, models


class Shop(models.Model):
    _name = "shop"

    name = fields.Char()
    owner_id = fields.Many2one("partner")
    owner_name = fields.Char(related="owner_id.name", string="Owner's name")
    total = fields.Float(compute="_compute_total")

    @api.depends("owner_id.parent_id.name", "name")
    def _compute_total(self):
        for shop in self:
            shop.total = len(shop.owner_id.parent_id.name)

    def close(self):
        return self.owner_id.open_it()


class Partner(models.Model):
    _inherit = "partner"

    shop_ids = fields.One2many("shop", "owner_id")

    def open_it(self):
        return super().open_it()
`,
  "shop/views.xml": `<odoo>
  <record id="form" model="ir.ui.view">
    <field name="name">form</field>
    <field name="model">shop</field>
    <field name="arch" type="xml">
      <form>
        <button name="close" type="object"/>
        <button name="action" type="action"/>
        <field name="name" invisible="total == 0"/>
        <field name="owner_id"><form><field name="parent_id"/></form></field>
      </form>
    </field>
  </record>
  <record id="form_more" model="ir.ui.view">
    <field name="model">shop</field>
    <field name="inherit_id" ref="form"/>
    <field name="arch" type="xml">
      <xpath expr="//field[@name='name']" position="after"><field name="owner_name"/></xpath>
      <field name="owner_id" position="attributes"><attribute name="domain">[('shop_ids.name', '=', name)]</attribute></field>
    </field>
  </record>
  <record id="action" model="ir.actions.act_window">
    <field name="res_model">shop</field>
    <field name="view_id" ref="form"/>
  </record>
</odoo>
`,
  "shop/more.xml": `<odoo>
  <record id="list" model="ir.ui.view">
    <field name="model">shop</field>
    <field name="arch" type="xml"><list><field name="name"/><field name="nothing"/></list></field>
  </record>
  <record id="form" model="ir.ui.view"><field name="priority">3</field></record>
  <record id="form_last" model="ir.ui.view">
    <field name="model">shop</field>
    <field name="inherit_id" ref="form"/>
    <field name="arch" type="xml"><field name="owner_name" position="after"><field name="total"/></field></field>
  </record>
</odoo>
`,
} as const;
type Path = keyof typeof SOURCES;
const PATHS = Object.keys(SOURCES) as Path[];
const fresh = (path: string, text: string): FileFacts =>
  factsOf(parsers, `${ROOT}/${path}`, new TextEncoder().encode(text), "19.0");

const TYPED = ["x", "x", "\n", "\n", "name", "self.", '"', " ", "", "<field/>", "<!-- -->", "    y = fields.Char()\n"];
const edit = fc.record({
  path: fc.constantFrom<Path>(
    "base/models.py",
    "shop/shop.py",
    "shop/shop.py",
    "shop/views.xml",
    "shop/views.xml",
    "shop/more.xml",
  ),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.constantFrom(0, 0, 0, 1, 1, 5, 40),
  text: fc.constantFrom(...TYPED),
  /** Whether it is taken back right after. */
  undone: fc.boolean(),
  /** Whether somebody asks for everything afterwards, so that there is something to take over. */
  asked: fc.boolean(),
});

it("whatever is typed, keystroke by keystroke, a project and its findings are those of the texts as they are", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 10 }), (edits) => {
      const texts = new Map<Path, string>(PATHS.map((path) => [path, SOURCES[path]]));
      const typed = new Map(PATHS.map((path) => [path, new TypedFile()]));
      const whole = () => {
        const files = [...texts].map(([path, text]) => fresh(path, text));
        return linkProject(new Map(files.map((facts) => [facts.path, facts])), [ROOT], "19.0");
      };
      const packed = ["base", "shop"].map((name): [string, PackedModule] => {
        const own = PATHS.filter((path) => path.startsWith(`${name}/`)).map((path) => fresh(path, SOURCES[path]));
        const folder = `${ROOT}/${name}`;
        const facts = new Map(own.map((file) => [file.path, file]));
        return [folder, new PackedModule(folder, packModule(folder, facts, "19.0"))];
      });
      let project = relinkProject(linkProject(new Map(), [ROOT], "19.0"), new Map(), new Map(packed));
      const type = (path: Path, text: string) => {
        texts.set(path, text);
        const facts = factsOfText(parsers, `${ROOT}/${path}`, text, "19.0", typed.get(path));
        project = relinkProject(project, new Map([[facts.path, facts]]));
      };
      // What is opened is read again.
      for (const path of PATHS) if (!path.includes("__")) type(path, SOURCES[path]);
      for (const { path, at, removed, text: added, undone, asked } of edits) {
        const before = texts.get(path) ?? "";
        const place = Math.floor(at * before.length);
        type(path, before.slice(0, place) + added + before.slice(place + removed));
        if (asked) expect(saidBy(project)).toEqual(saidBy(whole()));
        if (undone) type(path, before);
      }
      expect(saidBy(project)).toEqual(saidBy(whole()));
    }),
    { numRuns: 25 },
  );
}, 120_000);
