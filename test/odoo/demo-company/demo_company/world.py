"""The world under construction: environments, seeded chance and the records every chapter of the build shares."""

import random
from dataclasses import dataclass, field
from types import SimpleNamespace

SEED = 'sextant demo company, edition 1'

QUIET = {
    'tracking_disable': True, 'mail_create_nolog': True, 'mail_notrack': True, 'mail_create_nosubscribe': True,
    'mail_auto_subscribe_no_notify': True, 'no_reset_password': True, 'skip_pdf_invoice_generation': True,
    'active_test': True, 'lang': 'en_US', 'tz': 'UTC',
}


@dataclass
class Branch:
    """One company of the group with what its chapters need, keyed by short names."""

    key: str                                   # 'A' foods (EUR), 'B' wholesale (GBP)
    company: object
    env: object
    accounts: dict = field(default_factory=dict)
    journals: dict = field(default_factory=dict)
    taxes: dict = field(default_factory=dict)      # (use, class) -> account.tax
    pricelists: dict = field(default_factory=dict)  # currency name -> product.pricelist
    warehouse: object = None
    customers: list = field(default_factory=list)
    vendors: list = field(default_factory=list)
    services: list = field(default_factory=list)
    landlord: object = None
    stock: dict = field(default_factory=dict)      # product key -> quantity, the planner's own tally
    sold: dict = field(default_factory=dict)       # product key -> smoothed weekly demand
    wanted: dict = field(default_factory=dict)     # product key -> quantity asked for this week, served or not
    incoming: dict = field(default_factory=dict)   # product key -> quantity ordered, not received
    agenda: list = field(default_factory=list)     # events still to happen, each with .day and .kind
    refs: int = 0

    def agenda_add(self, event):
        self.agenda.append(event)

    def agenda_take(self, kinds, until):
        """Events of these kinds due on or before `until`, by day, in the order they were planned."""
        due = [e for e in self.agenda if e.kind in kinds and e.day <= until]
        self.agenda = [e for e in self.agenda if not (e.kind in kinds and e.day <= until)]
        return sorted(due, key=lambda event: event.day)


class World:
    def __init__(self, env, clock):
        self.env = env(context={**env.context, **QUIET})
        self.clock = clock
        self.branches = {}
        self.products = {}                         # code -> SimpleNamespace(record, cost, price, vat, ...)
        self.shops = []
        self.findings = []                         # planted irregularities, see irregularities.py

    def chance(self, name):
        """An own seeded source per chapter: a change in one chapter does not reshuffle the others."""
        return random.Random(f'{SEED}/{name}')

    def branch_env(self, company):
        return self.env(context={**self.env.context, 'allowed_company_ids': [company.id]})

    def currency(self, name):
        return self.env.ref(f'base.{name}')

    def commit(self):
        self.env.flush_all()
        self.env.cr.commit()

    def plant(self, id_, kind, what, record=None, **facts):
        """Registers a planted irregularity; `record` is looked up again by check.py by model and name."""
        finding = {'id': id_, 'kind': kind, 'what': what}
        if record is not None:
            finding.update(model=record._name, res_ids=record.ids, names=[r.display_name for r in record])
            if 'company_id' in record._fields:
                finding['company'] = record.company_id[:1].name or None
        finding.update(facts)
        self.findings.append(finding)


def namespace(**values):
    return SimpleNamespace(**values)
