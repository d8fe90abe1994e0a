# Input for `odoo19 shell` with TODAY set before it: the entries besides sales and purchases, so that every line of the statements has something on it.
# Capital, allocation of results to and from unaffected earnings, fixed assets and their depreciation, interest and fees, tax debts on a non-trade account (no partner,
# partly paid), off-balance entries, an archived account with a balance, a receivable item without partner, a draft and a cancelled invoice.
from datetime import date

from freezegun import freeze_time

today = date.fromisoformat(TODAY)
company = env["res.company"].browse(1)
env = env(context=dict(env.context, allowed_company_ids=[company.id], tracking_disable=True))
Account = env["account.account"]


def account(kind, name=None, **values):
    domain = [("account_type", "=", kind), ("company_ids", "in", company.id)] + [(field, "=", value) for field, value in values.items()]
    found = Account.search(domain + ([("name", "=", name)] if name else []), order="id", limit=1)
    return found or Account.create({"name": name or kind, "code": Account._search_new_account_code("900001"), "account_type": kind, **values})


bank = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", company.id)], order="sequence, id", limit=1).default_account_id
journal = env["account.journal"].search([("type", "=", "general"), ("company_id", "=", company.id), ("code", "=", "MISC")], limit=1)
capital, unaffected = account("equity"), account("equity_unaffected")
machines, loan, depreciation = account("asset_fixed"), account("liability_non_current"), account("expense_depreciation")
interest, fees = account("income_other", "Interest"), account("expense_other", "Fees and losses")
prepaid, bonds, card = account("asset_prepayments"), account("asset_non_current"), account("liability_credit_card", "Company card")
tax_payable, tax_collected = account("liability_payable", non_trade=True), account("liability_current", "Tax to be declared")
guarantee, guarantee_contra = account("off_balance", "Guarantees given"), account("off_balance", "Guarantees given, contra")
old, receivable = account("asset_current", "Old suspense"), account("asset_receivable", non_trade=False)


def entry(when, debit, credit, amount, text):
    move = env["account.move"].create({
        "move_type": "entry", "journal_id": journal.id, "date": when, "ref": text,
        "line_ids": [
            (0, 0, {"account_id": debit.id, "name": text, "debit": amount, "credit": 0}),
            (0, 0, {"account_id": credit.id, "name": text, "debit": 0, "credit": amount}),
        ],
    })
    move.action_post()
    return move


with freeze_time(today):
    start = today.year - 3
    entry(date(start, 7, 3), bank, capital, 500000, "Capital paid in")
    entry(date(start, 7, 10), bank, loan, 300000, "Loan")
    entry(date(start, 7, 17), machines, bank, 240000, "Machines")
    entry(date(start, 8, 1), bonds, bank, 40000, "Bonds")
    entry(date(start, 9, 15), old, bank, 777.77, "Never cleared")
    entry(date(start, 12, 31), guarantee, guarantee_contra, 50000, "Guarantee given")
    entry(date(start + 1, 2, 29) if (start + 1) % 4 == 0 else date(start + 1, 2, 28), receivable, interest, 1234.56, "Interest claimed, debtor unknown")
    for year, amount in ((start + 1, 100000), (start + 2, 150000)):
        entry(date(year, 5, 15), unaffected, capital, amount, f"Allocation of the result of {year - 1}")
    entry(date(start + 2, 12, 31), capital, unaffected, 25000, "Correction of an allocation")
    debts = env["account.move.line"]
    for number in range(36):
        year, month = divmod(7 - 1 + number, 12)
        day = date(start + year, month + 1, 28)
        if day > today:
            break
        entry(day, depreciation, machines, 4000, "Depreciation")
        entry(day, fees, card, 37.5 + number, "Card fees")
        if number % 3 == 0:
            entry(day, bank, interest, 812.25 + number, "Interest received")
            entry(day, prepaid, bank, 900, "Insurance paid in advance")
            debt = entry(day, tax_collected, tax_payable, 10000 + 10 * number, "Tax of the quarter").line_ids.filtered(lambda l: l.account_id == tax_payable)
            paid_on = date(day.year + (day.month == 12), day.month % 12 + 1, 20)
            if number % 2 == 0 and paid_on <= today:
                part = 1 if number % 4 == 0 else 0.4
                payment = entry(paid_on, tax_payable, bank, round(debt.credit * part, 2), "Tax paid").line_ids.filtered(lambda l: l.account_id == tax_payable)
                (debt | payment).reconcile()
    old.active = False
    partner = env["res.partner"].search([("name", "=", "Volume Partner 0001")], limit=1)
    for state in ("draft", "cancel"):
        move = env["account.move"].create({
            "move_type": "out_invoice", "partner_id": partner.id, "invoice_date": date(today.year, 3, 31), "date": date(today.year, 3, 31),
            "invoice_line_ids": [(0, 0, {"name": f"An invoice in state {state}", "quantity": 1, "price_unit": 4321})],
        })
        if state == "cancel":
            move.button_cancel()
    env.cr.commit()
    print("GENERAL", env["account.move"].search_count([("journal_id", "=", journal.id), ("state", "=", "posted")]), "entries")
