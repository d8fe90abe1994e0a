import { data, type Fixture, model } from "./fixture.ts";

const access = (...rows: readonly string[]) => ["id,name", ...rows, ""].join("\n");
const terms = (...entries: readonly (readonly string[])[]) =>
  ['msgid ""', 'msgstr "Language: fr\\n"', ...entries.flatMap((lines) => ["", "#. module: trial", ...lines]), ""].join(
    "\n",
  );
const term = (id: string, text: string, flag = "python-format") => [`#, ${flag}`, `msgid "${id}"`, `msgstr "${text}"`];
const po = (rule: string, bad: string, at: readonly number[], good: string): Fixture => ({
  rule,
  file: "i18n/fr.po",
  bad,
  at,
  good,
});
const withReturns = (text: string) => text.replaceAll("\n", "\r\n");
const PRETTY = [
  "#",
  'msgid ""',
  'msgstr "Language: fr\\n"',
  "",
  "#. module: trial",
  "#, python-format",
  'msgid "A"',
  'msgstr ""',
  "",
  "#. module: trial",
  "#, python-format",
  'msgid "B"',
  'msgstr "b"',
  "",
].join("\n");
const csv = { file: "data/res.partner.csv" };

export const OTHER_FIXTURES: readonly Fixture[] = [
  {
    rule: "odoo-js-legacy-module",
    file: "static/src/a.js",
    bad: '// odoo.define("old", function () {});\nodoo.define("trial.a", function (require) {\n    const core = require("web.core");\n    return core;\n});\n',
    at: [2, 3],
    good: 'odoo.define("trial.a", ["@web/core/utils"], function (require) {\n    return require("@web/core/utils");\n});\n',
  },
  {
    rule: "odoo-js-legacy-module",
    file: "static/src/a.js",
    bad: "odoo . define(\n    'trial.a',\n    async (require) => 1\n);\n",
    at: [1],
    good: '/** @odoo-module **/\nimport { registry } from "@web/core/registry";\nregistry.define("x", function () {});\n',
  },
  {
    rule: "odoo-deprecated-tour-steps",
    file: "static/src/a.js",
    bad: "x([tour.STEPS.SHOW_APPS_MENU_ITEM,\n tour.STEPS.TOGGLE_HOME_MENU]);\n",
    at: [1, 2],
    good: "x([tour.STEPS.MORE, my_tour.STEPS.SHOW_APPS_MENU_ITEM]);\n",
    fixed: "x([tour.stepUtils.showAppsMenuItem(),\n tour.stepUtils.toggleHomeMenu()]);\n",
  },
  {
    rule: "odoo-js-translated-template",
    file: "static/src/a.js",
    bad: `const a = _t(\`You have \${count} messages\`);\nconst b = _lt(\n    \`\${name} is late\`\n);\n`,
    at: [1, 2],
    good: `// _t(\`\${count}\`)\nconst a = _t(\`All messages\`) + _t("%s of them", count) + x_t(\`\${count}\`);\n`,
  },
  {
    rule: "odoo-test-not-imported",
    file: "tests/test_a.py",
    bad: "x = 1\n",
    at: [1],
    good: "x = 1\n",
    beside: { "tests/__init__.py": "from . import test_b\n" },
    besideGood: { "tests/__init__.py": "from . import test_b, test_a\n" },
  },
  {
    rule: "odoo-test-not-imported",
    file: "tests/test_models.py",
    bad: "from odoo import models\nfrom odoo.tests import TransactionCase\nclass A(models.Model):\n    _name = 'a'\nclass TestA(TransactionCase):\n    pass\n",
    at: [1],
    good: "from odoo import models\nclass A(models.Model):\n    _name = 'a'\n",
    beside: { "tests/__init__.py": "from . import test_b\n" },
  },
  { rule: "csv-syntax-error", ...csv, bad: access('a,"A'), at: [2], good: access('a,"A"') },
  {
    rule: "csv-duplicate-record-id",
    ...csv,
    bad: access("a,A", "b,B", "trial.a,A"),
    at: [2],
    good: access("a,A", "b,B"),
  },
  {
    rule: "xml-duplicate-record-id",
    file: "data/a.xml",
    bad: data('<record id="r" model="res.partner"/>', '<record id="trial.r" model="res.partner"/>'),
    at: [3],
    good: data(
      '<record id="r" model="res.partner"/>',
      '<data noupdate="1"><record id="r" model="res.partner"/></data>',
    ),
  },
  {
    rule: "xml-duplicate-template-id",
    file: "data/a.xml",
    bad: data('<template id="t"/>', '<template id="t"/>'),
    at: [3],
    good: data('<template id="t"/>', '<template id="u"/>'),
  },
  {
    rule: "consider-merging-classes-inherited",
    file: "models/a.py",
    bad: "from odoo import models\nclass A(models.Model):\n    _inherit = 'x'\nclass B(models.Model):\n    _inherit = 'x'\n",
    at: [5],
    good: "from odoo import models\nclass A(models.Model):\n    _inherit = 'x'\nclass B(models.Model):\n    _inherit = ['x', 'y']\n",
  },
  {
    rule: "consider-merging-classes-inherited",
    file: "models/a.py",
    bad: "from odoo import models\nclass A(models.Model):\n    _inherit = 'x'\nclass B(models.Model):\n    _inherit = 'x'\n",
    at: [5],
    good: "from odoo import models\nclass A(models.Model):\n    _inherit = 'x'  # pylint: disable=R8180\nclass B(models.Model):\n    _inherit = 'x'\n",
  },
  {
    rule: "xml-duplicate-record-id",
    file: "data/a.xml",
    bad: data('<record id="r" model="res.partner"/>', '<record id="r" model="res.partner"/>'),
    at: [3],
    good: data('<record id="r" model="res.partner"/>'),
    besideGood: {
      "data/b.xml": data('<!-- oca-hooks:disable=xml-duplicate-record-id --><record id="r" model="res.partner"/>'),
    },
  },
  {
    rule: "file-not-used",
    file: "__manifest__.py",
    bad: '{"name": "Trial", "data": []}\n',
    at: [1],
    good: '{"name": "Trial", "data": ["security/b.csv"], "oca_data_manual": ["views/a.xml"]}\n',
    beside: { "views/a.xml": data(), "views/deeper/c.xml": data() },
    besideGood: { "security/b.csv": "id\n" },
  },
  {
    rule: "file-not-used",
    file: "__manifest__.py",
    bad: '{"name": "Trial", "data": ["views/*.xml"]}\n',
    at: [1],
    good: '{"name": "Trial", "data": ["views/a.xml"]}\n',
    beside: { "views/a.xml": data() },
  },
  {
    rule: "weblate-component-too-long",
    file: "__manifest__.py",
    bad: '{"name": "Trial"}\n',
    at: [1],
    good: '{"name": "Trial", "installable": False}\n',
    module: "trial_of_a_name_that_is_longer_than_anything_that_people_would_want_to_read_or_even_type",
  },
  {
    rule: "prefer-readme-rst",
    file: "README.md",
    bad: "# Trial\n",
    at: [1],
    good: "# Trial\n",
    besideGood: { "__manifest__.py": '{"name": "Trial", "installable": False}\n' },
  },
  po("po-syntax-error", `${terms()}\nnonsense\n`, [4], terms(term("A", "B"))),
  po("po-requires-module", 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "A"\nmsgstr "B"\n', [4], terms(term("A", "B"))),
  po(
    "po-requires-module",
    'msgid ""\nmsgstr ""\n\n# By hand\n#. odoo-python\n#. module: trial\nmsgid "A"\nmsgstr "B"\n',
    [4],
    'msgid ""\nmsgstr ""\n\n# By hand\n#.\n#. modules: trial, other\n#. odoo-python\nmsgid "A"\nmsgstr "B"\n',
  ),
  po(
    "po-python-parse-printf",
    terms(term("Of %s", "De %d")),
    [6],
    terms(term("Of %s", "De %s"), term("No %s", "De", "fuzzy"), term("All %d", "Tout %s"), term("100% of %s", "De %d")),
  ),
  po("po-python-parse-printf", terms(term("Of %(a)s", "De %(b)s")), [6], terms(term("Of %(a)s", "De"))),
  po(
    "po-python-parse-printf",
    terms(term("Of %s", "De")),
    [6],
    terms(["#, python-format", 'msgid "Of %s"', 'msgid_plural "Of all"', 'msgstr[0] "De"', 'msgstr[1] "De tous"']),
  ),
  po("po-python-parse-printf", terms(term("Of %s and %s", "De %s")), [6], terms(term("Of 5", "De %s"))),
  po(
    "po-python-parse-format",
    terms(term("Of {a}", "De {b}")),
    [6],
    terms(term("Of {a} {b}", "De {b}"), term("Of {} {}", "De {0}"), term("Of { {a}", "De {b}")),
  ),
  po("po-python-parse-format", terms(term("Of {}", "De {} {}")), [6], terms(term("Of {x:.2f}", "De {x:.3f}"))),
  po(
    "po-duplicate-message-definition",
    terms(term("A", "B"), term("A", "C")),
    [6],
    terms(term("A", "B"), term("a", "C")),
  ),
  po(
    "po-duplicate-model-definition",
    terms(["#: model:res.x,name:a", ...term("A", "B")], ["#: model:res.x,name:a", ...term("C", "D")]),
    [7],
    terms(["#: model:res.x,name:a", ...term("A", "B")], ["#: model_terms:res.x,name:a", ...term("C", "D")]),
  ),
  po(
    "po-duplicate-model-definition",
    terms(["#: model:res.x,name:a model:res.x,name:a:0", ...term("A", "B")]),
    [7],
    terms(["#: model:res.x,name:a code:x.py:0 code:x.py:0", ...term("A", "B")]),
  ),
  {
    ...po("po-pretty-format", `#\n${terms(term("B", "b"), term("A", "A"))}`, [1], PRETTY),
    fixed: PRETTY,
  },
  {
    ...po("po-pretty-format", withReturns(`#\n${terms(term("B", "b"), term("A", "A"))}`), [1], withReturns(PRETTY)),
    fixed: withReturns(PRETTY),
  },
];

/** Kept for the fuzz test: a text of every kind. */
export const SAMPLES: Readonly<Record<string, string>> = {
  "models/a.py": model('note = fields.Char("Note", compute="x")', "def act(self):", "    return _('a %s') % self._cr"),
  "data/a.xml": data('<record model="ir.cron" id="trial.r">', '    <field name="numbercall">-1</field>', "</record>"),
  "data/res.partner.csv": access("a,A"),
  "i18n/fr.po": terms(term("Of %s", "De %d")),
};
