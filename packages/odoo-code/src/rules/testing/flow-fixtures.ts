import { type Fixture, model } from "./fixture.ts";

const FIELDS = ['total = fields.Float(compute="_compute_total")', 'rate = fields.Float(compute="_compute_total")'];
/** A compute method of two fields: its `def` is on line 6. */
const compute = (...body: readonly string[]) =>
  model(...FIELDS, "def _compute_total(self):", ...body.map((line) => `    ${line}`));
const unassigned = (bad: readonly string[], good: readonly string[]): Fixture => ({
  rule: "odoo-compute-unassigned",
  file: "models/m.py",
  bad: compute(...bad),
  at: [6],
  good: compute(...good),
});

/** Rules that follow the ways through a method. */
export const FLOW_FIXTURES: readonly Fixture[] = [
  unassigned(
    ["for rec in self:", "    if rec.name:", "        rec.total = 1", "    rec.rate = 2"],
    [
      "for rec in self:",
      "    if rec.name:",
      "        rec.total = 1",
      "    else:",
      "        rec.total = 2",
      "    rec.rate = 2",
    ],
  ),
  unassigned(
    ["for rec in self:", "    if not rec.name:", "        continue", "    rec.total = rec.rate = 1"],
    [
      "self.total = 0",
      "self.update({'rate': 0})",
      "for rec in self:",
      "    if not rec.name:",
      "        continue",
      "    rec.total = 1",
    ],
  ),
  unassigned(
    [
      "for rec, other in zip(self, self.sudo()):",
      "    rec.rate = 1",
      "    if other.name:",
      "        rec.total = 1",
      "for at, rec in enumerate(self):",
      "    rec.rate = at",
    ],
    ["for at, rec in enumerate(self):", "    rec.total, rec.rate = at, 1"],
  ),
  unassigned(
    [
      "for key, recs in self.grouped(lambda r: r.name).items():",
      "    recs.rate = 1",
      "    if key:",
      "        recs.total = 1",
    ],
    ["for key, recs in self.grouped('name').items():", "    recs.rate = recs.total = 1"],
  ),
  unassigned(
    [
      "def name_of(record):",
      "    return record.name",
      "for rec in self:",
      "    match = name_of(rec)",
      "    if match and rec.name:",
      "        rec.total = rec.rate = 1",
    ],
    ["def fill(record):", "    record.total = record.rate = 1", "for rec in self:", "    fill(rec)"],
  ),
  unassigned(
    ["if self.name:", "    return", "self.total = 1", "self.rate = 1"],
    ["if not self:", "    return", "self.total, self['rate'] = 1, 2"],
  ),
  unassigned(
    ["for rec in self:", "    try:", "        rec.total = rec.rate = 1", "    except ValueError:", "        pass"],
    [
      "for rec in self:",
      "    try:",
      "        rec.total = 1",
      "    except ValueError:",
      "        rec.total = 0",
      "    finally:",
      "        rec.rate = 0",
    ],
  ),
  unassigned(
    [
      "for rec in self.sudo():",
      "    rec.total = 1",
      "    for line in rec.line_ids:",
      "        if line:",
      "            return",
    ],
    [
      "for rec in self.sudo():",
      "    with rec.lock():",
      "        rec.total = 1",
      "        rec.rate = 1",
      "    raise ValueError()",
    ],
  ),
  unassigned(["self.total = 1"], ["self.total = 1", "self._compute_rate()"]),
  unassigned(
    ["for rec in self:", "    rec.total = 1"],
    ["for rec in self:", "    rec.total = 1", "    other = rec.browse(1)", "    other.rate = 1"],
  ),
  unassigned(
    ["for rec in self:", "    if rec.state == 'a':", "        rec.total = rec.rate = 1"],
    [
      "for rec in self:",
      "    if rec.state == 'a':",
      "        rec.total = 1",
      "    elif rec.state == 'b':",
      "        rec.total = 2",
      "    if not rec.rate:",
      "        rec.rate = 3",
    ],
  ),
  unassigned(
    ["for rec in self:", "    values = {}", "    values[rec.id] = 1"],
    ["for rec in self:", "    for name in ['total', 'rate']:", "        rec[name] = 1"],
  ),
  unassigned(
    [
      "for rec in self:",
      "    rec.rate = 1",
      "    if rec.name:",
      "        rec.total = 1",
      "    if not rec.id:",
      "        rec.total = 2",
    ],
    [
      "for rec in self:",
      "    if rec.name:",
      "        rec.total = 1",
      "    if not rec.name:",
      "        rec.total = 2",
      "    if rec.id != 2:",
      "        rec.rate = 1",
      "    if rec.id == 2:",
      "        rec.rate = 1",
    ],
  ),
  {
    rule: "odoo-compute-unassigned",
    file: "models/m.py",
    bad: compute("self.total = 1"),
    at: [6],
    good: model(
      'kept = fields.Float(compute="_compute_kept", store=True)',
      'open = fields.Float(compute="_compute_kept", readonly=False)',
      'back = fields.Float(compute="_compute_kept", inverse="_set")',
      "def _compute_kept(self):",
      "    pass",
      'other = fields.Float(compute="_compute_other")',
      "def _compute_other(self):",
      "    super()._compute_other()",
      'third = fields.Float(compute="_compute_third")',
      "def _compute_third(self):",
      "    for rec in self:",
      "        setattr(rec, 'third', 1)",
      'fourth = fields.Float(compute="_compute_fourth")',
      "def _compute_fourth(self):",
      "    for rec, value in zip(self, [1]):",
      "        rec.fourth = value",
    ),
  },
  {
    rule: "odoo-singleton-self-in-loop",
    file: "models/m.py",
    bad: model(
      "size = fields.Integer()",
      "def act(self):",
      "    for rec in self:",
      "        rec.write({'size': self.size + 1})",
    ),
    at: [7],
    good: model(
      "size = fields.Integer()",
      'line_ids = fields.One2many("line", "trial_id")',
      "def act(self):",
      "    for rec in self:",
      "        rec.size = len(self.line_ids)",
      "        self.size = 1",
      "        self.mapped(lambda rec: self.size)",
      "def one(self):",
      "    self.ensure_one()",
      "    for rec in self:",
      "        print(self.size)",
    ),
    fixed: model(
      "size = fields.Integer()",
      "def act(self):",
      "    for rec in self:",
      "        rec.write({'size': rec.size + 1})",
    ),
  },
];
