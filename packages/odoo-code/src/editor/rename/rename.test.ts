import { describe, expect, it } from "vitest";
import { LIBRARY } from "../testing/library.ts";
import { projectOf } from "../testing/project-of.ts";
import { applied, changedLines, doubtfulLines, renaming } from "../testing/renaming.ts";
import type { RenamePlan } from "./rename-plan.ts";

const project = projectOf(LIBRARY);
const { rename, prepare } = renaming(LIBRARY, ["base"], project);

function planned(path: string, place: string, newName: string): RenamePlan {
  const plan = rename(path, place, newName);
  if (typeof plan === "string") throw new Error(plan);
  return plan;
}

const FIELD = ["library/models/book.py", "is|bn = fields.Char"] as const;
const METHOD = ["library/models/book.py", "def action_le|nd"] as const;
const MODEL = ["library/models/book.py", "_name = 'library.bo|ok'"] as const;
const ACTION = ["library/views/book_views.xml", '<record id="book_ac|tion"'] as const;

describe("a field", () => {
  it("is renamed wherever a path, a view or a column leads to it", () => {
    expect(changedLines(LIBRARY, planned(...FIELD, "code"))).toEqual([
      "library/models/shelf.py: first_isbn = fields.Char(related='book_ids.code')",
      "library/models/shelf.py: return self.book_ids.sorted('code').mapped('code')",
      "library/models/book.py: _order = 'code desc, id'",
      'library/models/book.py: code = fields.Char("ISBN", index=True)',
      "library/models/book.py: shelf_id = fields.Many2one('library.shelf', domain=\"[('first_isbn', '!=', code)]\")",
      "library/models/book.py: @api.depends('code', 'shelf_id.book_ids.code')",
      "library/models/book.py: book.label = book.code or book['code']",
      "library/models/book.py: self.create([{'code': '1', 'shelf_id': False}])",
      "library/models/book.py: self.search([('code', '=', self.reader_id.isbn)], order='code')",
      "library/data/library.book.csv: id,code,shelf_id/id",
      'library/views/book_views.xml: <button name="action_lend" type="object" invisible="not code"/>',
      'library/views/book_views.xml: <field name="code"/>',
      'library/views/book_views.xml: <field name="shelf_id" context="{\'default_isbn\': code}">',
      'library/views/book_views.xml: <form><field name="book_ids"><list><field name="code" invisible="parent.first_isbn"/></list></field></form>',
      "library/views/book_views.xml: <field name=\"code\" filter_domain=\"['|', ('code', 'ilike', self), ('shelf_id.first_isbn', '=', self)]\"/>",
      "library/views/book_views.xml: <filter name=\"by_isbn\" context=\"{'group_by': 'code'}\"/>",
      "library/views/book_views.xml: <field name=\"domain\">[('code', '!=', False)]</field>",
      "library/views/book_views.xml: <field name=\"context\">{'search_default_code': '1', 'default_code': '1'}</field>",
      "library/views/book_views.xml: <field name=\"domain_force\">[('code', '!=', False)]</field>",
      'library/views/book_views.xml: <field name="field_id" ref="library.field_library_book__code"/>',
      'library/views/book_views.xml: <field name="code">222</field>',
      'library/static/src/shelf.js: await this.orm.searchRead("library.book", [["code", "=", "1"]], ["code", "label"]);',
      "library_loan/models.py: code = fields.Char(required=True)",
      "library_loan/models.py: @api.depends('code')",
      "library_loan/models.py: self.reader_count = len(self.read_group([], ['code'], ['code']))",
      "library_loan/models.py: return self.code",
      "library_loan/views.xml: <xpath expr=\"//group[@name='main']/field[@name='code']\" position=\"after\">",
      'library_loan/views.xml: <field name="reader_count" invisible="not code"/>',
      "library_loan/views.xml: <attribute name=\"invisible\">code == '1'</attribute>",
      "library_loan/views.xml: <xpath expr=\"//field[@name='book_ids']//field[@name='code']\" position=\"attributes\">",
    ]);
  });

  it("offers what may mean it apart, and leaves out what means another", () => {
    expect(doubtfulLines(LIBRARY, planned(...FIELD, "code"))).toEqual([
      "unknown-record library/models/book.py: self.with_context(default_isbn='1')",
      'unknown-record library/report/book_report.xml: <t t-foreach="docs" t-as="doc"><span t-field="doc.isbn"/><t t-call="library.book_line"/></t>',
      "string library/models/book.py: vals = {'isbn': 'x'}",
      "text library/models/book.py: # The isbn is what readers know.",
    ]);
  });

  it("gives the same edit from wherever it is named", () => {
    const { edits } = planned(...FIELD, "code");
    const places = [
      ["library_loan/models.py", "self.is|bn"],
      ["library/views/book_views.xml", "('is|bn', 'ilike'"],
      ["library_loan/views.xml", 'field[@name=\'is|bn\']" position="after"'],
      ["library/data/library.book.csv", "id,is|bn"],
      ["library/static/src/shelf.js", '["is|bn", "label"]'],
    ] as const;
    for (const [path, place] of places) expect(planned(path, place, "code").edits).toEqual(edits);
  });

  it("keeps a filter's name, and the default that switches it on", () => {
    const sources = {
      ...LIBRARY,
      "library/views/book_views.xml": (LIBRARY["library/views/book_views.xml"] ?? "").replace(
        'name="by_isbn"',
        'name="isbn"',
      ),
    };
    const plan = renaming(sources).rename(...FIELD, "code");
    const lines = typeof plan === "string" ? [] : changedLines(sources, plan);
    expect(lines).toContain(`library/views/book_views.xml: <filter name="isbn" context="{'group_by': 'code'}"/>`);
    expect(lines.some((line) => line.includes("search_default_isbn"))).toBe(true);
  });
});

