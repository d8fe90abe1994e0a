const manifest = (depends: readonly string[], data: readonly string[] = []) =>
  `{"name": "x", "depends": ${JSON.stringify(depends)}, "data": ${JSON.stringify(data)}}`;

/** Four small modules in which one thing is named in many ways: a mixin, a library, its extension, and somebody's own. */
export const LIBRARY: Readonly<Record<string, string>> = {
  "base/__manifest__.py": manifest([]),
  "base/__init__.py": "from . import models",
  "base/models.py": `from odoo import fields, models


class Base(models.AbstractModel):
    _name = 'base'


class Partner(models.Model):
    _name = 'res.partner'
    name = fields.Char()
    isbn = fields.Char("Something else of this name")


class Users(models.Model):
    _name = 'res.users'
    _inherits = {'res.partner': 'partner_id'}
    partner_id = fields.Many2one('res.partner')
`,
  "library/__manifest__.py": manifest(
    ["base"],
    ["security/ir.model.access.csv", "data/library.book.csv", "views/book_views.xml", "report/book_report.xml"],
  ),
  "library/__init__.py": "from . import models",
  "library/models/__init__.py": "from . import shelf, book",
  "library/models/shelf.py": `from odoo import fields, models


class Shelf(models.Model):
    _name = 'library.shelf'
    _description = "Shelf"

    book_ids = fields.One2many('library.book', 'shelf_id')
    first_isbn = fields.Char(related='book_ids.isbn')

    def action_sort(self):
        for book in self.book_ids:
            book.action_lend()
        return self.book_ids.sorted('isbn').mapped('isbn')
`,
  "library/models/book.py": `from odoo import api, fields, models


class Book(models.Model):
    _name = 'library.book'
    _description = "Book"
    _order = 'isbn desc, id'

    isbn = fields.Char("ISBN", index=True)
    label = fields.Char(compute='_compute_label')
    shelf_id = fields.Many2one('library.shelf', domain="[('first_isbn', '!=', isbn)]")
    reader_id = fields.Many2one('res.users')

    @api.depends('isbn', 'shelf_id.book_ids.isbn')
    def _compute_label(self):
        for book in self:
            # The isbn is what readers know.
            book.label = book.isbn or book['isbn']

    def action_lend(self):
        vals = {'isbn': 'x'}
        self.write(vals)
        self.create([{'isbn': '1', 'shelf_id': False}])
        self.search([('isbn', '=', self.reader_id.isbn)], order='isbn')
        self.with_context(default_isbn='1')
        return self.env.ref('library.book_view_form')

    def _cron_lend(self):
        return self.search([]).action_lend()
`,
  "library/security/ir.model.access.csv": `id,name,model_id:id,group_id:id,perm_read,perm_write,perm_create,perm_unlink
access_book,book,model_library_book,,1,1,1,1
access_shelf,shelf,library.model_library_shelf,,1,0,0,0
`,
  "library/data/library.book.csv": `id,isbn,shelf_id/id
book_one,111,
`,
  "library/views/book_views.xml": `<odoo>
  <record id="book_view_form" model="ir.ui.view">
    <field name="name">book</field>
    <field name="model">library.book</field>
    <field name="arch" type="xml">
      <form>
        <header>
          <button name="action_lend" type="object" invisible="not isbn"/>
          <button name="%(book_action)d" type="action"/>
        </header>
        <group name="main">
          <field name="isbn"/>
          <field name="shelf_id" context="{'default_isbn': isbn}">
            <form><field name="book_ids"><list><field name="isbn" invisible="parent.first_isbn"/></list></field></form>
          </field>
          <field name="reader_id"><form><field name="isbn"/></form></field>
        </group>
      </form>
    </field>
  </record>
  <record id="book_view_search" model="ir.ui.view">
    <field name="model">library.book</field>
    <field name="arch" type="xml">
      <search>
        <field name="isbn" filter_domain="['|', ('isbn', 'ilike', self), ('shelf_id.first_isbn', '=', self)]"/>
        <filter name="by_isbn" context="{'group_by': 'isbn'}"/>
      </search>
    </field>
  </record>
  <record id="book_action" model="ir.actions.act_window">
    <field name="name">Books</field>
    <field name="res_model">library.book</field>
    <field name="domain">[('isbn', '!=', False)]</field>
    <field name="context">{'search_default_isbn': '1', 'default_isbn': '1'}</field>
    <field name="view_id" ref="book_view_form"/>
  </record>
  <record id="book_rule" model="ir.rule">
    <field name="model_id" ref="model_library_book"/>
    <field name="domain_force">[('isbn', '!=', False)]</field>
  </record>
  <record id="book_cron" model="ir.cron">
    <field name="model_id" ref="model_library_book"/>
    <field name="code">model._cron_lend()</field>
  </record>
  <record id="book_default" model="ir.default">
    <field name="field_id" ref="library.field_library_book__isbn"/>
    <field name="json_value">"1"</field>
  </record>
  <record id="book_two" model="library.book">
    <field name="isbn">222</field>
  </record>
  <menuitem id="book_menu" action="book_action"/>
</odoo>
`,
  "library/report/book_report.xml": `<odoo>
  <template id="book_label">
    <t t-foreach="docs" t-as="doc"><span t-field="doc.isbn"/><t t-call="library.book_line"/></t>
  </template>
  <template id="book_line"><div/></template>
</odoo>
`,
  "library/static/src/shelf.js": `import { registry } from "@web/core/registry";
export class Shelf {
    async load() {
        await this.orm.call("library.book", "action_lend", [1]);
        await this.orm.searchRead("library.book", [["isbn", "=", "1"]], ["isbn", "label"]);
        return this.action.doAction("library.book_action");
    }
}
`,
  "library_loan/__manifest__.py": manifest(["library"], ["views.xml"]),
  "library_loan/__init__.py": "from . import models",
  "library_loan/models.py": `from odoo import api, fields, models


class Book(models.Model):
    _inherit = 'library.book'

    isbn = fields.Char(required=True)
    reader_count = fields.Integer(compute='_compute_reader_count')

    @api.depends('isbn')
    def _compute_reader_count(self):
        self.reader_count = len(self.read_group([], ['isbn'], ['isbn']))

    def action_lend(self):
        return super().action_lend()


class Comic(models.Model):
    _name = 'library.comic'
    _inherit = 'library.book'
    _description = "Comic"

    def action_read(self):
        return self.isbn
`,
  "library_loan/views.xml": `<odoo>
  <record id="book_view_form" model="ir.ui.view">
    <field name="model">library.book</field>
    <field name="inherit_id" ref="library.book_view_form"/>
    <field name="arch" type="xml">
      <data>
        <xpath expr="//group[@name='main']/field[@name='isbn']" position="after">
          <field name="reader_count" invisible="not isbn"/>
        </xpath>
        <xpath expr="//button[@name='action_lend']" position="attributes">
          <attribute name="invisible">isbn == '1'</attribute>
        </xpath>
        <xpath expr="//field[@name='book_ids']//field[@name='isbn']" position="attributes">
          <attribute name="string">Number</attribute>
        </xpath>
        <field name="shelf_id" position="after">
          <field name="label"/>
        </field>
      </data>
    </field>
  </record>
</odoo>
`,
};
