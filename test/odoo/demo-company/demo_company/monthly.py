"""What happens every month: payroll, rent, services, depreciation, loan, tax, stock upkeep and the quarterly stock closing."""

from datetime import timedelta

from odoo.exceptions import UserError

from .bank import book_bank_lines, pay_directly
from .clock import TODAY, next_month, years_since_start
from .demand import trade_factor
from .rates import from_euro, in_euro
from .world import namespace

PAYROLL = {'A': 21500, 'B': 7700}          # gross a month, own currency, at the start
WAGE_GROWTH = 0.055                        # a year: rises and hours
DEPRECIATION = {'A': 1500, 'B': 620}
LOAN = {'A': (2500, 240000), 'B': (900, 70000)}     # principal a month, opening balance
LOAN_RATE = 0.049
VAT_MONTHS = {'A': 2, 'B': 3}


def entry(branch, day, ref, lines, journal='misc', post=True):
    """A balanced manual entry; lines are (account, amount, label[, partner])."""
    move = branch.env['account.move'].create({
        'move_type': 'entry', 'journal_id': branch.journals[journal].id, 'date': day, 'ref': ref, 'company_id': branch.company.id,
        'line_ids': [(0, 0, {'account_id': account.id, 'name': label, 'debit': max(amount, 0.0), 'credit': max(-amount, 0.0),
                             'partner_id': rest[0].id if rest and rest[0] else False})
                     for account, amount, label, *rest in lines if round(amount, 2)]})
    if post:
        move.action_post()
    return move


def close_month(world, branch, rng, end):
    """`end` is the last day of the month."""
    world.clock.at(end, 17)
    payroll(branch, rng, end)
    service_bills(world, branch, rng, end)
    world.clock.at(end, 19)
    accounts = branch.accounts
    entry(branch, end, f'Depreciation {end:%B %Y}', [
        (accounts['depreciation'], DEPRECIATION[branch.key], 'Depreciation'), (accounts['accumulated'], -DEPRECIATION[branch.key], 'Depreciation')])
    loan(branch, end)
    pay_directly(branch, end, f'Bank charges {end:%b %Y}', -round(rng.uniform(62, 118), 2), accounts['bank_fees'])
    if (end.month % VAT_MONTHS[branch.key]) == 0:
        value_added_tax(branch, end)


def payroll(branch, rng, end):
    accounts, period = branch.accounts, f'{end:%B %Y}'
    gross = round(PAYROLL[branch.key] * (1 + WAGE_GROWTH) ** int(years_since_start(end) + 0.5) * (1.12 if end.month == 12 else 1.0) * rng.uniform(0.985, 1.02), 2)
    withheld, employer = round(gross * 0.214, 2), round(gross * 0.1105, 2)
    move = entry(branch, end, f'Payroll {period}', [
        (accounts['salary'], gross, f'Gross wages {period}'), (accounts['salary'], employer, f'Employer contributions {period}'),
        (accounts['salary_payable'], -round(gross - withheld, 2), f'Net wages {period}'),
        (accounts['payroll_taxes'], -withheld, f'Withheld from wages {period}'),
        (accounts['employer_taxes'], -employer, f'Employer contributions {period}')])
    wages = move.line_ids.filtered(lambda l: l.account_id == accounts['salary_payable'])
    pay_directly(branch, end, f'Wages {period}', -round(gross - withheld, 2), accounts['salary_payable'], against=wages)
    due = next_month(end).replace(day=14)
    for key, amount in (('payroll_taxes', withheld), ('employer_taxes', employer)):
        item = move.line_ids.filtered(lambda l, key=key: l.account_id == accounts[key])
        pay_directly(branch, due, f'Payroll taxes {period}', -amount, accounts[key], against=item)


def service_bills(world, branch, rng, end):
    """Rent at the start of the month it is for; services billed in their own month. None of them has a purchase order."""
    vals, days = [], []
    winter = 1.28 if end.month in (11, 12, 1, 2, 3) else 0.88
    for service in [branch.landlord, *branch.services]:
        day = end.replace(day=1) if service.account == 'rent' else end - timedelta(days=rng.randint(0, 6))
        amount = service.amount * (1 + rng.uniform(-service.spread, service.spread) / 2) * 1.02 ** int(years_since_start(end))
        if service.account == 'utilities':
            amount *= winter
        if service.account in ('freight', 'marketing'):
            amount *= trade_factor(branch.key, end)
        branch.refs += 1
        vals.append({
            'move_type': 'in_invoice', 'partner_id': service.partner.id, 'company_id': branch.company.id, 'invoice_date': day, 'date': day,
            'ref': f'{service.name[:2].upper()}-{end:%y%m}-{branch.refs}', 'journal_id': branch.journals['purchase'].id,
            'invoice_date_due': day + timedelta(days=21),
            'invoice_line_ids': [(0, 0, {'name': f'{service.name}, {end:%B %Y}', 'account_id': branch.accounts[service.account].id,
                                         'quantity': 1, 'price_unit': round(amount, 2),
                                         'tax_ids': [(6, 0, branch.taxes['purchase', service.vat].ids)]})]})
        days.append(day)
    bills = branch.env['account.move'].create(vals)
    bills.action_post()
    for bill, day in zip(bills, days, strict=True):
        branch.agenda_add(namespace(day=max(day + timedelta(days=rng.randint(12, 24)), end), kind='pay_bill', bill=bill))
    return bills


