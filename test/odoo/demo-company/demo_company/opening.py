"""The books on the evening before the first day: equity, bank, loan, assets, stock, a few open items."""

from datetime import timedelta

from .bank import book_bank_lines, pay_directly
from .clock import OPENING_DAY
from .demand import weekly_units
from .monthly import LOAN, entry
from .purchasing import COST_LEVEL, WEEKLY_EUR, cover_weeks, lot_values
from .rates import from_euro
from .world import namespace

BANK = {'A': 360000, 'B': 185000}
FOREIGN = {'A': 45000, 'B': 35000}     # in the foreign account's currency
FIXED = {'A': (182000, 51000), 'B': (64000, 18000)}
OWED = (16240.5, 14815.2, 9120.75, 12402.1, 15380.0, 8044.9, 11260.35, 9871.0)
OWING = (19410.3, 8877.95, 7066.0, 13950.4, 11205.6, 4630.25)
DEPOSITS = {'A': 4830.0, 'B': 0.0}


def opening_stock(world, branch, rng):
    """Counted stock: quantities by inventory count, valued at cost."""
    world.clock.at(OPENING_DAY, 8)
    units = weekly_units(list(world.products.values()), WEEKLY_EUR[branch.key])
    own = branch.company.currency_id.name
    vals, value = [], 0.0
    for product in world.products.values():
        cost = round(from_euro(product.cost * COST_LEVEL[branch.key], own, OPENING_DAY), 2)
        product.record.with_env(branch.env).standard_price = cost
        quantity = int(units[product.code] * min(cover_weeks(product), 2.6)) + 4
        row = {'product_id': product.record.id, 'location_id': branch.warehouse.lot_stock_id.id, 'inventory_quantity': quantity}
        if product.days:
            lot = branch.env['stock.lot'].create(lot_values(branch, rng, product, OPENING_DAY, namespace(id=0)))
            row['lot_id'] = lot.id
        vals.append(row)
        branch.stock[product.code] = quantity
        value += round(quantity * cost, 2)
    quants = branch.env['stock.quant'].with_context(inventory_mode=True).create(vals)
    quants.action_apply_inventory()
    return round(value, 2)


def opening_entry(world, branch, stock_value):
    world.clock.at(OPENING_DAY, 20)
    accounts, day = branch.accounts, OPENING_DAY
    own, foreign = branch.company.currency_id.name, branch.journals['fx_bank'].currency_id.name
    cost, written = FIXED[branch.key]
    scale = 1.0 if branch.key == 'A' else 0.55
    owed = [(c.partner, round(amount * scale, 2)) for c, amount in zip(branch.customers, OWED, strict=False)]
    owing = [(v.partner, round(amount * scale, 2)) for v, amount in zip(branch.vendors, OWING, strict=False)]
    lines = [(accounts['stock'], stock_value, 'Stock'), (accounts['fixed'], cost, 'Fittings, vehicles, equipment'),
             (accounts['accumulated'], -written, 'Depreciation to date'), (accounts['loan'], -LOAN[branch.key][1], 'Bank loan'),
             (accounts['old_deposits'], DEPOSITS[branch.key], 'Crate deposits')]
    lines += [(accounts['receivable'], amount, 'Open item brought forward', partner) for partner, amount in owed]
    lines += [(accounts['payable'], -amount, 'Open item brought forward', partner) for partner, amount in owing]
    bank = BANK[branch.key] + round(from_euro(FOREIGN[branch.key], own, day) / from_euro(1, foreign, day), 2)
    rest = round(sum(row[1] for row in lines) + bank, 2)
    capital = round(rest * 0.8, -3)
    lines += [(accounts['capital'], -capital, 'Share capital'), (accounts['retained'], -round(rest - capital, 2), 'Retained earnings'),
              (branch.company.transfer_account_id, bank, 'Bank balances brought forward')]
    move = entry(branch, day, 'Opening balances', lines)
    transfer = move.line_ids.filtered(lambda l: l.account_id == branch.company.transfer_account_id)
    open_bank(world, branch, transfer)
    for place, item in enumerate(move.line_ids.filtered(lambda l: l.partner_id)):
        pay_directly(branch, day + timedelta(days=9 + 5 * (place % 7)), 'Balance brought forward', round(item.balance, 2), item.account_id,
                     partner=item.partner_id, against=item)
    return move


def open_bank(world, branch, transfer):
    account = branch.company.transfer_account_id
    events = [namespace(day=OPENING_DAY, journal=journal, amount=amount, partner=None, label='Balance brought forward', account=account, against=None)
              for journal, amount in (('bank', BANK[branch.key]), ('fx_bank', FOREIGN[branch.key]))]
    book_bank_lines(world, branch, events)
    items = transfer
    for event in events:
        items |= event.line.move_id.line_ids.filtered(lambda l: l.account_id == account)
    items.reconcile()
