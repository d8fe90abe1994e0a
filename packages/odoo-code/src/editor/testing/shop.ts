import { factsFor, projectOf } from "./project-of.ts";

const manifest = (depends: readonly string[], data: readonly string[]) =>
  `{"name": "x", "depends": ${JSON.stringify(depends)}, "data": ${JSON.stringify(data)}, "assets": {"web.assets_backend": ["shop/static/src/**/*"]}}`;

/** Sources of a small shop: `base`, and `shop` with models, views, rights and client code; `shop_more` extends it. */
export const SHOP: Readonly<Record<string, string>> = {
  "base/__manifest__.py": '{"name": "Base", "data": ["groups.xml"]}',
  "base/__init__.py": "from . import models",
  "base/groups.xml": '<odoo><record id="group_user" model="res.groups"><field name="name">User</field></record></odoo>',
  "base/models.py": `
from odoo import fields, models
class Base(models.AbstractModel):
    _name = 'base'
    def write(self, vals):
        """Writes values."""
class Groups(models.Model):
    _name = 'res.groups'
    name = fields.Char()
class Partner(models.Model):
    _name = 'res.partner'
    _description = 'Contact'
    name = fields.Char(string="Full Name", help="As on the passport.")
    parent_id = fields.Many2one('res.partner')
    country = fields.Char()
class View(models.Model):
    _name = 'ir.ui.view'
    name = fields.Char()
    model = fields.Char()
    inherit_id = fields.Many2one('ir.ui.view')
    arch = fields.Text()
`,
  "shop/__manifest__.py": manifest(["base"], ["security/ir.model.access.csv", "views/order_views.xml"]),
  "shop/__init__.py": "from . import models",
  "shop/models/__init__.py": "from . import order",
  "shop/models/order.py": `
from odoo import api, fields, models
class Order(models.Model):
    _name = 'shop.order'
    _description = 'Order'
    partner_id = fields.Many2one('res.partner', string='Customer')
    line_ids = fields.One2many('shop.line', 'order_id')
    total = fields.Float(compute='_compute_total')
    country = fields.Char(related='partner_id.country')
    @api.depends('line_ids.amount')
    def _compute_total(self):
        for order in self:
            order.total = sum(order.line_ids.mapped('amount'))
    def action_confirm(self):
        return self.partner_id.parent_id.name
class Line(models.Model):
    _name = 'shop.line'
    order_id = fields.Many2one('shop.order')
    amount = fields.Float()
`,
  "shop/security/ir.model.access.csv":
    "id,name,model_id:id,group_id:id,perm_read\naccess_order,order,model_shop_order,base.group_user,1\n",
  "shop/views/order_views.xml": `<odoo>
  <record id="view_order" model="ir.ui.view">
    <field name="name">order</field>
    <field name="model">shop.order</field>
    <field name="arch" type="xml">
      <form>
        <button name="action_confirm" type="object"/>
        <field name="partner_id" widget="partner_card"/>
        <field name="line_ids"><list><field name="amount"/></list></field>
      </form>
    </field>
  </record>
</odoo>`,
  "shop/static/src/card.js":
    'import { registry } from "@web/core/registry";\nexport class Card extends Component {\n  static template = "shop.Card";\n  load() { return this.orm.searchRead("res.partner", [], ["name"]); }\n}\nregistry.category("fields").add("partner_card", Card);\n',
  "shop/static/src/card.xml": '<templates><t t-name="shop.Card"><span/></t></templates>',
  "shop_more/__manifest__.py": manifest(["shop"], ["views.xml"]),
  "shop_more/__init__.py": "from . import order",
  "shop_more/order.py": `
from odoo import fields, models
class Order(models.Model):
    _inherit = 'shop.order'
    note = fields.Text()
    def action_confirm(self):
        return super().action_confirm()
`,
  "shop_more/views.xml": `<odoo>
  <record id="view_order_more" model="ir.ui.view">
    <field name="name">more</field>
    <field name="model">shop.order</field>
    <field name="inherit_id" ref="shop.view_order"/>
    <field name="arch" type="xml">
      <xpath expr="//list/field" position="after"><field name="order_id"/></xpath>
    </field>
  </record>
</odoo>`,
};

/** The shop as a project; more sources replace or add files. */
export function shop(more: Readonly<Record<string, string>> = {}) {
  const sources = { ...SHOP, ...more };
  return { sources, project: projectOf(sources) };
}

/** A text with one `|`: the text without it, where it stood, and its facts. */
export function marked(path: string, withMark: string) {
  const offset = withMark.indexOf("|");
  const text = withMark.slice(0, offset) + withMark.slice(offset + 1);
  return { text, offset, facts: factsFor(`/addons/${path}`, text) };
}
