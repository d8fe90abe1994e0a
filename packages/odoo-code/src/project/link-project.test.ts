import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileFacts } from "../facts.ts";
import { factsOf } from "../facts-of.ts";
import { packModule } from "../packed/pack-module.ts";
import { PackedModule } from "../packed/packed-module.ts";
import { loadPython } from "../testing/load-python.ts";
import type { OdooVersion } from "../version.ts";
import { linkProject, relinkProject } from "./link-project.ts";
import { modelCard } from "./model-card.ts";
import { printArch } from "./print-arch.ts";
import type { Project } from "./project.ts";
import { resolvePath } from "./resolve-path.ts";

const python = await loadPython();
const factsFor = (path: string, text: string, version: OdooVersion = "19.0"): FileFacts =>
  factsOf({ python }, path, new TextEncoder().encode(text), version);

type Sources = Readonly<Record<string, string>>;

/** Sources by path below `/addons`, or below a root of their own where they begin with `/`. */
function project(sources: Sources, roots: readonly string[] = ["/addons"], version: OdooVersion = "19.0"): Project {
  const files = new Map(
    Object.entries(sources).map(([name, text]) => {
      const path = name.startsWith("/") ? name : `/addons/${name}`;
      return [path, factsFor(path, text, version)] as const;
    }),
  );
  return linkProject(files, roots, version);
}

const manifest = (depends: readonly string[] = [], data: readonly string[] = [], more = "") =>
  `{"name": "x", "depends": ${JSON.stringify(depends)}, "data": ${JSON.stringify(data)}${more}}`;

const BASE: Sources = {
  "base/__manifest__.py": manifest(),
  "base/__init__.py": "from . import models",
  "base/models.py": `
from odoo import fields, models
class Base(models.AbstractModel):
    _name = 'base'
class Users(models.Model):
    _name = 'res.users'
    partner_id = fields.Many2one('res.partner', delegate=True)
    login = fields.Char()
class Partner(models.Model):
    _name = 'res.partner'
    name = fields.Char()
    parent_id = fields.Many2one('res.partner')
    user_ids = fields.One2many('res.users', 'partner_id')
`,
};

const SALE: Sources = {
  ...BASE,
  "mixin/__manifest__.py": manifest(["base"]),
  "mixin/__init__.py": "from . import thread",
  "mixin/thread.py": `
from odoo import fields, models
class Thread(models.AbstractModel):
    _name = 'mail.thread'
    message_ids = fields.One2many('mail.message', 'res_id')
    def post(self): pass
`,
  "sale/__manifest__.py": manifest(["mixin"], ["security/ir.model.access.csv", "views.xml"]),
  "sale/__init__.py": "from . import models",
  "sale/models/__init__.py": "from . import order, line",
  "sale/models/order.py": `
from odoo import fields, models
class Order(models.Model):
    _name = 'sale.order'
    _inherit = ['mail.thread']
    _description = 'Order'
    partner_id = fields.Many2one('res.partner')
    state = fields.Selection([('draft', 'Draft'), ('sent', 'Sent')])
    line_ids = fields.One2many('sale.line', 'order_id')
    def confirm(self):
        return self.partner_id.name
`,
  "sale/models/line.py": `
from odoo import api, fields, models
class Line(models.Model):
    _name = 'sale.line'
    order_id = fields.Many2one('sale.order')
    partner_id = fields.Many2one(related='order_id.partner_id')
    partner_user_ids = fields.One2many(related='partner_id.user_ids')
    @api.depends('order_id.partner_id.name')
    def _compute_x(self): pass
class NoTable(models.Model):
    _name = 'sale.report'
    _auto = False
`,
  "sale/security/ir.model.access.csv": `id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink
access_order,order,model_sale_order,base.group_user,1,1,0,0
`,
  "sale/views.xml": `<odoo>
  <record id="order_form" model="ir.ui.view">
    <field name="model">sale.order</field>
    <field name="arch" type="xml"><form><field name="partner_id"/></form></field>
  </record>
  <record id="rule" model="ir.rule">
    <field name="model_id" ref="model_sale_order"/>
    <field name="domain_force">[('partner_id', '=', 1)]</field>
    <field name="groups" eval="[(4, ref('base.group_user'))]"/>
  </record>
  <record id="admin" model="res.users"><field name="login">a</field></record>
</odoo>`,
  "stock/__manifest__.py": manifest(["sale"], ["views.xml"]),
  "stock/__init__.py": "from . import order",
  "stock/order.py": `
from odoo import fields, models
class Order(models.Model):
    _inherit = 'sale.order'
    state = fields.Selection(selection_add=[('done', 'Done')])
    partner_id = fields.Many2one(required=True)
    picking = fields.Char()
    def confirm(self):
        return super().confirm()
`,
  "stock/views.xml": `<odoo>
  <record id="order_form" model="ir.ui.view">
    <field name="inherit_id" ref="sale.order_form"/>
    <field name="arch" type="xml"><field name="partner_id" position="after"><field name="picking"/></field></field>
  </record>
  <record id="sale.rule" model="ir.rule"><field name="active" eval="False"/></record>
</odoo>`,
};

