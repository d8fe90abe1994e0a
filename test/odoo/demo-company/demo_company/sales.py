"""Trade with business customers: order, delivery, invoice, now and then a credit note."""

from datetime import timedelta

from .demand import is_sold, pick_products, price_level, trade_factor
from .habits import payment_plan
from .rates import from_euro
from .world import namespace

# Orders in an ordinary delivery round, and the usual order in EUR; prices against the shop price.
ROUND = {'A': (1.25, 15800, 0.955), 'B': (1.65, 15400, 0.945)}
SKIP_CHECKS = {'skip_backorder': True, 'skip_expired': True, 'skip_sms': True, 'skip_sanity_check': True}


def play_round(world, branch, rng, ordered, delivered):
    """One delivery round: orders of the day `ordered` delivered and invoiced on `delivered`."""
    usual, size, level = ROUND[branch.key]
    mean = usual * trade_factor(branch.key, ordered)
    count = int(mean) + (rng.random() < mean - int(mean))
    customers = pick_customers(rng, branch.customers, count, ordered)
    orders = [draft for c in customers if (draft := draft_order(world, branch, rng, c, ordered, size, level))]
    if not orders:
        return []
    env = branch.env
    world.clock.at(ordered, 9, rng.randrange(60))
    sale_orders = env['sale.order'].create(orders)
    sale_orders.action_confirm()
    world.clock.at(delivered, 11, rng.randrange(60))
    deliver(sale_orders.picking_ids)
    return invoice_orders(world, branch, rng, sale_orders, delivered)


def pick_customers(rng, customers, count, day):
    pool = [c for c in customers if active(c, day)]
    chosen = []
    for _ in range(min(count, len(pool))):
        customer = rng.choices(pool, [c.weight for c in pool])[0]
        pool.remove(customer)
        chosen.append(customer)
    return chosen


def active(customer, day):
    """The customer that stopped paying in spring 2026 is supplied until the end of September 2026."""
    return customer.habit != 'never' or day.isoformat() <= '2026-09-30'


def tax_for(branch, customer, vat):
    return branch.taxes['sale', vat if customer.domestic else 'Z']


def draft_order(world, branch, rng, customer, day, size, level):
    lines = []
    value = size * rng.lognormvariate(0, 0.35) * (0.75 + customer.weight / 24)
    chosen = pick_products(rng, [p for p in world.products.values() if is_sold(p, day)], rng.randint(3, 5), day)
    for product in chosen:
        price_eur = product.price * price_level(day) * level * rng.uniform(0.985, 1.01)
        quantity = int(value / len(chosen) / price_eur * rng.uniform(0.7, 1.3))
        # Unserved wishes count as demand too; a planner that learns from served orders alone starves the range.
        branch.wanted[product.code] = branch.wanted.get(product.code, 0) + quantity
        quantity = min(quantity, int(branch.stock.get(product.code, 0) * 0.85))
        if quantity < 2:
            continue
        branch.stock[product.code] -= quantity
        lines.append((0, 0, {
            'product_id': product.record.id, 'product_uom_qty': quantity,
            'price_unit': round(from_euro(price_eur, customer.currency, day), 2),
            'tax_ids': [(6, 0, tax_for(branch, customer, product.vat).ids)]}))
    if not lines:
        return None
    sellers = world.sellers[branch.key]
    return {
        'partner_id': customer.partner.id, 'company_id': branch.company.id, 'warehouse_id': branch.warehouse.id,
        'pricelist_id': branch.pricelists[customer.currency].id, 'payment_term_id': customer.terms.id,
        'user_id': sellers[customer.partner.id % len(sellers)].id, 'order_line': lines}


def deliver(pickings):
    """Validates what is reserved; untracked goods leave in full even where the depot's count says otherwise."""
    for move in pickings.move_ids:
        if move.product_id.tracking == 'none' and move.quantity != move.product_uom_qty:
            move.quantity = move.product_uom_qty
    pickings.move_ids.picked = True
    pickings.with_context(**SKIP_CHECKS, picking_ids_not_to_backorder=pickings.ids).button_validate()


def invoice_orders(world, branch, rng, sale_orders, day):
    ready = sale_orders.filtered(lambda order: order.invoice_status == 'to invoice')
    invoices = ready._create_invoices(grouped=True)
    invoices.write({'invoice_date': day})
    invoices.action_post()
    by_partner = {c.partner.id: c for c in branch.customers}
    for invoice in invoices:
        branch.agenda_add(invoice_event(rng, by_partner[invoice.partner_id.id], invoice))
        if rng.random() < 0.045:
            branch.agenda_add(namespace(day=day + timedelta(days=rng.randint(3, 12)), kind='credit', invoice=invoice,
                                        customer=by_partner[invoice.partner_id.id], share=rng.uniform(0.08, 0.35)))
    return invoices


def invoice_event(rng, customer, invoice):
    return namespace(day=invoice.invoice_date, kind='invoice', invoice=invoice, customer=customer,
                     plan=payment_plan(rng, customer, invoice.invoice_date, invoice.invoice_date_due))


def credit_note(world, branch, event):
    """Part of an invoice credited (damaged or short goods) and set against it where it is still open."""
    world.clock.at(event.day, 15)
    invoice = event.invoice
    refund = invoice._reverse_moves([{'invoice_date': event.day, 'date': event.day, 'ref': f'Damaged goods, {invoice.name}'}])
    for line in refund.invoice_line_ids:
        line.quantity = max(1, round(line.quantity * event.share))
    refund.action_post()
    lines = (refund | invoice).line_ids.filtered(lambda item: item.account_type == 'asset_receivable' and not item.reconciled)
    if len(lines) > 1 and getattr(event, 'match', True):
        lines.reconcile()
    return refund
