import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { modelCard } from "@sextant/odoo-code";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorkspace } from "../live/open-workspace.ts";
import { loadProject } from "../load-project.ts";
import { factPack, isPackPath, readPack } from "./fact-pack.ts";

let home = "";
const at = (path: string) => join(home, path);
const write = (path: string, text: string | Uint8Array) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const odoo = () => loadProject({ roots: [at("odoo")], version: "17.0" });

beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "pack-")));
  write("odoo/base/__manifest__.py", "{'name': 'base', 'data': ['views.xml', 'ir.model.access.csv']}");
  write("odoo/base/__init__.py", "from . import partner");
  write(
    "odoo/base/partner.py",
    `from odoo import api, fields, models
class Partner(models.Model):
    _name = "res.partner"
    name = fields.Char(required=True)
    parent_id = fields.Many2one("res.partner")

    @api.depends("parent_id.name")
    def _compute(self, value=None):
        return self.env["res.partner"].search([("name", "=", value)])
`,
  );
  write(
    "odoo/base/views.xml",
    `<odoo>
      <record id="group_user" model="res.groups"><field name="name">User</field></record>
      <record id="form" model="ir.ui.view"><field name="model">res.partner</field>
        <field name="arch" type="xml"><form><field name="name"/></form></field></record>
      <record id="world" model="res.country"><field name="name">World</field></record>
    </odoo>`,
  );
  write(
    "odoo/base/ir.model.access.csv",
    "id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink\na,a,model_res_partner,group_user,1,0,0,0\n",
  );
  write(
    "odoo/base/static/src/a.js",
    'import { registry } from "@web/registry"; export class A {}\nregistry.category("x").add("k", A);',
  );
  write("odoo/base/static/src/a.xml", '<templates><t t-name="base.A"><div class="x"/></t></templates>');
  write("odoo/base/tests/test_x.py", "class Y(models.Model):\n    _name = 'y'\n");
  write("odoo/base/data/template/account.tax-xx.csv", "id,name\ntax_1,One\n");
  write("odoo/sale/__manifest__.py", "{'name': 'sale'}");
  write("odoo/sale/__init__.py", "");
  write("custom/mine/__manifest__.py", "{'name': 'mine', 'depends': ['sale'], 'data': ['v.xml']}");
  write("custom/mine/__init__.py", "from . import a");
  write("custom/mine/a.py", "class P(models.Model):\n    _inherit = 'res.partner'\n    extra = fields.Char()\n");
  write(
    "custom/mine/v.xml",
    `<odoo><record id="f" model="ir.ui.view"><field name="model">res.partner</field><field name="inherit_id" ref="base.form"/>
      <field name="arch" type="xml"><field name="name" position="after"><field name="extra"/></field></field></record></odoo>`,
  );
  write("17.pack", await factPack(await odoo(), new AbortController().signal));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

it("holds what modules define: the same cards, ids, views and rights, without places, tests and bodies", async () => {
  const { version, root, modules } = readPack(at("17.pack"));
  expect([version, [...modules.keys()]]).toEqual(["17.0", [`${root}/base`, `${root}/sale`]]);
  const whole = await odoo();
  const packed = await loadProject({ roots: [], version: "17.0", pack: at("17.pack") });
  const fields = (project: typeof whole) =>
    modelCard(project, "res.partner")?.fields.map(({ name, type, comodel }) => [name, type, comodel]);
  expect(fields(packed)).toEqual(fields(whole));
  expect(packed.models.get("res.partner")?.methods.get("_compute")?.[0]?.fact.parameters).toEqual(["self", "value"]);
  const ids = (project: typeof whole) => [...project.xmlIds.ids()].map((id) => [id, project.xmlIds.get(id)?.model]);
  expect(ids(packed)).toEqual(ids(whole).filter(([id]) => id !== "base.tax_1"));
  expect(packed.combinedView("base.form")?.node?.children).toMatchObject([{ tag: "field" }]);
  expect(packed.security.accessOf("res.partner")).toMatchObject([{ allows: "r", group: "base.group_user" }]);
  const script = packed.files.get(`${root}/base/static/src/a.js`);
  expect(script?.kind === "javascript" && [script.exports, script.registrations.length]).toEqual([["A"], 1]);
  const templates = packed.files.get(`${root}/base/static/src/a.xml`);
  expect(templates?.kind === "xml" && templates.templates[0]?.node.children).toMatchObject([{ tag: "div" }]);
  expect([...packed.files.keys()].every(isPackPath)).toBe(true);
  expect([...packed.files.keys()].some((path) => path.includes("/tests/"))).toBe(false);
  expect(packed.references.toModel("res.partner")).toEqual([]);
});

it("stands for Odoo where a workspace has none, and gives way to sources", async () => {
  const open = async (options: {
    readonly addons?: readonly string[];
    readonly pack?: string;
    readonly data?: string;
  }) => {
    const workspace = await openWorkspace({ folders: [at("custom")], ...options });
    const project = await workspace.whenComplete();
    await workspace.close();
    return { project, workspace };
  };
  const alone = await open({});
  expect(alone.project.modules.get("mine")?.loadable).toBe(false);
  const { project, workspace } = await open({ pack: at("17.pack") });
  expect(workspace.version).toMatchObject({ version: "17.0", by: "pack" });
  expect(workspace.roots.at(-1)).toMatchObject({ from: "pack", by: at("17.pack") });
  expect(project.modules.order.map(({ name, loadable }) => [name, loadable])).toEqual([
    ["base", true],
    ["sale", true],
    ["mine", true],
  ]);
  expect(project.combinedView("base.form")?.node?.children).toHaveLength(2);
  expect(workspace.isRead("sale")).toBe(true);
  write("more/sale/__manifest__.py", "{'name': 'sale', 'summary': 'own'}");
  const own = await open({ pack: at("17.pack"), addons: [at("more")] });
  expect(own.project.modules.get("sale")?.path).toBe(at("more/sale"));
  const whole = await open({ pack: at("17.pack"), addons: [at("odoo")] });
  expect(whole.workspace.roots.some(({ from }) => from === "pack")).toBe(false);
  write("data/packs/19.0.pack", "not a pack");
  expect((await open({ data: at("data") })).project.modules.get("base")).toBeUndefined();
});

it("that is missing, damaged or another's is refused with what to do", async () => {
  expect(() => readPack(at("nowhere.pack"))).toThrow(/no fact pack/);
  write("text.pack", "hello");
  expect(() => readPack(at("text.pack"))).toThrow(/is no fact pack/);
  const good = await factPack(await odoo(), new AbortController().signal);
  write("cut.pack", good.subarray(0, good.length - 10));
  expect(() => readPack(at("cut.pack"))).toThrow(/damaged/);
  write(
    "old.pack",
    good.map((byte, index) => (index === 4 ? 0 : byte)),
  );
  expect(() => readPack(at("old.pack"))).toThrow(/another version/);
});