const names = ({ modules }: Project) => modules.order.map(({ name }) => name);

describe("modules", () => {
  it("are sorted by depth, then name; a test module follows its last dependency", () => {
    const found = project({
      "base/__manifest__.py": manifest(),
      "z/__manifest__.py": manifest(),
      "a/__manifest__.py": manifest(["z"]),
      "b/__manifest__.py": manifest(["base"]),
      "test_z/__manifest__.py": manifest(["z"]),
      "zz/__manifest__.py": manifest(["base"]),
    });
    expect(names(found)).toEqual(["base", "b", "z", "test_z", "zz", "a"]);
    expect([...found.modules.closure("a")].sort()).toEqual(["a", "base", "z"]);
    expect(found.modules.dependents("z").map(({ name }) => name)).toEqual(["test_z", "a"]);
  });

  it("sorts test modules like others before 19.0", () => {
    const sources = {
      "base/__manifest__.py": manifest(),
      "z/__manifest__.py": manifest(),
      "test_z/__manifest__.py": manifest(["z"]),
      "a/__manifest__.py": manifest(["z"]),
    };
    expect(names(project(sources, ["/addons"], "14.0"))).toEqual(["base", "z", "a", "test_z"]);
  });

  it("in a circle, missing, or not installable are reported and come last", () => {
    const found = project({
      "base/__manifest__.py": manifest(),
      "a/__manifest__.py": manifest(["b"]),
      "b/__manifest__.py": manifest(["a"]),
      "c/__manifest__.py": manifest(["a"]),
      "self/__manifest__.py": manifest(["self"]),
      "d/__manifest__.py": manifest(["gone"]),
      "e/__manifest__.py": manifest(["base"]),
      "off/__manifest__.py": manifest(["base"], [], ', "installable": False'),
      "bare/__init__.py": "",
    });
    const loadable = found.modules.order.filter((module) => module.loadable).map(({ name }) => name);
    expect(loadable).toEqual(["base", "e"]);
    expect(found.modules.problems).toEqual([
      { kind: "no-manifest", path: "/addons/bare" },
      { kind: "missing-dependency", module: "d", dependency: "gone" },
      { kind: "cycle", modules: ["a", "b"] },
      { kind: "cycle", modules: ["self"] },
    ]);
  });

  it("of one name: the first addons folder wins, and the other's files belong to none", () => {
    const sources = {
      "/one/sale/__manifest__.py": manifest([], ["a.xml"]),
      "/one/sale/a.xml": '<odoo><record id="x" model="res.partner"/></odoo>',
      "/two/sale/__manifest__.py": manifest([], ["b.xml"]),
      "/two/sale/b.xml": '<odoo><record id="y" model="res.partner"/></odoo>',
    };
    for (const [roots, kept, id] of [
      [["/one", "/two"], "/one/sale", "sale.x"],
      [["/two", "/one"], "/two/sale", "sale.y"],
    ] as const) {
      const found = project(sources, roots);
      expect(found.modules.get("sale")?.path).toBe(kept);
      expect(found.modules.problems.filter(({ kind }) => kind === "duplicate")).toHaveLength(1);
      expect([...found.xmlIds.ids()]).toEqual([id]);
      expect(found.moduleOf(`${kept}/a.xml`)).toBe("sale");
      expect(found.moduleOf(kept === "/one/sale" ? "/two/sale/b.xml" : "/one/sale/a.xml")).toBeNull();
    }
  });

  it("survive broken manifests and nothing at all", () => {
    expect(names(project({ "x/__manifest__.py": "{'depends': ['bas", "y/__manifest__.py": "import os" }))).toEqual([
      "x",
      "y",
    ]);
    expect(names(linkProject(new Map(), [], "19.0"))).toEqual([]);
  });
});