describe("a method", () => {
  it("is renamed with what overrides it, calls it and names it", () => {
    const plan = planned(...METHOD, "action_give");
    expect(changedLines(LIBRARY, plan)).toEqual([
      "library/models/shelf.py: book.action_give()",
      "library/models/book.py: def action_give(self):",
      "library/models/book.py: return self.search([]).action_give()",
      'library/views/book_views.xml: <button name="action_give" type="object" invisible="not isbn"/>',
      'library/static/src/shelf.js: await this.orm.call("library.book", "action_give", [1]);',
      "library_loan/models.py: def action_give(self):",
      "library_loan/models.py: return super().action_give()",
      'library_loan/views.xml: <xpath expr="//button[@name=\'action_give\']" position="attributes">',
    ]);
    expect(plan.uncertain).toEqual([]);
  });

  it("is found in compute arguments and scheduled actions", () => {
    expect(changedLines(LIBRARY, planned("library/models/book.py", "def _cron_le|nd", "_cron_give"))).toEqual([
      "library/models/book.py: def _cron_give(self):",
      'library/views/book_views.xml: <field name="code">model._cron_give()</field>',
    ]);
    expect(changedLines(LIBRARY, planned("library/models/book.py", "def _compute_la|bel", "_compute_name"))).toEqual([
      "library/models/book.py: label = fields.Char(compute='_compute_name')",
      "library/models/book.py: def _compute_name(self):",
    ]);
  });
});

describe("a model", () => {
  it("is renamed with the ids that Odoo makes of its name, and the file named after it", () => {
    const plan = planned(...MODEL, "library.volume");
    const lines = changedLines(LIBRARY, plan);
    expect(lines).toHaveLength(16);
    expect(lines).toContain("library/security/ir.model.access.csv: access_book,book,model_library_volume,,1,1,1,1");
    expect(lines).toContain(
      'library/views/book_views.xml: <field name="field_id" ref="library.field_library_volume__isbn"/>',
    );
    expect(lines[0]).toContain('"data/library.volume.csv"');
    expect(plan.moves).toEqual([
      { from: "/addons/library/data/library.book.csv", to: "/addons/library/data/library.volume.csv" },
    ]);
    const after = applied(LIBRARY, plan);
    expect(Object.keys(after)).toContain("library/data/library.volume.csv");
    expect(JSON.stringify(after)).not.toContain("library.book'");
  });
});

