"""Planted irregularities: what an attentive bookkeeper should find. docs/guides/demo-company.md lists them for people.

`SCRIPT` says on which day which one is played; `finish` adds those that are only visible at the end and registers all.
"""

import json
import os
from datetime import date, timedelta

from .bank import pay_directly
from .clock import TODAY
from .monthly import entry
from .purchasing import lead_weeks
from .sales import deliver
from .world import namespace


def customer(branch, name):
    return next(c for c in branch.customers if c.name == name)


def vendor(branch, name):
    return next(v for v in branch.vendors if v.name == name)


def direct_invoice(branch, kind, partner, day, label, amount, account, taxes, ref=None, post=True):
    """An invoice, bill or credit note without any order behind it."""
    move = branch.env['account.move'].create({
        'move_type': kind, 'partner_id': partner.id, 'company_id': branch.company.id, 'invoice_date': day, 'date': day, 'ref': ref,
        'invoice_line_ids': [(0, 0, {'name': label, 'quantity': 1, 'price_unit': amount, 'account_id': account.id,
                                     'tax_ids': [(6, 0, taxes.ids)]})]})
    if post:
        move.action_post()
    return move


def on_account(branch, day, partner, amount, memo):
    """A customer payment nobody matched with an invoice; the bank line confirms it two days later."""
    payment = branch.env['account.payment'].create({
        'payment_type': 'inbound', 'partner_type': 'customer', 'partner_id': partner.id, 'amount': amount, 'date': day,
        'currency_id': branch.company.currency_id.id, 'journal_id': branch.journals['bank'].id, 'company_id': branch.company.id, 'memo': memo})
    payment.action_post()
    account = payment.outstanding_account_id
    pay_directly(branch, day + timedelta(days=2), memo, amount, account, partner=partner,
                 against=payment.move_id.line_ids.filtered(lambda l: l.account_id == account))
    return payment


def duplicate_bill(world, branch, day):
    firm = vendor(branch, 'Moulin de la Brèche SARL')
    first = branch.env['account.move'].search([
        ('move_type', '=', 'in_invoice'), ('partner_id', '=', firm.partner.id), ('state', '=', 'posted'), ('invoice_date', '<', day)],
        order='invoice_date desc, id desc', limit=1)
    zero = branch.taxes['purchase', 'Z']
    second = direct_invoice(branch, 'in_invoice', firm.partner, day, 'Flour and honey', first.amount_untaxed, branch.accounts['stock'], zero, first.ref)
    branch.agenda_add(namespace(day=second.invoice_date_due, kind='pay_bill', bill=second))
    world.plant('duplicate-bill', 'duplicate', 'The same vendor bill entered and paid twice', first | second,
                partner=firm.name, reference=first.ref, amount=first.amount_total, currency='EUR', dates=[first.invoice_date, second.invoice_date])


def numbering_gap_opens(world, branch, day):
    buyer = customer(branch, 'Bean & Barrow')
    branch.mistake = direct_invoice(branch, 'out_invoice', buyer.partner, day, 'Entered by mistake', 640.0, branch.accounts['income'],
                                    branch.taxes['sale', 'Z'])
    world.plant('numbering-gap', 'gap', 'An invoice number is missing: the invoice was posted, then deleted two weeks later',
                company=branch.company.name, model='account.move', missing=branch.mistake.name, dates=[day])


def numbering_gap(world, branch, day):
    branch.mistake.button_draft()
    branch.mistake.with_context(force_delete=True).unlink()


def suspense(label, amount):
    def play(world, branch, day):
        branch.suspense = [*getattr(branch, 'suspense', []), pay_directly(branch, day, label, amount, None)]
    return play


def wrong_period(world, branch, day):
    """Entered in March 2026, dated a year too early."""
    accrued = branch.env['account.account'].search([('code', '=', '201000'), ('company_ids', 'in', branch.company.ids)])
    move = entry(branch, date(2025, 3, 12), 'Cold store repair March 2026', [
        (branch.accounts['expense'], 3840.0, 'Cold store repair March 2026'), (accrued, -3840.0, 'Cold store repair March 2026')])
    pay_directly(branch, date(2026, 4, 2), 'Cold store repair, invoice 2026/118', -3840.0, accrued)
    world.plant('wrong-period', 'period', 'A cost of March 2026 is dated 12 March 2025', move, amount=3840.0, currency='EUR',
                dates=[date(2025, 3, 12)], belongs_to='2026-03')