describe("models", () => {
  const found = project(SALE);
  const fieldsOf = (model: string) => found.models.get(model)?.fields ?? new Map();

  it("are extensions in load order, defined by one module", () => {
    const order = found.models.get("sale.order");
    expect(order?.extensions.map(({ module }) => module)).toEqual(["sale", "stock"]);
    expect(order).toMatchObject({ module: "sale", kind: "model", parents: ["mail.thread"] });
    expect(order?.methods.get("confirm")?.map(({ extension }) => extension.module)).toEqual(["stock", "sale"]);
    expect(order?.methods.get("post")?.[0]?.extension.model).toBe("mail.thread");
  });

  it("have the fields of mixins, and an override keeps what it does not say", () => {
    expect(fieldsOf("sale.order").get("message_ids")).toMatchObject({ type: "One2many", module: "mixin" });
    const partner = fieldsOf("sale.order").get("partner_id");
    expect(partner).toMatchObject({ type: "Many2one", comodel: "res.partner", module: "sale" });
    expect(partner?.argument("required")?.value).toBe(true);
    expect(partner?.definitions.map(({ extension }: { extension: { module: string } }) => extension.module)).toEqual([
      "sale",
      "stock",
    ]);
  });

  it("have who and when only with a table of their own", () => {
    expect([...fieldsOf("sale.report").keys()]).toEqual(["id", "display_name"]);
    expect([...fieldsOf("mail.thread").keys()]).toEqual(["id", "display_name", "message_ids"]);
    expect(fieldsOf("sale.line").get("create_uid")).toMatchObject({ comodel: "res.users", origin: "magic" });
  });

  it("find the comodel of a related field through several models", () => {
    expect(fieldsOf("sale.line").get("partner_id")?.comodel).toBe("res.partner");
    expect(fieldsOf("sale.line").get("partner_user_ids")?.comodel).toBe("res.users");
  });

  it("reach the fields of the model they delegate to", () => {
    expect(fieldsOf("res.users").get("name")).toMatchObject({
      origin: "delegated",
      via: { field: "partner_id", model: "res.partner" },
      related: "partner_id.name",
    });
    expect(fieldsOf("res.users").get("login")?.origin).toBe("own");
  });

  it("are seen by a module without what it does not depend on", () => {
    expect(found.modelsSeenFrom("sale").get("sale.order")?.fields.has("picking")).toBe(false);
    expect(found.modelsSeenFrom("stock").get("sale.order")?.fields.has("picking")).toBe(true);
    expect(found.modelsSeenFrom("mixin").has("sale.order")).toBe(false);
  });

  it("resolve paths, and say where one breaks", () => {
    const steps = (path: string) =>
      resolvePath(found.models, "sale.line", path).map(({ model, field }) => `${model}:${field?.name ?? "?"}`);
    expect(steps("order_id.partner_id.name")).toEqual([
      "sale.line:order_id",
      "sale.order:partner_id",
      "res.partner:name",
    ]);
    expect(steps("order_id.nothing.name")).toEqual(["sale.line:order_id", "sale.order:?", "null:?"]);
    expect(steps("create_date.month_number")).toEqual(["sale.line:create_date"]);
    expect(resolvePath(found.models, "no.model", "a")).toEqual([{ name: "a", model: null, field: null }]);
  });

  it("inherit, delegate and relate in circles without end", () => {
    const circle = project({
      ...BASE,
      "odd/__manifest__.py": manifest(),
      "odd/__init__.py": "from . import models",
      "odd/models.py": `
from odoo import fields, models
class A(models.Model):
    _name = 'a'
    _inherit = ['b']
    _inherits = {'b': 'b_id'}
    b_id = fields.Many2one('b')
    x = fields.Many2one(related='y')
    y = fields.Many2one(related='x')
class B(models.Model):
    _name = 'b'
    _inherit = ['a']
    _inherits = {'a': 'a_id'}
    a_id = fields.Many2one('a')
class Orphan(models.Model):
    _inherit = 'not.there'
`,
    });
    expect([...(circle.models.get("a")?.fields.keys() ?? [])]).toContain("a_id");
    expect(circle.models.get("a")?.fields.get("x")?.comodel).toBeNull();
    expect(circle.models.get("not.there")?.fields.size).toBe(2);
  });
});

