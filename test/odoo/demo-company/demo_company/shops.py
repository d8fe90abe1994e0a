"""The shops: one point-of-sale session a fortnight each, with its orders, cash, cards and closing entry."""

from datetime import date, datetime, timedelta
from uuid import UUID

from .clock import FIRST_DAY, TODAY, years_since_start
from .demand import is_sold, pick_products, price_level
from .catalogue import TRADE
from .world import namespace

# name, first Monday, orders in an ordinary week
SHOPS = (('Dublin Alder Quay', date(2024, 7, 1), 6.0), ('Cork English Market Lane', date(2024, 7, 1), 4.6),
         ('Galway Spanish Parade', date(2025, 9, 1), 4.2))
# Monday to Sunday
WEEKDAYS = (0.7, 0.8, 0.9, 1.0, 1.5, 2.1, 0.9)
CASH_FLOAT = 250.0


def open_shops(world):
    branch = world.branches['A']
    env, accounts = branch.env, branch.accounts
    pos_journal = env['account.journal'].create({'name': 'Point of Sale', 'code': 'POSS', 'type': 'sale', 'company_id': branch.company.id,
                                                 'default_account_id': accounts['income'].id})
    picking_type = branch.warehouse.pos_type_id
    # The session's lots are known; reserving others first and undoing it is most of the time of a closing.
    picking_type.reservation_method = 'manual'
    for index, (name, first, usual) in enumerate(SHOPS):
        cash_journal = env['account.journal'].create({
            'name': f'Cash {name}', 'code': f'CSH{index + 1}', 'type': 'cash', 'company_id': branch.company.id,
            'profit_account_id': accounts['cash_profit'].id, 'loss_account_id': accounts['cash_loss'].id})
        cash, card = env['pos.payment.method'].create([
            {'name': f'Cash {name}', 'journal_id': cash_journal.id, 'company_id': branch.company.id},
            {'name': f'Card {name}', 'journal_id': branch.journals['bank'].id, 'company_id': branch.company.id,
             'outstanding_account_id': accounts['outstanding_in'].id}])
        config = env['pos.config'].create({
            'name': name, 'company_id': branch.company.id, 'journal_id': pos_journal.id, 'invoice_journal_id': branch.journals['sale'].id,
            'payment_method_ids': [(6, 0, (cash | card).ids)], 'picking_type_id': picking_type.id, 'warehouse_id': branch.warehouse.id,
            'use_pricelist': False})
        world.shops.append(namespace(config=config, cash=cash, card=card, first=first, usual=usual, cash_journal=cash_journal, name=name, has_float=False))


