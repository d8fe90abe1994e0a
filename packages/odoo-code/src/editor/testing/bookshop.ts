/** Two addons that a real Odoo 19 installs and whose own tests pass: Python, views, rights, data and client code name the same things. */
export const BOOKSHOP: Readonly<Record<string, string>> = {
  "sextant_book/__manifest__.py": `{
    "name": "Books",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "depends": ["base"],
    "data": [
        "security/ir.model.access.csv",
        "data/sextant.shelf.csv",
        "data/sextant.book.csv",
        "views/book_views.xml",
        "report/book_report.xml",
    ],
}
`,
  "sextant_book/__init__.py": "from . import models\n",
  "sextant_book/models/__init__.py": "from . import shelf\nfrom . import book\n",
  "sextant_book/models/shelf.py": `from odoo import api, fields, models


class Shelf(models.Model):
    _name = "sextant.shelf"
    _description = "Shelf"
    _order = "name"

    name = fields.Char(required=True)
    book_ids = fields.One2many("sextant.book", "shelf_id")
    first_isbn = fields.Char(related="book_ids.isbn", string="First ISBN")
    isbns = fields.Char(compute="_compute_isbns")

    @api.depends("book_ids.isbn")
    def _compute_isbns(self):
        for shelf in self:
            shelf.isbns = ", ".join(shelf.book_ids.sorted("isbn").mapped("isbn"))

    def action_lend_all(self):
        for book in self.book_ids:
            book.action_lend()
`,
  "sextant_book/models/book.py": `from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Book(models.Model):
    _name = "sextant.book"
    _description = "Book"
    _order = "isbn desc, id"
    _rec_name = "isbn"

    isbn = fields.Char("ISBN", required=True, index=True)
    shelf_id = fields.Many2one("sextant.shelf", domain="[('first_isbn', '!=', isbn)]")
    lent = fields.Boolean()
    label = fields.Char(compute="_compute_label", search="_search_label")

    @api.depends("isbn", "shelf_id.name")
    def _compute_label(self):
        for book in self:
            book.label = f"{book.isbn} on {book.shelf_id.name}"

    def _search_label(self, operator, value):
        return [("isbn", operator, value)]

    @api.constrains("isbn")
    def _check_isbn(self):
        for book in self:
            if self.search_count([("isbn", "=", book.isbn)]) > 1:
                raise ValidationError("Twice the same")

    def action_lend(self):
        self.write({"lent": True})
        return self.env["ir.actions.act_window"]._for_xml_id("sextant_book.book_action")

    @api.model
    def _cron_lend(self):
        self.search([("isbn", "like", "cron")], order="isbn").action_lend()
`,
  "sextant_book/security/ir.model.access.csv": `id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink
access_book,book,model_sextant_book,base.group_user,1,1,1,1
access_shelf,shelf,sextant_book.model_sextant_shelf,base.group_user,1,1,1,1
`,
  "sextant_book/data/sextant.shelf.csv": "id,name\nshelf_top,Top\n",
  "sextant_book/data/sextant.book.csv": "id,isbn,shelf_id/id\nbook_one,111,shelf_top\nbook_two,222,shelf_top\n",
  "sextant_book/views/book_views.xml": `<?xml version="1.0" encoding="utf-8"?>
<odoo>
  <record id="book_view_form" model="ir.ui.view">
    <field name="name">book form</field>
    <field name="model">sextant.book</field>
    <field name="arch" type="xml">
      <form>
        <header>
          <button name="action_lend" string="Lend" type="object" invisible="not isbn"/>
        </header>
        <group name="main">
          <field name="isbn"/>
          <field name="shelf_id" context="{'form_view_ref': 'sextant_book.shelf_view_form'}"/>
          <field name="lent" readonly="isbn == '0'"/>
        </group>
      </form>
    </field>
  </record>
  <record id="shelf_view_form" model="ir.ui.view">
    <field name="name">shelf form</field>
    <field name="model">sextant.shelf</field>
    <field name="arch" type="xml">
      <form>
        <field name="name"/>
        <field name="first_isbn"/>
        <field name="book_ids">
          <list><field name="isbn"/><field name="lent" column_invisible="not parent.first_isbn"/></list>
        </field>
      </form>
    </field>
  </record>
  <record id="book_view_search" model="ir.ui.view">
    <field name="name">book search</field>
    <field name="model">sextant.book</field>
    <field name="arch" type="xml">
      <search>
        <field name="isbn" filter_domain="['|', ('isbn', 'ilike', self), ('shelf_id.first_isbn', '=', self)]"/>
        <filter name="by_isbn" string="By ISBN" context="{'group_by': 'isbn'}"/>
      </search>
    </field>
  </record>
  <record id="book_action" model="ir.actions.act_window">
    <field name="name">Books</field>
    <field name="res_model">sextant.book</field>
    <field name="domain">[('isbn', '!=', False)]</field>
    <field name="context">{'search_default_isbn': '1', 'default_isbn': 'new'}</field>
    <field name="view_id" ref="book_view_form"/>
  </record>
  <record id="book_rule" model="ir.rule">
    <field name="name">Only books with a number</field>
    <field name="model_id" ref="model_sextant_book"/>
    <field name="domain_force">[('isbn', '!=', False)]</field>
  </record>
  <record id="book_cron" model="ir.cron">
    <field name="name">Lend</field>
    <field name="model_id" ref="model_sextant_book"/>
    <field name="state">code</field>
    <field name="code">model._cron_lend()</field>
  </record>
  <record id="book_default" model="ir.default">
    <field name="field_id" ref="sextant_book.field_sextant_book__isbn"/>
    <field name="json_value">"from default"</field>
  </record>
  <menuitem id="book_menu" name="Books" action="book_action"/>
</odoo>
`,
  "sextant_book/report/book_report.xml": `<?xml version="1.0" encoding="utf-8"?>
<odoo>
  <template id="book_line"><span t-out="1"/></template>
  <template id="book_page"><div><t t-call="sextant_book.book_line"/></div></template>
</odoo>
`,
  "sextant_book/static/src/book.js": `/** @odoo-module **/
export async function readBooks(orm) {
    await orm.call("sextant.book", "action_lend", [[1]]);
    return orm.searchRead("sextant.book", [["isbn", "!=", false]], ["isbn", "label"]);
}
`,
  "sextant_book/tests/__init__.py": "from . import test_book\n",
  "sextant_book/tests/test_book.py": `from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestBook(TransactionCase):
    def test_field(self):
        book = self.env["sextant.book"].create({"isbn": "333", "shelf_id": self.env.ref("sextant_book.shelf_top").id})
        self.assertEqual(book.label, "333 on Top")
        self.assertEqual(book.display_name, "333")
        self.assertEqual(book.shelf_id.isbns, "111, 222, 333")
        self.assertEqual(self.env["sextant.book"].search([("label", "=", "333")]), book)
        self.assertEqual(self.env["sextant.book"].search([]).mapped("isbn"), ["333", "222", "111"])
        with self.assertRaises(ValidationError):
            self.env["sextant.book"].create({"isbn": "333"})
        self.assertEqual(self.env["sextant.book"].new().isbn, "from default")

    def test_views(self):
        arch = self.env["sextant.book"].get_view(self.env.ref("sextant_book.book_view_form").id)["arch"]
        self.assertIn("digits", arch)

    def test_method(self):
        book = self.env.ref("sextant_book.book_one")
        action = self.env["sextant.book"].browse(book.id).action_lend()
        self.assertEqual(action["res_model"], self.env["sextant.book"]._name)
        self.assertTrue(book.lent)
        shelf = self.env["sextant.shelf"].search([("name", "=", "Top")])
        shelf.action_lend_all()
        self.assertEqual(shelf.book_ids.filtered("lent"), shelf.book_ids)

    def test_cron(self):
        book = self.env["sextant.book"].create({"isbn": "cron"})
        self.env.ref("sextant_book.book_cron").ir_actions_server_id.run()
        book.invalidate_recordset()
        self.assertTrue(book.lent)

    def test_template(self):
        page = self.env["ir.qweb"]._render("sextant_book.book_page")
        self.assertIn("1", page)
`,
  "sextant_book_loan/__manifest__.py": `{
    "name": "Loans of books",
    "version": "19.0.1.0.0",
    "license": "LGPL-3",
    "depends": ["sextant_book"],
    "data": ["views/book_views.xml"],
}
`,
  "sextant_book_loan/__init__.py": "from . import models\n",
  "sextant_book_loan/models.py": `from odoo import api, fields, models


class Book(models.Model):
    _inherit = "sextant.book"

    isbn = fields.Char(help="On the back")
    digits = fields.Integer(compute="_compute_digits", store=True)

    @api.depends("isbn")
    def _compute_digits(self):
        for book in self:
            book.digits = len(book.isbn or "")

    def action_lend(self):
        return super().action_lend()
`,
  "sextant_book_loan/views/book_views.xml": `<?xml version="1.0" encoding="utf-8"?>
<odoo>
  <record id="book_view_form" model="ir.ui.view">
    <field name="name">book form, loans</field>
    <field name="model">sextant.book</field>
    <field name="inherit_id" ref="sextant_book.book_view_form"/>
    <field name="arch" type="xml">
      <xpath expr="//group[@name='main']/field[@name='isbn']" position="after">
        <field name="digits" invisible="not isbn"/>
      </xpath>
      <xpath expr="//button[@name='action_lend']" position="attributes">
        <attribute name="invisible">isbn == '0'</attribute>
      </xpath>
    </field>
  </record>
  <record id="shelf_view_form" model="ir.ui.view">
    <field name="name">shelf form, loans</field>
    <field name="model">sextant.shelf</field>
    <field name="inherit_id" ref="sextant_book.shelf_view_form"/>
    <field name="arch" type="xml">
      <xpath expr="//field[@name='book_ids']//field[@name='isbn']" position="after">
        <field name="digits"/>
      </xpath>
    </field>
  </record>
</odoo>
`,
};
