# Runs in Odoo's shell with `env`. STEP and LABELS are put before it by the test.
from odoo import Command

INCOME = env["account.account"].search([("account_type", "=", "income"), ("company_ids", "in", env.company.id)], limit=1)
CASH = env["account.account"].search([("account_type", "=", "asset_current"), ("company_ids", "in", env.company.id)], limit=1)
MISC = env["account.journal"].search([("type", "=", "general"), ("company_id", "=", env.company.id)], limit=1)


def invoice(partner, date, label, amount, currency=None, post=True):
    move = env["account.move"].create({
        "move_type": "out_invoice",
        "partner_id": partner.id,
        "invoice_date": date,
        "ref": "lake test",
        **({"currency_id": currency.id} if currency else {}),
        "invoice_line_ids": [Command.create({
            "name": label, "quantity": 1, "price_unit": amount, "account_id": INCOME.id, "tax_ids": [Command.clear()],
        })],
    })
    if post:
        move.action_post()
    return move


def pay(move, amount, date):
    wizard = env["account.payment.register"].with_context(active_model="account.move", active_ids=move.ids)
    wizard.create({"amount": amount, "payment_date": date})._create_payments()


def entry(date, amount, label, post=True):
    move = env["account.move"].create({
        "journal_id": MISC.id, "date": date, "ref": "lake test",
        "line_ids": [
            Command.create({"name": label, "account_id": CASH.id, "debit": amount}),
            Command.create({"name": label, "account_id": INCOME.id, "credit": amount}),
        ],
    })
    if post:
        move.action_post()
    return move


def find(label):
    return env["account.move.line"].search([("name", "=", label), ("ref", "=", "lake test")], limit=1).move_id


if STEP == "add":
    eur = env.ref("base.EUR")
    eur.active = True
    env["res.currency.rate"].create({"currency_id": eur.id, "name": "2026-01-01", "rate": 0.8, "company_id": env.company.id})
    partner = env["res.partner"].create({"name": LABELS[0]})
    contact = env["res.partner"].create({"name": "Lake contact", "parent_id": partner.id})
    for label in LABELS:
        invoice(contact, "2026-02-10", label, 19.99)
    paid = invoice(partner, "2026-03-10", "to be paid", 100.00)
    pay(paid, 60.00, "2026-04-05")
    foreign = invoice(partner, "2026-03-11", "in euros", 80.00, eur)
    pay(foreign, 30.00, "2026-05-05")
    invoice(partner, "2026-03-12", "to be moved", 45.67)
    invoice(partner, "2026-03-13", "to be deleted as draft", 12.00, post=False)
    invoice(partner, "2026-03-14", "to be cancelled", 8.00)
    entry("2026-03-15", 33.33, "to be reset and deleted")
    entry("2026-03-16", 5.55, "to change its label")
elif STEP == "change":
    find("to be paid").line_ids.filtered(lambda line: line.account_id.account_type == "asset_receivable").remove_move_reconcile()
    moved = find("to be moved")
    moved.button_draft()
    moved.write({"invoice_date": "2026-02-12", "date": "2026-02-12"})
    moved.action_post()
    find("to be deleted as draft").unlink()
    cancelled = find("to be cancelled")
    cancelled.button_draft()
    cancelled.button_cancel()
    reset = find("to be reset and deleted")
    reset.button_draft()
    reset.with_context(force_delete=True).unlink()
    find("to change its label").line_ids[0].name = "another label"
    pay(find("in euros"), 50.00, "2026-06-01")
elif STEP == "unmatch":
    lines = find("in euros").line_ids
    (lines.matched_credit_ids | lines.matched_debit_ids).unlink()