def bill_without_order(world, branch, day):
    firm = vendor(branch, 'Ballynure Dairy Co-operative')
    bill = direct_invoice(branch, 'in_invoice', firm.partner, day, 'Dairy as agreed by phone', 4275.0, branch.accounts['cogs'],
                          branch.taxes['purchase', 'Z'], 'BAL-TEL-0716')
    branch.agenda_add(namespace(day=bill.invoice_date_due, kind='pay_bill', bill=bill))
    world.plant('bill-without-order', 'control', 'A goods bill without any purchase order or receipt', bill, partner=firm.name, amount=4275.0,
                currency='EUR', dates=[day])


def price_outlier(world, branch, day):
    firm, product = vendor(branch, 'Nordhagen Verpackung GmbH'), world.products['HH-602']
    order = branch.env['purchase.order'].create({
        'partner_id': firm.partner.id, 'company_id': branch.company.id, 'currency_id': world.currency('EUR').id, 'partner_ref': 'OC-SLIP',
        'order_line': [(0, 0, {'product_id': product.record.id, 'product_qty': 6, 'price_unit': 138.60,
                               'tax_ids': [(6, 0, branch.taxes['purchase', 'Z'].ids)]})]})
    order.button_confirm()
    branch.incoming[product.code] += 6
    branch.agenda_add(namespace(day=day + timedelta(days=7 * lead_weeks(firm) + 2), kind='receipt', orders=order))
    world.plant('price-outlier', 'price', 'A purchase line at ten times the usual price (decimal point slipped)', order, partner=firm.name,
                product='HH-602', price=138.60, currency='EUR', dates=[day])


def old_credit(world, branch, day):
    buyer = customer(branch, 'Finca Los Almendros')
    refund = direct_invoice(branch, 'out_refund', buyer.partner, day, 'Price correction', 486.20, branch.accounts['income'], branch.taxes['sale', 'Z'],
                            'Price correction')
    world.plant('old-credit-note', 'unmatched', 'A credit note never set against an invoice', refund, partner=buyer.name, amount=486.20,
                currency='EUR', dates=[day])


def old_payment(world, branch, day):
    buyer = customer(branch, 'Cork City Sports Club')
    payment = on_account(branch, day, buyer.partner, 750.0, 'On account')
    world.plant('old-payment', 'unmatched', 'A customer payment on account never matched', payment, partner=buyer.name, amount=750.0, currency='EUR',
                dates=[day])


def double_payment(world, branch, day):
    buyer = customer(branch, 'Liffeyside Offices Ltd')
    paid = branch.env['account.move'].search([
        ('move_type', '=', 'out_invoice'), ('partner_id', '=', buyer.partner.id), ('payment_state', '=', 'paid')],
        order='invoice_date desc, id desc', limit=1)
    payment = on_account(branch, day, buyer.partner, paid.amount_total, paid.name)
    world.plant('double-payment', 'duplicate', 'A customer paid the same invoice twice; the second payment is still open', payment,
                partner=buyer.name, amount=paid.amount_total, currency='EUR', dates=[day], invoice=paid.name)


def weekend_entry(world, branch, day):
    current = branch.env['account.account'].search([('code', '=', '101000'), ('company_ids', 'in', branch.company.ids)])
    move = entry(branch, day, 'Year-end adjustment', [(current, 15000.0, 'Adjustment'), (branch.accounts['income'], -15000.0, 'Adjustment')])
    world.plant('weekend-round-entry', 'manual', 'A round manual entry to sales on the Sunday before year-end', move, amount=15000.0, currency='EUR',
                dates=[day])


def director_loan(world, branch, day):
    person = branch.env['res.partner'].create({'name': 'Niamh Corrigan (director)', 'company_id': branch.company.id})
    event = pay_directly(branch, day, 'Transfer N. Corrigan', -6500.0, branch.accounts['owner'], partner=person)
    branch.director = event


def contact_pays(world, branch, day):
    """The next open invoice of the customer is paid by one of its contacts."""
    buyer = customer(branch, 'Hotel Marégrande')
    event = next((e for e in branch.agenda if e.kind == 'collect' and e.customer is buyer), None)
    if event is not None:
        event.partner = buyer.person
        branch.contact_event = event


def forgotten_draft(world, branch, day):
    service = branch.services[2]
    bill = direct_invoice(branch, 'in_invoice', service.partner, day, 'Additional cover, vans', 1180.0, branch.accounts['insurance'],
                          branch.taxes['purchase', 'Z'], 'HA-ADD-77', post=False)
    world.plant('forgotten-draft', 'draft', 'A vendor bill left in draft', bill, partner=service.name, amount=1180.0, currency='EUR', dates=[day])


