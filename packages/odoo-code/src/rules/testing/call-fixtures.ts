import { type Fixture, model } from "./fixture.ts";

const file = "models/trial.py";
const plain = (rule: string, bad: string, at: readonly number[], good: string): Fixture => ({
  rule,
  file,
  bad,
  at,
  good,
});
const inClass = (rule: string, bad: readonly string[], at: readonly number[], good: readonly string[]): Fixture =>
  plain(rule, model(...bad), at, model(...good));
const FUNCTION = "def total(lines, tax=0, *, rounded=False):\n    return sum(lines) + tax\n\n\n";

/** Rules about what is called, with what. */
export const CALL_FIXTURES: readonly Fixture[] = [
  inClass(
    "odoo-method-without-self",
    ["def act():", "    return 1"],
    [4],
    ["def _default():", "    return 1", "DEFAULT = _default()", "@staticmethod", "def act():", "    return 1"],
  ),
  inClass(
    "odoo-method-without-self",
    ["def act(*args):", "    return 1", "def other():", "    pass"],
    [6],
    ["def act(*args):", "    return 1"],
  ),
  inClass(
    "odoo-super-not-a-class",
    ["def act(self):", "    return super(self, Trial).act()"],
    [5],
    ["def act(self):", "    return super(Trial, self).act()"],
  ),
  plain(
    "odoo-super-outside-class",
    "def act(self):\n    return super().act()\n",
    [2],
    "class A:\n    def act(self):\n        def inner():\n            return super().act()\n        return inner\ndef other(self):\n    return super(A, self).act()\n",
  ),
  plain(
    "odoo-call-argument-count",
    `${FUNCTION}a = total([1], 2, 3)\nb = total(tax=2)\n`,
    [5, 6],
    `${FUNCTION}a = total([1], 2)\nb = total(tax=2, lines=[1])\nc = total(*a)\nd = x.total(1, 2, 3)\n`,
  ),
  plain(
    "odoo-call-argument-count",
    "def one(a, *more):\n    pass\n\n\none()\n",
    [5],
    "def one(a, *more):\n    pass\n\n\none(1, 2, 3)\nif one:\n    one()\n",
  ),
  plain(
    "odoo-call-keyword",
    `${FUNCTION}a = total([1], round=True)\n`,
    [5],
    `${FUNCTION}a = total([1], rounded=True)\n\n\ndef any_of(**more):\n    pass\n\n\nany_of(round=1)\n`,
  ),
  inClass(
    "odoo-compute-foreign-field",
    [
      'a = fields.Char(compute="_compute_a")',
      'b = fields.Char(compute="_compute_b")',
      "def _compute_a(self):",
      "    for rec in self:",
      "        rec.a = 1",
      "        rec.b = 2",
      "def _compute_b(self):",
      "    self.b = 1",
    ],
    [9],
    [
      'a = fields.Char(compute="_compute_a")',
      'b = fields.Char(compute="_compute_b")',
      "c = fields.Char()",
      "def _compute_a(self):",
      "    for rec in self:",
      "        rec.a = rec.c = 1",
      "        rec.parent_id.b = 2",
      "def _compute_b(self):",
      "    self.b = 1",
    ],
  ),
  plain(
    "odoo-deprecated-user-timezone",
    "import pytz\nfrom odoo import models\nclass A(models.Model):\n    _name = 'a'\n    def act(self):\n        return pytz.timezone(self.env.user.tz or 'UTC')\n",
    [6],
    "import pytz\nfrom odoo import models\nclass A(models.Model):\n    _name = 'a'\n    def act(self):\n        return pytz.timezone(self.tz or 'UTC')\n",
  ),
  plain(
    "odoo-domain-logic",
    "def act(env):\n    orders = env['sale.order'].sudo()\n    return orders.search(['or'])\n",
    [3],
    "def act(imap, index):\n    return imap.search(['UNSEEN', 'SINCE']), index.search([{'query': 1}])\n",
  ),
  plain(
    "odoo-deprecated-url-join",
    "from werkzeug.urls import url_encode, url_join\nfrom werkzeug import urls\nx = urls.url_join(a, b)\n",
    [1, 3],
    "from werkzeug.urls import url_encode\nfrom odoo.tools import urls\nx = urls.url_join(a, b)\n",
  ),
];