describe("XML ids", () => {
  const { xmlIds, security } = project(SALE);

  it("have their definitions in load order, those of other modules after the owner's", () => {
    expect(xmlIds.get("sale.rule")?.definitions.map(({ module }) => module)).toEqual(["sale", "stock"]);
    expect(xmlIds.get("sale.rule")).toMatchObject({ model: "ir.rule", module: "sale", automatic: null });
    expect(xmlIds.get("sale.nothing")).toBeUndefined();
  });

  it.each([
    ["sale.model_sale_order", { kind: "model", model: "sale.order" }],
    ["stock.model_sale_order", { kind: "model", model: "sale.order" }],
    ["mixin.model_sale_order", null],
    ["sale.field_sale_order__partner_id", { kind: "field", model: "sale.order", field: "partner_id" }],
    ["stock.field_sale_order__picking", { kind: "field", model: "sale.order", field: "picking" }],
    ["stock.field_sale_order__nothing", null],
    [
      "stock.selection__sale_order__state__done",
      { kind: "selection", model: "sale.order", field: "state", value: "done" },
    ],
    ["stock.selection__sale_order__state__draft", null],
    ["base.module_stock", { kind: "module", module: "stock" }],
    ["base.module_gone", null],
    ["sale.admin_res_partner", { kind: "delegate", model: "res.partner", of: "sale.admin" }],
  ])("%s is what Odoo makes by itself, or nothing", (id, expected) => {
    expect(xmlIds.get(id)?.automatic ?? null).toEqual(expected);
  });

  it("lead from rights and rules to their model", () => {
    expect(security.accessOf("sale.order")).toMatchObject([{ group: "base.group_user", allows: "rw" }]);
    expect(security.rulesOf("sale.order")).toMatchObject([
      { groups: ["base.group_user"], domain: "[('partner_id', '=', 1)]" },
    ]);
  });
});

describe("views", () => {
  const found = project(SALE);

  it("are combined, for all or as one module sees them", () => {
    const arch = (seenFrom?: string) => {
      const node = found.combinedView("sale.order_form", seenFrom === undefined ? {} : { seenFrom })?.node;
      return node ? printArch(node).replace(/\s*\n\s*/g, "") : null;
    };
    expect(arch()).toBe('<form><field name="partner_id"/><field name="picking"/></form>');
    expect(arch("sale")).toBe('<form><field name="partner_id"/></form>');
  });

  it("know an action by its id, with and without the module written", () => {
    const view = (id: string, parent: string, arch: string) =>
      `<record id="${id}" model="ir.ui.view"><field name="model">res.partner</field>${parent}<field name="arch" type="xml">${arch}</field></record>`;
    const parent = '<field name="inherit_id" ref="base.form"/>';
    const actions = project({
      ...BASE,
      "base/__manifest__.py": manifest([], ["v.xml"]),
      "base/v.xml": `<odoo>${view("form", "", '<form><button name="%(act)d"/><button name="%(two)d"/></form>')}</odoo>`,
      "more/__manifest__.py": manifest(["base"], ["v.xml"]),
      "more/v.xml": `<odoo>${view("quoted", parent, `<xpath expr="//button[@name='%(base.act)d']" position="replace"/>`)}${view("bare", parent, '<xpath expr="//button[@name=%(base.two)d]" position="attributes"><attribute name="class">x</attribute></xpath>')}</odoo>`,
    });
    const combined = actions.combinedView("base.form");
    expect(combined?.misses).toEqual([]);
    expect(combined?.node && printArch(combined.node)).toBe(
      '<form>\n  <button name="%(base.two)d" class="x"/>\n</form>',
    );
  });

  it("of an extension take their model from the parent", () => {
    expect(found.views.ofModel("sale.order").map(({ xmlId }) => xmlId)).toEqual([
      "sale.order_form",
      "stock.order_form",
    ]);
    expect(modelCard(found, "sale.order")?.views.map(({ type, mode }) => [type, mode])).toEqual([
      ["form", "primary"],
      ["form", "extension"],
    ]);
  });
});

