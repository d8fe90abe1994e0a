# Run in Odoo's shell on a clone of the demo company: what accounting questions are most often answered wrongly about. Names begin with "Hardcase".
from odoo import Command

company = env.ref("base.main_company")
env = env(context=dict(env.context, allowed_company_ids=[company.id], tracking_disable=True))
Move, Partner, Account = env["account.move"], env["res.partner"], env["account.account"]
euro, dollar = company.currency_id, env.ref("base.USD")
dollar.active = True
income = Account.search([("code", "=", "400000"), ("company_ids", "in", company.id)], limit=1)
bank = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", company.id)], limit=1)


def invoice(partner, date, price, currency=euro, taxes=(), scope=env, post=True):
    move = scope["account.move"].create({
        "move_type": "out_invoice", "partner_id": partner.id, "invoice_date": date, "date": date, "currency_id": currency.id, "invoice_payment_term_id": False,
        "invoice_date_due": date,
        "invoice_line_ids": [Command.create({"name": "Hard case", "quantity": 1, "price_unit": price, "account_id": income.id, "tax_ids": [Command.set([t.id for t in taxes])]})],
    })
    if post:
        move.action_post()
    return move


def receivable(move):
    return move.line_ids.filtered(lambda line: line.account_id.account_type == "asset_receivable")


def paid(partner, date, amount, currency=euro, scope=env):
    """A payment as a plain entry: cash against receivable."""
    rate = currency._convert(amount, euro, company, date)
    account = partner.property_account_receivable_id
    cash = bank.default_account_id
    move = scope["account.move"].create({
        "move_type": "entry", "date": date, "journal_id": scope["account.journal"].search([("type", "=", "general"), ("company_id", "parent_of", scope.company.id)], limit=1).id,
        "line_ids": [
            Command.create({"name": "paid", "partner_id": partner.id, "account_id": account.id, "credit": rate, "amount_currency": -amount, "currency_id": currency.id}),
            Command.create({"name": "paid", "partner_id": partner.id, "account_id": cash.id, "debit": rate, "amount_currency": amount, "currency_id": currency.id}),
        ],
    })
    move.action_post()
    return move


def customer(name):
    return Partner.create({"name": name, "is_company": True, "customer_rank": 1})


# A posted payment matched with a draft invoice.
one = customer("Hardcase Draft")
draft = invoice(one, "2026-10-05", 500, post=False)
payment = paid(one, "2026-10-06", 500)
env["account.partial.reconcile"].create({
    "debit_move_id": receivable(draft).id, "credit_move_id": receivable(payment).id, "amount": 500, "debit_amount_currency": 500, "credit_amount_currency": 500,
})
invoice(one, "2026-10-07", 120)

# Dollars, paid at another rate than invoiced.
two = customer("Hardcase Dollars")
env["res.currency.rate"].search([("currency_id", "=", dollar.id), ("name", "in", ["2026-09-01", "2026-09-15"]), ("company_id", "in", [company.id, False])]).unlink()
env["res.currency.rate"].create([
    {"currency_id": dollar.id, "name": "2026-09-01", "rate": 1.25, "company_id": company.id},
    {"currency_id": dollar.id, "name": "2026-09-15", "rate": 1.1, "company_id": company.id},
])
foreign = invoice(two, "2026-09-02", 1000, dollar)
(receivable(foreign) + receivable(paid(two, "2026-09-16", 1000, dollar))).reconcile()

# A tax that is due when it is paid: 9.99 in two halves.
company.tax_exigibility = True
transition = Account.create({"code": "259900", "name": "Hardcase tax not yet due", "account_type": "liability_current", "reconcile": True, "company_ids": [Command.set(company.ids)]})
due = Account.search([("code", "=", "251000"), ("company_ids", "in", company.id)], limit=1)
tax = env["account.tax"].create({
    "name": "Hardcase cash basis", "amount": 10, "type_tax_use": "sale", "tax_exigibility": "on_payment", "cash_basis_transition_account_id": transition.id,
    "invoice_repartition_line_ids": [Command.create({"repartition_type": "base"}), Command.create({"repartition_type": "tax", "account_id": due.id})],
    "refund_repartition_line_ids": [Command.create({"repartition_type": "base"}), Command.create({"repartition_type": "tax", "account_id": due.id})],
})
three = customer("Hardcase Halves")
halves = invoice(three, "2026-08-03", 9.99, taxes=[tax])
for date, amount in (("2026-08-10", 5.5), ("2026-08-20", halves.amount_total - 5.5)):
    (receivable(halves).filtered(lambda line: not line.reconciled) + receivable(paid(three, date, amount))).reconcile()

# A branch of the company with an invoice of its own, half of it paid.
branch = env["res.company"].create({"name": "Hardcase Branch Office", "parent_id": company.id})
env.ref("base.user_admin").company_ids += branch
four = customer("Hardcase Branch")
inside = env(context=dict(env.context, allowed_company_ids=[branch.id, company.id]))
four.with_env(inside).property_account_receivable_id = four.property_account_receivable_id
four.with_env(inside).property_account_payable_id = four.property_account_payable_id
own = invoice(four.with_env(inside), "2026-07-08", 800, scope=inside)
(receivable(own) + receivable(paid(four.with_env(inside), "2026-07-20", 300, scope=inside))).reconcile()

# Matched, and un-matched again.
five = customer("Hardcase Again")
first = invoice(five, "2026-10-01", 250)
settled = receivable(first) + receivable(paid(five, "2026-10-02", 250))
settled.reconcile()
settled.remove_move_reconcile()