def play_week(world, branch, rng, monday):
    """A session lasts two weeks; the shops take turns."""
    for index, shop in enumerate(world.shops):
        if monday >= shop.first and ((monday - FIRST_DAY).days // 7 + index) % 2 == 0 and monday + timedelta(days=13) <= TODAY:
            play_session(world, branch, rng, shop, monday)


def play_session(world, branch, rng, shop, monday, extra=None):
    env = branch.env
    world.clock.at(monday, 7, 30)
    if not shop.has_float:
        bring_float(branch, shop, monday)
    session = env['pos.session'].create({'config_id': shop.config.id, 'user_id': env.uid})
    session.set_opening_control(CASH_FLOAT, '')
    growing = min(1.0, 0.55 + (monday - shop.first).days / 400) if shop.first.year > 2024 else 1.0
    mean = 2 * shop.usual * TRADE[monday.month - 1] * 1.07 ** years_since_start(monday) * growing
    count = max(2, int(mean) + (rng.random() < mean - int(mean)))
    lots = lots_on_hand(branch)
    orders = [order for _ in range(count) if (order := draft_order(world, branch, rng, session, monday, lots))]
    orders.sort(key=lambda order: order['date_order'])
    orders += extra(session) if extra else []
    records = env['pos.order'].create(orders)
    records._compute_prices()
    payments = [payment(rng, shop, order) for order in records if order.amount_total]
    env['pos.payment'].create(payments)
    records.invalidate_recordset(['payment_ids'])
    for order in records:
        order.amount_paid = order.amount_total
        order.action_pos_order_paid()
    close(world, branch, rng, shop, session, monday + timedelta(days=13))
    return session


def bring_float(branch, shop, day):
    """The till's change money, taken from the bank before the first session."""
    transfer = branch.company.transfer_account_id
    line = branch.env['account.bank.statement.line'].create({
        'journal_id': shop.cash_journal.id, 'date': day, 'amount': CASH_FLOAT, 'payment_ref': 'Till float', 'counterpart_account_id': transfer.id})
    branch.agenda_add(namespace(day=day, kind='bank', journal='bank', amount=-CASH_FLOAT, partner=None, label=f'Till float {shop.name}',
                                account=transfer, against=line.move_id.line_ids.filtered(lambda l: l.account_id == transfer)))
    shop.has_float = True


def lots_on_hand(branch):
    """Lots that can be sold, freshest last: product id -> [[lot name, quantity], ...]."""
    quants = branch.env['stock.quant'].search(
        [('location_id', 'child_of', branch.warehouse.lot_stock_id.id), ('lot_id', '!=', False), ('quantity', '>', 0)],
        order='removal_date, id')
    lots = {}
    for quant in quants:
        free = quant.quantity - quant.reserved_quantity
        if free > 0:
            lots.setdefault(quant.product_id.id, []).append([quant.lot_id.name, free])
    return lots


def draft_order(world, branch, rng, session, monday, lots):
    weekday = rng.choices(range(7), WEEKDAYS)[0] + rng.choice((0, 7))
    moment = datetime.combine(monday, datetime.min.time()) + timedelta(
        days=weekday, hours=int(rng.triangular(8, 19, 16)), minutes=rng.randrange(60), seconds=rng.randrange(60))
    day = moment.date()
    lines = []
    for product in pick_products(rng, [p for p in world.products.values() if is_sold(p, day)], rng.randint(2, 7), day):
        price = product.price * 1.06 * price_level(day)
        quantity = max(1, int(rng.uniform(12, 60) / price))
        branch.wanted[product.code] = branch.wanted.get(product.code, 0) + quantity
        values = order_line(world, branch, rng, product, quantity, price, lots)
        if values:
            lines.append((0, 0, values))
    return order_values(session, rng, moment, lines) if lines else None


def order_line(world, branch, rng, product, quantity, price, lots, force=False):
    if not force and branch.stock.get(product.code, 0) < quantity + 2:
        return None
    tax = branch.taxes['shop', product.vat]
    shelf_price = round(price * (1 + tax.amount / 100), 2)
    totals = tax.compute_all(shelf_price, quantity=quantity, currency=branch.company.currency_id)
    values = {'product_id': product.record.id, 'qty': quantity, 'price_unit': shelf_price, 'tax_ids': [(6, 0, tax.ids)],
              'price_subtotal': totals['total_excluded'], 'price_subtotal_incl': totals['total_included'],
              'full_product_name': product.name, 'uuid': str(UUID(int=rng.getrandbits(128), version=4))}
    if product.days:
        lot = next((lot for lot in lots.get(product.record.id, []) if lot[1] >= quantity), None)
        if lot is None:
            return None
        lot[1] -= quantity
        values['pack_lot_ids'] = [(0, 0, {'lot_name': lot[0]})]
    branch.stock[product.code] -= quantity
    return values


def order_values(session, rng, moment, lines):
    return {'session_id': session.id, 'company_id': session.company_id.id, 'date_order': moment, 'user_id': session.user_id.id, 'lines': lines,
            'amount_tax': 0, 'amount_total': 0, 'amount_paid': 0, 'amount_return': 0,
            'uuid': str(UUID(int=rng.getrandbits(128), version=4))}


def payment(rng, shop, order):
    method = shop.cash if rng.random() < 0.27 else shop.card
    return {'pos_order_id': order.id, 'amount': order.amount_total, 'payment_method_id': method.id, 'payment_date': order.date_order}


def close(world, branch, rng, shop, session, sunday):
    """Counts the till, takes the surplus to the bank, closes the session; the card money reaches the bank on Tuesday."""
    env = branch.env
    world.clock.at(sunday, 20, 15)
    session.invalidate_recordset()
    # Sometimes a few euros are missing or too many.
    miscount = rng.choice((-5.0, -2.0, -10.0, 5.0)) if rng.random() < 0.05 else 0.0
    takings = round(session.cash_register_balance_end - CASH_FLOAT, 2)
    if takings > 20:
        deposit = env['account.bank.statement.line'].create({
            'journal_id': shop.cash_journal.id, 'date': sunday, 'amount': -takings, 'pos_session_id': session.id,
            'payment_ref': f'To the bank, {session.name}', 'counterpart_account_id': branch.company.transfer_account_id.id})
        branch.agenda_add(namespace(day=sunday + timedelta(days=1), kind='bank', journal='bank', amount=takings, partner=None,
                                    label=f'Cash lodgement {shop.name}', account=branch.company.transfer_account_id,
                                    against=deposit.move_id.line_ids.filtered(lambda l: l.account_id == branch.company.transfer_account_id)))
        session.invalidate_recordset()
    session.post_closing_cash_details(session.cash_register_balance_end + miscount)
    env.flush_all()
    session.invalidate_recordset(['cash_register_difference'])  # it does not depend on the amount counted
    session.update_closing_control_state_session('')
    outcome = session.close_session_from_ui()
    if not outcome.get('successful'):
        raise RuntimeError(f'session {session.name} of {shop.name} does not close: {outcome.get("message")}')
    for card in env['account.payment'].search([('pos_session_id', '=', session.id)]):
        branch.agenda_add(namespace(
            day=sunday + timedelta(days=2), kind='bank', journal='bank', amount=card.amount if card.payment_type == 'inbound' else -card.amount,
            partner=None, label=f'Card settlement {shop.name}', account=branch.accounts['outstanding_in'],
            against=card.move_id.line_ids.filtered(lambda l: l.account_id == branch.accounts['outstanding_in'])))
