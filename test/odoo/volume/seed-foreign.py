# Input for `odoo19 shell` with TODAY set before it: customer invoices and vendor bills in EUR, GBP and JPY through Odoo's own ORM, with full, partial
# and no payments at other rates than the document's, so that Odoo books real exchange differences. Dates follow TODAY, not the machine's clock.
from datetime import date, timedelta

from freezegun import freeze_time

today = date.fromisoformat(TODAY)
company = env["res.company"].browse(1)
env = env(context=dict(env.context, allowed_company_ids=[company.id], tracking_disable=True))
BASE = {"EUR": 0.92, "GBP": 0.79, "JPY": 148.0}
currencies = {code: env["res.currency"].with_context(active_test=False).search([("name", "=", code)]) for code in BASE}

with freeze_time(today):
    for number, (code, currency) in enumerate(currencies.items()):
        currency.active = True
        env["res.currency.rate"].search([("currency_id", "=", currency.id), ("company_id", "in", [False, company.id])]).unlink()
        first = date(today.year - 3, today.month, 1) - timedelta(days=62)
        for month in range(40):
            year, index = divmod(first.month - 1 + month, 12)
            # A saw-tooth of some percent: gains and losses on both sides.
            rate = BASE[code] * (1 + ((month * 7 + number * 3) % 11 - 5) / 100)
            env["res.currency.rate"].create(
                {"currency_id": currency.id, "company_id": company.id, "name": date(first.year + year, index + 1, 1), "rate": round(rate, 6)}
            )
    partners = env["res.partner"].search([("name", "like", "Volume Partner"), ("is_company", "=", True)], order="id", limit=60)
    bank = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", company.id)], order="sequence, id", limit=1)

    def pay(move, amount, when, currency):
        if when > today:
            return
        wizard = env["account.payment.register"].with_context(active_model="account.move", active_ids=move.ids).create(
            {"payment_date": when, "journal_id": bank.id, "currency_id": currency.id, "payment_difference_handling": "open"}
        )
        if amount is not None:
            wizard.amount = amount
        wizard._create_payments()

    documents = env["account.move"]
    for i in range(48):
        kind = "out_invoice" if i % 3 else "in_invoice"
        code = ("EUR", "EUR", "GBP", "JPY")[i % 4]
        when = today - timedelta(days=1060 - 22 * i)
        price = (1250 + 137 * i) * (100 if code == "JPY" else 1)
        move = env["account.move"].create({
            "move_type": kind, "partner_id": partners[i % len(partners)].id, "currency_id": currencies[code].id,
            "invoice_date": when, "date": when, "invoice_origin": "FOREIGN", "ref": f"F{i:04d}" if kind == "in_invoice" else False,
            "invoice_line_ids": [(0, 0, {"name": f"Item {i}", "quantity": 1 + i % 3, "price_unit": price})],
        })
        move.action_post()
        documents |= move
        total = move.amount_total
        later = [when + timedelta(days=d) for d in (20, 48, 75)]
        match i % 6:
            case 0:
                pay(move, None, later[1], currencies[code])
            case 1:
                pay(move, currencies[code].round(total * 0.6), later[0], currencies[code])
                pay(move, None, later[2], currencies[code])
            case 2:
                pay(move, currencies[code].round(total * 0.3), later[1], currencies[code])
            case 3:
                pay(move, None, later[2], company.currency_id)
            case 4:
                refund = move._reverse_moves([{"date": min(later[0], today), "invoice_date": min(later[0], today), "invoice_origin": "FOREIGN"}], cancel=True)
                documents |= refund
            case _:
                pass
    env.cr.commit()
    exchange = env["account.partial.reconcile"].search_count([("exchange_move_id", "!=", False)])
    print("FOREIGN", len(documents), "documents,", exchange, "partials with an exchange difference")
    assert exchange > 10