describe("references", () => {
  const { references } = project(SALE);
  const shown = (found: readonly { path: string; reference: { context: string } }[]) =>
    found.map(({ path, reference }) => `${path.slice("/addons/".length)} ${reference.context}`);

  it("reach a field along paths and not another of its name", () => {
    const places = shown(references.toField("sale.order", "partner_id"));
    expect(places).toContain("sale/models/line.py depends");
    expect(places).toContain("sale/models/line.py related");
    expect(places).toContain("sale/views.xml arch");
    expect(shown(references.toField("res.users", "partner_id"))).not.toContain("sale/models/line.py depends");
  });

  it("reach XML ids written with and without their module", () => {
    expect(shown(references.toXmlId("sale.order_form")).some((place) => place.startsWith("stock/views.xml"))).toBe(
      true,
    );
    expect(shown(references.toXmlId("stock.order_form"))).toEqual([]);
  });
});

/** All that a project says, without what it is made of. */
function said(of: Project): unknown {
  return {
    modules: of.modules.order.map(({ name, path, depth, position, loadable }) => ({
      name,
      path,
      depth,
      position,
      loadable,
    })),
    problems: of.modules.problems,
    models: [...of.models.names()].sort().map((name) => modelCard(of, name)),
    ids: [...of.xmlIds.ids()]
      .sort()
      .map((id) => of.xmlIds.get(id)?.definitions.map(({ path, position }) => [id, path, position])),
    views: of.views.all().map(({ xmlId }) => [xmlId, of.combinedView(xmlId)?.node]),
    references: of.references.toField("sale.order", "partner_id"),
  };
}

describe("linking again", () => {
  const full = project(SALE);

  it("after any files went and came back is the same as linking from scratch, at every step", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...full.files.keys()], { minLength: 1, maxLength: 4 }), (paths) => {
        let now = full;
        const without = new Map(full.files);
        for (const path of paths) {
          now = relinkProject(now, new Map([[path, null]]));
          without.delete(path);
          expect(said(now)).toEqual(said(linkProject(without, full.roots, "19.0")));
        }
        const back = new Map(paths.map((path) => [path, full.files.get(path) ?? null]));
        expect(said(relinkProject(now, back))).toEqual(said(full));
      }),
      { numRuns: 40 },
    );
  });

  it("of packed modules is the same, whatever changes in them", () => {
    const packed = new Map(
      full.modules.order.map(({ path }) => {
        const own = new Map([...full.files].filter(([file]) => file.startsWith(`${path}/`)));
        return [path, new PackedModule(path, packModule(path, own, "19.0"))] as const;
      }),
    );
    const start = relinkProject(linkProject(new Map(), full.roots, "19.0"), new Map(), packed);
    expect(said(start)).toEqual(said(full));
    expect([...start.files].sort()).toEqual([...full.files].sort());
    fc.assert(
      fc.property(fc.shuffledSubarray([...full.files.keys()], { minLength: 1, maxLength: 4 }), (paths) => {
        const gone = new Map(paths.map((path) => [path, null] as const));
        const without = relinkProject(start, gone);
        expect(said(without)).toEqual(said(relinkProject(full, gone)));
        const back = new Map(paths.map((path) => [path, full.files.get(path) ?? null]));
        expect(said(relinkProject(without, back))).toEqual(said(full));
        expect(said(relinkProject(without, new Map(), packed))).toEqual(said(full));
      }),
      { numRuns: 20 },
    );
  });

  it("keeps what the modules say that did not change, and leaves the old project as it was", () => {
    const before = said(full);
    const path = "/addons/sale/models/order.py";
    const next = relinkProject(full, new Map([[path, factsFor(path, "")]]));
    expect(next.contents.get("stock")).toBe(full.contents.get("stock"));
    expect(next.contents.get("sale")).not.toBe(full.contents.get("sale"));
    expect(next.models.get("sale.order")?.module).toBe("stock");
    expect(said(full)).toEqual(before);
  });
});