def missing_tax(world, branch, day):
    buyer = customer(branch, 'Cork City Sports Club')
    move = direct_invoice(branch, 'out_invoice', buyer.partner, day, 'Bar supplies, members’ evening', 1820.0, branch.accounts['drinks_income'],
                          branch.taxes['sale', 'Z'])
    world.plant('missing-tax', 'tax', 'Drinks sold at home without the standard rate', move, partner=buyer.name, amount=1820.0, currency='EUR', dates=[day])


def one_order(world, branch, buyer, product, quantity, price, day):
    order = branch.env['sale.order'].create({
        'partner_id': buyer.partner.id, 'company_id': branch.company.id, 'warehouse_id': branch.warehouse.id,
        'pricelist_id': branch.pricelists[buyer.currency].id, 'payment_term_id': buyer.terms.id,
        'order_line': [(0, 0, {'product_id': product.record.id, 'product_uom_qty': quantity, 'price_unit': price,
                               'tax_ids': [(6, 0, branch.taxes['sale', product.vat].ids)]})]})
    order.action_confirm()
    deliver(order.picking_ids)
    branch.stock[product.code] -= quantity
    return order


def not_invoiced(world, branch, day):
    buyer = customer(branch, 'Nightingale Care Homes')
    product = max((p for p in world.products.values() if not p.days), key=lambda p: branch.stock[p.code])
    order = one_order(world, branch, buyer, product, min(90, int(branch.stock[product.code] / 2)), round(product.price * 1.04, 2), day)
    world.plant('delivered-not-invoiced', 'cut-off', 'Delivered in October, not invoiced by mid November', order, partner=buyer.name,
                amount=order.amount_total, currency='EUR', dates=[day])


def negative_stock(world, branch, day):
    product = world.products['DR-405']
    buyer = customer(branch, 'The Copper Kettle Café')
    on_hand = product.record.with_env(branch.env).qty_available
    order = one_order(world, branch, buyer, product, int(on_hand) + 14, 23.40, day)
    invoice = order._create_invoices()
    invoice.invoice_date = day
    invoice.action_post()
    world.plant('negative-stock', 'stock', 'More delivered than was on hand', product.record, company=branch.company.name, product='DR-405',
                quantity=on_hand - int(on_hand) - 14, dates=[day])


SCRIPT = (
    # (day, company key, what)
    (date(2025, 2, 11), 'A', old_credit), (date(2025, 4, 15), 'A', old_payment), (date(2025, 5, 22), 'A', duplicate_bill),
    (date(2025, 9, 9), 'A', numbering_gap_opens), (date(2025, 9, 24), 'A', numbering_gap),
    (date(2025, 11, 18), 'A', suspense('UNKNOWN TRANSFER 88213', 1240.0)), (date(2025, 12, 28), 'A', weekend_entry),
    (date(2026, 3, 5), 'A', suspense('CARD 4471 CASH & CARRY 🛒', -389.9)), (date(2026, 3, 11), 'A', wrong_period),
    (date(2026, 4, 14), 'A', contact_pays), (date(2026, 5, 19), 'A', price_outlier), (date(2026, 6, 9), 'A', forgotten_draft),
    (date(2026, 6, 18), 'A', director_loan), (date(2026, 7, 16), 'A', bill_without_order), (date(2026, 8, 6), 'A', missing_tax),
    (date(2026, 8, 19), 'A', double_payment), (date(2026, 8, 27), 'A', suspense('LODGEMENT 0042', 2615.4)),
    (date(2026, 9, 15), 'B', suspense('FASTER PAYMENT UNKNOWN', 845.0)), (date(2026, 10, 20), 'A', not_invoiced),
    (date(2026, 10, 29), 'A', suspense('DIRECT DEBIT 7719', -75.0)), (date(2026, 11, 12), 'A', negative_stock),
)


def play_week(world, branch, monday, sunday):
    for day, key, play in SCRIPT:
        if key == branch.key and monday <= day <= sunday:
            world.clock.at(day, 13)
            play(world, branch, day)


def finish(world):
    from .findings import register
    world.clock.at(TODAY, 22)
    register(world)


def write(world):
    """Where DEMO_IRREGULARITIES names a file, the machine-readable list is written there."""
    path = os.environ.get('DEMO_IRREGULARITIES')
    if path:
        with open(path, 'w', encoding='utf-8') as out:
            json.dump({'today': TODAY.isoformat(), 'irregularities': world.findings}, out, ensure_ascii=False, indent=2, default=str)
            out.write('\n')
