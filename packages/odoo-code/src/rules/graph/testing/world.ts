/** Modules around the one on trial, by path below the addons folder: as little of Odoo as the rules look at. */
export const WORLD: Readonly<Record<string, string>> = {
  "base/__manifest__.py": '{"name": "Base", "data": ["data/base.xml"]}\n',
  "base/__init__.py": "from . import models\n",
  "base/models.py": `from odoo import fields, models
class Base(models.AbstractModel):
    _name = "base"
class View(models.Model):
    _name = "ir.ui.view"
    name = fields.Char()
    model = fields.Char()
    arch = fields.Text()
    inherit_id = fields.Many2one("ir.ui.view")
    priority = fields.Integer()
    mode = fields.Char()
class Model(models.Model):
    _name = "ir.model"
    model = fields.Char()
class Access(models.Model):
    _name = "ir.model.access"
    name = fields.Char()
    model_id = fields.Many2one("ir.model")
    group_id = fields.Many2one("res.groups")
    perm_read = fields.Boolean()
    perm_write = fields.Boolean()
    perm_create = fields.Boolean()
    perm_unlink = fields.Boolean()
class Rule(models.Model):
    _name = "ir.rule"
    name = fields.Char()
    model_id = fields.Many2one("ir.model")
    domain_force = fields.Text()
class Window(models.Model):
    _name = "ir.actions.act_window"
    name = fields.Char()
    res_model = fields.Char()
    view_id = fields.Many2one("ir.ui.view")
class Menu(models.Model):
    _name = "ir.ui.menu"
    name = fields.Char()
    parent_id = fields.Many2one("ir.ui.menu")
    action = fields.Reference([])
class Groups(models.Model):
    _name = "res.groups"
    name = fields.Char()
class Users(models.Model):
    _name = "res.users"
    _inherits = {"res.partner": "partner_id"}
    login = fields.Char()
    partner_id = fields.Many2one("res.partner")
class Country(models.Model):
    _name = "res.country"
    name = fields.Char()
    code = fields.Char()
class Partner(models.Model):
    _name = "res.partner"
    name = fields.Char()
    active = fields.Boolean()
    email = fields.Char()
    country_id = fields.Many2one("res.country")
    parent_id = fields.Many2one("res.partner")
    child_ids = fields.One2many("res.partner", "parent_id")
    def open_parent(self):
        return True
    def send(self, how, force=False):
        return True
    def _hidden(self):
        return True
`,
  "base/data/base.xml": `<odoo>
  <record id="group_user" model="res.groups"><field name="name">Employee</field></record>
  <record id="group_system" model="res.groups"><field name="name">Settings</field></record>
  <record id="view_partner_form" model="ir.ui.view">
    <field name="model">res.partner</field>
    <field name="arch" type="xml"><form><sheet>
      <group name="main"><field name="name" string="Name"/><field name="email"/></group>
      <notebook><page name="contacts"><field name="child_ids"><list><field name="name"/></list></field></page></notebook>
    </sheet></form></field>
  </record>
  <record id="action_partner" model="ir.actions.act_window"><field name="name">P</field><field name="res_model">res.partner</field></record>
</odoo>
`,
  "sale/__manifest__.py": '{"name": "Sale", "depends": ["base"], "data": ["views.xml"]}\n',
  "sale/__init__.py": "from . import models\n",
  "sale/models.py": `from odoo import fields, models
class Order(models.Model):
    _name = "sale.order"
    name = fields.Char()
    partner_id = fields.Many2one("res.partner")
    line_ids = fields.One2many("sale.order.line", "order_id")
    state = fields.Selection([("draft", "Draft")])
class Line(models.Model):
    _name = "sale.order.line"
    order_id = fields.Many2one("sale.order")
    quantity = fields.Float()
class Partner(models.Model):
    _inherit = "res.partner"
    sale_count = fields.Integer()
    def open_sales(self):
        return True
`,
  "sale/views.xml": `<odoo>
  <record id="group_sale" model="res.groups"><field name="name">Sales</field></record>
  <record id="view_order_form" model="ir.ui.view">
    <field name="model">sale.order</field>
    <field name="arch" type="xml"><form><field name="name"/><field name="partner_id"/></form></field>
  </record>
  <record id="view_partner_sale" model="ir.ui.view">
    <field name="model">res.partner</field>
    <field name="inherit_id" ref="base.view_partner_form"/>
    <field name="arch" type="xml"><field name="email" position="after"><field name="sale_count"/></field></field>
  </record>
</odoo>
`,
  "sale/static/src/sale.js": "",
  "sale/static/src/sale.scss": "",
  "sale_more/__manifest__.py": '{"name": "More", "depends": ["sale", "glue"]}\n',
  "sale_more/__init__.py": "",
  "glue/__manifest__.py": '{"name": "Glue", "depends": ["base"], "auto_install": True, "data": ["data.xml"]}\n',
  "glue/__init__.py": "from . import models\n",
  "glue/models.py":
    'from odoo import fields, models\nclass Partner(models.Model):\n    _inherit = "res.partner"\n    glue = fields.Char()\n',
  "glue/data.xml": '<odoo><record id="group_glue" model="res.groups"><field name="name">G</field></record></odoo>\n',
};
