"""Money: customer and vendor payments, the bank statement lines that confirm them, and what they are matched with.

An event of kind 'bank' is a line still to appear on a statement: journal key, amount in `currency` (default: the journal's own),
counterpart account, and the items it settles (`against`; None leaves it unmatched).
"""

from datetime import timedelta

from .rates import from_euro, in_euro
from .world import namespace

RECEIVABLE, PAYABLE = 'asset_receivable', 'liability_payable'


def bank_key(branch, currency):
    return 'fx_bank' if branch.journals['fx_bank'].currency_id.name == currency else 'bank'


def settle(world, branch, rng, until):
    """Everything about money that happens up to the end of the week."""
    for event in branch.agenda_take(('invoice',), until):
        for day, share in event.plan:
            branch.agenda_add(namespace(day=max(day, event.day + timedelta(days=1)), kind='collect', invoice=event.invoice, share=share,
                                        customer=event.customer))
    pay(world, branch, rng, branch.agenda_take(('collect', 'pay_bill'), until))
    lines = branch.agenda_take(('bank',), until)
    if lines:
        book_bank_lines(world, branch, lines)


def pay(world, branch, rng, events):
    """Registers payments in one batch and matches each with its invoice or bill."""
    values, targets, kept = [], [], []
    for event in events:
        collecting = event.kind == 'collect'
        document = event.invoice if collecting else event.bill
        items = document.line_ids.filtered(lambda l, kind=RECEIVABLE if collecting else PAYABLE: l.account_type == kind and not l.reconciled)
        open_amount = abs(sum(items.mapped('amount_residual_currency')))
        amount = document.currency_id.round(open_amount * (event.share if collecting else 1.0))
        if amount <= 0 or any(items is taken for taken in targets):
            continue
        partner = getattr(event, 'partner', None) or document.partner_id
        values.append({
            'payment_type': 'inbound' if collecting else 'outbound', 'partner_type': 'customer' if collecting else 'supplier',
            'partner_id': partner.id, 'amount': amount, 'currency_id': document.currency_id.id, 'date': event.day,
            'journal_id': branch.journals[bank_key(branch, document.currency_id.name)].id, 'company_id': branch.company.id,
            'memo': document.payment_reference or document.ref or document.name, 'invoice_ids': [(6, 0, document.ids)]})
        targets.append(items)
        kept.append(event)
    if not values:
        return
    world.clock.at(max(event.day for event in kept), 16)
    payments = branch.env['account.payment'].create(values)
    payments.action_post()
    plan = []
    for payment, items, event in zip(payments, targets, kept, strict=True):
        kind = RECEIVABLE if event.kind == 'collect' else PAYABLE
        plan.append(items | payment.move_id.line_ids.filtered(lambda l, kind=kind: l.account_type == kind))
        await_bank(branch, rng, payment)
    branch.env['account.move.line']._reconcile_plan(plan)


def await_bank(branch, rng, payment):
    """The bank shows a payment one to four days after it was registered."""
    sign = 1 if payment.payment_type == 'inbound' else -1
    branch.agenda_add(namespace(
        day=payment.date + timedelta(days=rng.randint(1, 4)), kind='bank', journal=bank_key(branch, payment.currency_id.name),
        amount=sign * payment.amount, currency=payment.currency_id.name, partner=payment.partner_id, label=payment.memo,
        account=payment.outstanding_account_id,
        against=payment.move_id.line_ids.filtered(lambda l: l.account_id == payment.outstanding_account_id)))


def book_bank_lines(world, branch, events):
    values = []
    for event in events:
        journal = branch.journals[event.journal]
        own = (journal.currency_id or branch.company.currency_id).name
        currency = getattr(event, 'currency', own)
        amount = event.amount
        row = {'journal_id': journal.id, 'date': event.day, 'payment_ref': event.label, 'partner_id': event.partner.id if event.partner else False}
        if currency != own:
            row |= {'foreign_currency_id': world.currency(currency).id, 'amount_currency': event.amount}
            amount = round(from_euro(in_euro(event.amount, currency, event.day), own, event.day), 2)
        row['amount'] = amount
        if event.account:
            row['counterpart_account_id'] = event.account.id
        values.append(row)
    world.clock.at(max(event.day for event in events), 18)
    lines = branch.env['account.bank.statement.line'].create(values)
    plan = []
    for event, line in zip(events, lines, strict=True):
        event.line = line
        if event.against:
            mine = line.move_id.line_ids.filtered(lambda l, account=event.account: l.account_id == account)
            plan.append(event.against | mine)
    if plan:
        branch.env['account.move.line']._reconcile_plan(plan)
    return lines


def pay_directly(branch, day, label, amount, account, partner=None, against=None, journal='bank', currency=None):
    """A statement line booked straight on an account (wages, taxes, loan, fees); negative amounts leave the bank."""
    event = namespace(day=day, kind='bank', journal=journal, amount=amount, partner=partner, label=label, account=account, against=against)
    if currency:
        event.currency = currency
    branch.agenda_add(event)
    return event