def loan(branch, end):
    principal, opening = LOAN[branch.key]
    months = (end.year - 2024) * 12 + end.month - 7
    interest = round((opening - principal * months) * LOAN_RATE / 12, 2)
    pay_directly(branch, end, f'Loan instalment {end:%b %Y}', -principal, branch.accounts['loan'])
    pay_directly(branch, end, f'Loan interest {end:%b %Y}', -interest, branch.accounts['interest'])


def value_added_tax(branch, end):
    """Moves the tax of the period to the settlement account and pays (or collects) it three weeks later."""
    accounts = branch.accounts
    rows = branch.env['account.move.line']._read_group(
        [('account_id', 'in', (accounts['tax_paid'] | accounts['tax_received']).ids), ('date', '<=', end), ('parent_state', '=', 'posted'),
         ('company_id', '=', branch.company.id)], ['account_id'], ['balance:sum'])
    lines = [(account, -round(balance, 2), f'VAT to {end:%d %b %Y}') for account, balance in rows]
    net = round(-sum(amount for _account, amount, _label in lines), 2)
    if not net:
        return
    target = accounts['tax_receivable'] if net > 0 else accounts['tax_payable']
    office = branch.env['res.partner'].search([('name', '=', 'Tax Office'), ('company_id', '=', branch.company.id)], limit=1) or \
        branch.env['res.partner'].create({'name': 'Tax Office', 'company_id': branch.company.id, 'is_company': True})
    move = entry(branch, end, f'VAT return to {end:%d %b %Y}', [*lines, (target, net, 'VAT settlement', office)])
    item = move.line_ids.filtered(lambda l: l.account_id == target)
    due = next_month(end).replace(day=23)
    if due <= TODAY:
        pay_directly(branch, due, f'VAT {end:%b %Y}', net, target, partner=office, against=item)


def scrap_expired(world, branch, day):
    """Takes lots past their removal date off the shelf."""
    world.clock.at(day, 6)
    quants = branch.env['stock.quant'].search([
        ('location_id', 'child_of', branch.warehouse.lot_stock_id.id), ('quantity', '>', 0), ('lot_id', '!=', False),
        ('removal_date', '<', f'{day} 00:00:00'), ('product_id.default_code', '!=', 'FD-105')], order='id')
    codes = {p.record.id: p.code for p in world.products.values()}
    for quant in quants:
        free = quant.quantity - quant.reserved_quantity
        if free <= 0:
            continue
        scrap = branch.env['stock.scrap'].create({'product_id': quant.product_id.id, 'lot_id': quant.lot_id.id, 'scrap_qty': free,
                                                  'location_id': quant.location_id.id, 'company_id': branch.company.id, 'origin': 'Expired'})
        scrap.action_validate()
        branch.stock[codes[quant.product_id.id]] -= free


def close_stock(world, branch, day):
    """Odoo's stock closing entry at the end of a quarter: the ledger follows the counted value."""
    world.clock.at(day, 23, 50)
    try:
        branch.company.with_env(branch.env).action_close_stock_valuation(auto_post=True)
    except UserError:
        pass  # nothing to close


def treasury(world, branch, day):
    """Keeps the foreign account between two marks by exchanging with the main account."""
    journal = branch.journals['fx_bank']
    rows = branch.env['account.move.line']._read_group(
        [('account_id', '=', journal.default_account_id.id), ('parent_state', '=', 'posted')], [], ['amount_currency:sum'])
    held = rows[0][0] or 0.0
    exchange = 35000 if held < 30000 else -45000 if held > 90000 else 0
    if not exchange:
        return
    own, foreign = branch.company.currency_id.name, journal.currency_id.name
    account = branch.company.transfer_account_id
    other_side = round(from_euro(in_euro(exchange, foreign, day), own, day), 2)
    label = f'Currency exchange {own}/{foreign}'
    first = namespace(day=day, journal='fx_bank', amount=exchange, partner=None, label=label, account=account, against=None)
    second = namespace(day=day, journal='bank', amount=-other_side, partner=None, label=label, account=account, against=None)
    book_bank_lines(world, branch, [first, second])
    items = (first.line | second.line).move_id.line_ids.filtered(lambda l: l.account_id == account)
    items.reconcile()
