"""Irregularities that grow over months: looked up at the end of the build, with their amounts, and registered."""

from .clock import TODAY


def register(world):
    foods, wholesale = world.branches['A'], world.branches['B']
    archive_account(world, foods)
    suspense_balance(world, foods)
    suspense_balance(world, wholesale)
    director(world, foods)
    payers(world, foods)
    expired_lot(world, foods)
    contact(world, foods)
    exchange(world, foods)
    world.plant('fiscal-year', 'setup', 'The second company closes its year on 31 March', wholesale.company,
                last_day=wholesale.company.fiscalyear_last_day, last_month=int(wholesale.company.fiscalyear_last_month))


def balance(branch, account):
    rows = branch.env['account.move.line']._read_group(
        [('account_id', '=', account.id), ('parent_state', '=', 'posted'), ('company_id', '=', branch.company.id)], [], ['balance:sum'])
    return round(rows[0][0] or 0.0, 2)


def archive_account(world, branch):
    account = branch.accounts['old_deposits']
    account.active = False
    world.plant('archived-account', 'setup', 'An archived account still has a balance', account, company=branch.company.name,
                code='128900', amount=balance(branch, account), currency='EUR')


def suspense_balance(world, branch):
    events = [e for e in getattr(branch, 'suspense', []) if hasattr(e, 'line')]
    if not events:
        return
    lines = branch.env['account.bank.statement.line'].concat(*[e.line for e in events])
    account = branch.journals['bank'].suspense_account_id
    world.plant(f'suspense-{branch.key.lower()}', 'suspense', 'Bank lines nobody explained: balance on the suspense account', lines,
                amount=balance(branch, account), currency=branch.company.currency_id.name, account=account.with_env(branch.env).code,
                amounts=[e.amount for e in events], dates=[e.day for e in events])


def director(world, branch):
    line = getattr(getattr(branch, 'director', None), 'line', None)
    if line:
        item = line.move_id.line_ids.filtered(lambda l: l.account_id == branch.accounts['owner'])
        world.plant('non-trade-receivable', 'classification', 'A transfer to the director stands on a receivable account that is not trade', item,
                    account='122000', amount=6500.0, currency='EUR', dates=[line.date])


def payers(world, branch):
    for id_, habit, what in (('worsening-payer', 'worsening', 'Pays later from quarter to quarter'),
                             ('never-pays', 'never', 'Has not paid any invoice since late February 2026')):
        customer = next(c for c in branch.customers if c.habit == habit)
        items = branch.env['account.move.line'].search([
            ('partner_id', '=', customer.partner.id), ('account_type', '=', 'asset_receivable'), ('parent_state', '=', 'posted'),
            ('company_id', '=', branch.company.id), ('reconciled', '=', False)], order='date_maturity, id')
        world.plant(id_, 'payer', what, customer.partner, company=branch.company.name, terms_days=customer.days,
                    open_amount=round(sum(items.mapped('amount_residual')), 2), currency='EUR',
                    oldest_due=items[:1].date_maturity, open_items=len(items))


def expired_lot(world, branch):
    product = world.products['FD-105'].record
    quants = branch.env['stock.quant'].search([
        ('product_id', '=', product.id), ('location_id', 'child_of', branch.warehouse.lot_stock_id.id), ('quantity', '>', 0),
        ('expiration_date', '<', f'{TODAY} 00:00:00')], order='id')
    if quants:
        world.plant('expired-lot', 'stock', 'Expired lots of a dropped product are still on hand', quants.lot_id, product='FD-105',
                    quantity=sum(quants.mapped('quantity')), expired=[q.expiration_date.date() for q in quants])


def contact(world, branch):
    event = getattr(branch, 'contact_event', None)
    payment = event and branch.env['account.payment'].search([('partner_id', '=', event.partner.id)], limit=1)
    if payment:
        world.plant('contact-pays', 'partner', 'The invoice carries the company, the payment one of its contacts', payment | payment.browse(),
                    partner=event.customer.name, contact=event.partner.name, invoice=event.invoice.name, amount=payment.amount, currency='EUR',
                    dates=[payment.date])


def exchange(world, branch):
    """The largest exchange difference of a foreign invoice paid at another rate."""
    partials = branch.env['account.partial.reconcile'].search([('exchange_move_id', '!=', False), ('company_id', '=', branch.company.id)])
    trade = partials.filtered(lambda p: p.debit_move_id.account_type == 'asset_receivable' and p.debit_move_id.move_id.move_type == 'out_invoice')
    best = max(trade, key=lambda p: (abs(sum(p.exchange_move_id.line_ids.mapped('debit'))), -p.id), default=None)
    if best is not None:
        world.plant('exchange-difference', 'currency', 'A foreign invoice paid at another rate: the largest exchange difference', best.exchange_move_id,
                    invoice=best.debit_move_id.move_id.name, currency=best.debit_move_id.currency_id.name,
                    amount=round(sum(best.exchange_move_id.line_ids.mapped('debit')), 2), dates=[best.exchange_move_id.date])