describe("an XML id", () => {
  it("is renamed with and without its module", () => {
    expect(changedLines(LIBRARY, planned(...ACTION, "library.all_books"))).toEqual([
      'library/views/book_views.xml: <button name="%(all_books)d" type="action"/>',
      'library/views/book_views.xml: <record id="all_books" model="ir.actions.act_window">',
      'library/views/book_views.xml: <menuitem id="book_menu" action="all_books"/>',
      'library/static/src/shelf.js: return this.action.doAction("library.all_books");',
    ]);
  });

  it("of a view leaves the view of the same name in another module alone", () => {
    expect(changedLines(LIBRARY, planned("library/views/book_views.xml", 'id="book_view_f|orm"', "form"))).toEqual([
      "library/models/book.py: return self.env.ref('library.form')",
      'library/views/book_views.xml: <record id="form" model="ir.ui.view">',
      'library/views/book_views.xml: <field name="view_id" ref="form"/>',
      'library_loan/views.xml: <field name="inherit_id" ref="library.form"/>',
    ]);
  });

  it("of a template follows its calls", () => {
    expect(changedLines(LIBRARY, planned("library/report/book_report.xml", 'id="book_li|ne"', "row"))).toEqual([
      'library/report/book_report.xml: <t t-foreach="docs" t-as="doc"><span t-field="doc.isbn"/><t t-call="library.row"/></t>',
      'library/report/book_report.xml: <template id="row"><div/></template>',
    ]);
  });
});

it("changes nothing when it is renamed there and back", () => {
  for (const [from, name] of [
    [FIELD, "code"],
    [METHOD, "action_give"],
    [MODEL, "library.volume"],
    [ACTION, "all_books"],
  ] as const) {
    const there = planned(from[0], from[1], name);
    const sources = applied(LIBRARY, there);
    const marked = from[1].replace("|", "").replace(there.oldName, `|${name}`);
    const back = renaming(sources).rename(from[0], marked, there.oldName);
    if (typeof back === "string") throw new Error(back);
    expect(applied(sources, back)).toEqual(LIBRARY);
  }
});

describe("is refused", () => {
  const cases: readonly (readonly [path: string, place: string, name: string, why: string])[] = [
    ["library/models/book.py", "fields.Many2one('res.us|ers')", "x.y", "is not part of the workspace"],
    [
      "library/views/book_views.xml",
      'ref="model_lib|rary_book"/>\n    <field name="domain_force"',
      "x",
      "Odoo makes the XML id",
    ],
    [...FIELD, "label", 'library.book already has a field "label", defined in library.'],
    [...FIELD, "action_read", 'library.comic already has a method "action_read"'],
    [...FIELD, "2nd", "is no name of a field"],
    [...FIELD, "class", "is a keyword of Python"],
    [...FIELD, "write_date", "belongs to Odoo's ORM"],
    [...FIELD, "_code", "does not begin with an underscore"],
    [...FIELD, "isbn", 'It is already called "isbn".'],
    [...MODEL, "Library.Volume", "is no name of a model"],
    [...MODEL, "library.shelf", "There is already a model"],
    [...ACTION, "book_menu", "There is already a record"],
    [...ACTION, "other.book", "is no XML id"],
    [...ACTION, "model_library_book", "by itself"],
  ];
  it.each(cases)("%s %s → %s", (path, place, name, why) => {
    expect(rename(path, place, name)).toContain(why);
  });

  it("where nothing can be renamed", () => {
    expect(prepare("library/models/book.py", "# The is|bn is")).toHaveProperty("refused");
    expect(prepare("library/__manifest__.py", '"depends": ["ba|se"]')).toEqual({
      refused: "Sextant renames fields, methods, models and XML ids; a module is none of them.",
    });
  });
});
