"""Buying: reorder, receive with lots, bill."""

from datetime import datetime, timedelta

from .demand import is_reordered, popularity, price_level, trade_factor, weekly_units
from .rates import from_euro
from .world import namespace

WEEKLY_EUR = {'A': 31000, 'B': 19500}     # usual weekly sales, for the first orders
COST_LEVEL = {'A': 1.0, 'B': 1.0}


def start_planning(world, branch):
    branch.sold = weekly_units(list(world.products.values()), WEEKLY_EUR[branch.key])
    branch.incoming = {code: 0 for code in world.products}
    branch.wanted = {}


def learn_demand(world, branch):
    """Exponential smoothing of what was asked for last week, served or not."""
    for code in world.products:
        branch.sold[code] = 0.82 * branch.sold[code] + 0.18 * branch.wanted.get(code, 0)
    branch.wanted = {}


def cover_weeks(product):
    """Weeks of demand an order is meant to cover, by how long the goods keep."""
    return 2.5 if product.category == 'Fresh & Dairy' else 5.2


def review_weeks(vendor):
    """Fresh goods are ordered every second week, all else every fourth."""
    return 2 if 'Fresh & Dairy' in vendor.categories else 4


def supplies(vendor, product, branch):
    """Which vendor brings which product; where two could, odd and even article numbers are split."""
    rivals = [v for v in branch.vendors if product.category in v.categories]
    return rivals and rivals[int(product.code[-3:]) % len(rivals)] is vendor


def lead_weeks(vendor):
    return 2 if vendor.currency == 'USD' else 0


def order_goods(world, branch, rng, monday, week):
    env, orders = branch.env, []
    for index, vendor in enumerate(branch.vendors):
        if (week + index) % review_weeks(vendor):
            continue
        lines = []
        for product in world.products.values():
            if not supplies(vendor, product, branch) or not is_reordered(product, monday):
                continue
            lines += order_line(branch, rng, vendor, product, monday)
        if lines:
            orders.append(({
                'partner_id': vendor.partner.id, 'company_id': branch.company.id, 'currency_id': world.currency(vendor.currency).id,
                'payment_term_id': vendor.terms.id,
                'partner_ref': f'OC-{monday:%y%m%d}-{index + 1}', 'order_line': lines}, vendor))
    if not orders:
        return
    world.clock.at(monday, 8, rng.randrange(60))
    purchase_orders = env['purchase.order'].create([values for values, _vendor in orders])
    purchase_orders.button_confirm()
    for weeks in sorted({lead_weeks(vendor) for _values, vendor in orders}):
        batch = purchase_orders.filtered(lambda po: lead_weeks(vendor_of(branch, po)) == weeks)
        branch.agenda_add(namespace(day=monday + timedelta(days=2 + 7 * weeks), kind='receipt', orders=batch))


def vendor_of(branch, order):
    return next(v for v in branch.vendors if v.partner == order.partner_id)


def order_line(branch, rng, vendor, product, day):
    # The season of the weeks the goods are for, not of the day of the order.
    ahead = day + timedelta(days=10 + 14 * lead_weeks(vendor) // 2)
    season = popularity(product, ahead) / max(popularity(product, day), 0.1)
    growth = trade_factor(branch.key, ahead) / trade_factor(branch.key, day)
    weekly = branch.sold[product.code] * season * growth
    target = weekly * (cover_weeks(product) + lead_weeks(vendor))
    need = target - branch.stock.get(product.code, 0) - branch.incoming[product.code]
    if need < max(2, weekly * 0.35):
        return []
    quantity = -(-int(need) // 6) * 6 or 6
    price = from_euro(product.cost * price_level(day) * COST_LEVEL[branch.key] * rng.uniform(0.975, 1.02), vendor.currency, day)
    branch.incoming[product.code] += quantity
    domestic = vendor.partner.country_id == branch.company.country_id
    tax = branch.taxes['purchase', product.vat if domestic else 'Z']
    return [(0, 0, {'product_id': product.record.id, 'product_qty': quantity, 'price_unit': round(price, 2),
                    'date_planned': datetime.combine(day + timedelta(days=2), datetime.min.time()), 'tax_ids': [(6, 0, tax.ids)]})]


def receive(world, branch, rng, event):
    """Receipt with lots and expiry dates, then the vendor's bill."""
    day = event.day
    world.clock.at(day, 7, rng.randrange(60))
    pickings = event.orders.picking_ids.filtered(lambda p: p.state not in ('done', 'cancel'))
    codes = {p.record.id: p for p in world.products.values()}
    tracked = [move for move in pickings.move_ids if move.product_id.tracking == 'lot']
    lots = branch.env['stock.lot'].create([lot_values(branch, rng, codes[m.product_id.id], day, m) for m in tracked])
    for move, lot in zip(tracked, lots, strict=True):
        move.move_line_ids[:1].write({'lot_id': lot.id, 'quantity': move.product_uom_qty})
    pickings.move_ids.picked = True
    pickings.with_context(skip_backorder=True, skip_expired=True, skip_sms=True, skip_sanity_check=True).button_validate()
    for move in pickings.move_ids:
        code = codes[move.product_id.id].code
        branch.incoming[code] -= move.quantity
        branch.stock[code] = branch.stock.get(code, 0) + move.quantity
    bill_orders(world, branch, rng, event.orders, day)


def lot_values(branch, rng, product, day, move):
    shelf = max(4, int(product.days * rng.uniform(0.82, 1.0)))
    expiry = datetime.combine(day + timedelta(days=shelf), datetime.min.time())
    return {'name': f'{product.code[-3:]}-{day:%y%m%d}-{move.id % 1000:03d}', 'product_id': product.record.id,
            'company_id': branch.company.id, 'expiration_date': expiry, 'use_date': expiry - timedelta(days=1),
            'removal_date': expiry - timedelta(days=1), 'alert_date': expiry - timedelta(days=min(5, shelf // 2))}


def bill_orders(world, branch, rng, orders, received):
    day = received + timedelta(days=rng.randint(0, 2))
    world.clock.at(day, 14)
    orders.action_create_invoice()
    bills = orders.invoice_ids
    for bill in bills:
        branch.refs += 1
        bill.write({'invoice_date': day, 'date': day, 'ref': f'{bill.partner_id.name[:3].upper()}/{day:%Y}/{1000 + branch.refs}'})
    bills.action_post()
    for bill in bills:
        branch.agenda_add(namespace(day=bill.invoice_date_due + timedelta(days=rng.randint(-2, 5)), kind='pay_bill', bill=bill))
    return bills
