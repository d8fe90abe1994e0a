-- Every planted irregularity, looked for in the data itself (not merely by the id that the build noted). Verdict, name, detail.
with finding as (
  select f->>'id' as id, f as fact, array(select jsonb_array_elements_text(f->'res_ids')::int) as ids
  from jsonb_array_elements(:'findings'::jsonb->'irregularities') f
), item as (
  select l.*, a.account_type, a.non_trade from account_move_line l join account_account a on a.id = l.account_id where l.parent_state = 'posted'
), code as (
  select a.id, c.key::int as company_id, c.value as code from account_account a, jsonb_each_text(a.code_store) c
), evidence(id, found, detail) as (
  select 'duplicate-bill', count(*) = 2 and min(m.amount_total) = max(m.amount_total), string_agg(m.name, ', ' order by m.id)
  from finding f join account_move m on m.ref = f.fact->>'reference' and m.move_type = 'in_invoice' and m.state = 'posted' where f.id = 'duplicate-bill' group by f.id
  union all
  select 'numbering-gap', not exists (select from account_move m where m.name = f.fact->>'missing')
         and exists (select from account_move m where m.sequence_prefix = left(f.fact->>'missing', length(m.sequence_prefix)) and m.made_sequence_gap), f.fact->>'missing'
  from finding f where f.id = 'numbering-gap'
  union all
  select f.id, (select sum(i.balance) from item i join code c on c.id = i.account_id and c.company_id = i.company_id
                join res_company rc on rc.id = i.company_id where c.code = f.fact->>'account' and rc.name = f.fact->>'company') = (f.fact->>'amount')::numeric
         and (f.fact->>'amount')::numeric <> 0, f.fact->>'amount'
  from finding f where f.id in ('suspense-a', 'suspense-b')
  union all
  select 'negative-stock', sum(q.quantity) = (f.fact->>'quantity')::numeric and sum(q.quantity) < 0, sum(q.quantity)::text
  from finding f join stock_quant q on q.product_id = any(f.ids) join stock_location s on s.id = q.location_id and s.usage = 'internal'
  join res_company c on c.id = q.company_id and c.name = f.fact->>'company' where f.id = 'negative-stock' group by f.fact
  union all
  select 'wrong-period', m.date = '2025-03-12' and m.ref like '%March 2026%', m.name || ' ' || m.date
  from finding f join account_move m on m.id = any(f.ids) where f.id = 'wrong-period'
  union all
  select 'worsening-payer', regr_slope(paid - date_maturity, invoiced) > 0.03 and avg(paid - date_maturity) filter (where invoiced > 400) > 15 + avg(paid - date_maturity) filter (where invoiced <= 200),
         'late by ' || round(avg(paid - date_maturity) filter (where invoiced <= 200)) || ' days at first, ' || round(avg(paid - date_maturity) filter (where invoiced > 400)) || ' later'
  from (select i.date_maturity, i.date - date '2024-07-01' as invoiced, max(p.max_date) as paid
        from finding f join item i on i.partner_id = any(f.ids) and i.account_type = 'asset_receivable' and i.reconciled
        join account_move m on m.id = i.move_id and m.move_type = 'out_invoice'
        join account_partial_reconcile p on p.debit_move_id = i.id where f.id = 'worsening-payer' group by i.id, i.date_maturity, i.date) late
  union all
  select 'never-pays', sum(i.amount_residual) = (f.fact->>'open_amount')::numeric and min(i.date_maturity) < date '2026-11-15' - 180,
         sum(i.amount_residual) || ' open since ' || min(i.date_maturity)
  from finding f join item i on i.partner_id = any(f.ids) and i.account_type = 'asset_receivable' and not i.reconciled where f.id = 'never-pays' group by f.fact
  union all
  select 'bill-without-order', m.move_type = 'in_invoice' and not exists (select from account_move_line l where l.move_id = m.id and l.purchase_line_id is not null)
         and exists (select from purchase_order o where o.partner_id = m.partner_id), m.name
  from finding f join account_move m on m.id = any(f.ids) where f.id = 'bill-without-order'
  union all
  select 'price-outlier', max(l.price_unit) > 5 * (select avg(o.price_unit) from purchase_order_line o where o.product_id = max(l.product_id) and o.order_id <> all(f.ids)
         and o.company_id = max(l.company_id)), max(l.price_unit)::text
  from finding f join purchase_order_line l on l.order_id = any(f.ids) where f.id = 'price-outlier' group by f.ids
  union all
  select 'old-credit-note', i.amount_residual = -(f.fact->>'amount')::numeric and i.date < date '2026-11-15' - 365, i.amount_residual || ' of ' || i.date
  from finding f join item i on i.move_id = any(f.ids) and i.account_type = 'asset_receivable' where f.id = 'old-credit-note'
  union all
  select f.id, i.amount_residual = -(f.fact->>'amount')::numeric, i.amount_residual || ' of ' || i.date
  from finding f join account_payment p on p.id = any(f.ids) join item i on i.move_id = p.move_id and i.account_type = 'asset_receivable'
  where f.id in ('old-payment', 'double-payment')
  union all
  select 'weekend-round-entry', extract(isodow from m.date) in (6, 7) and m.move_type = 'entry' and mod(m.amount_total, 1000) = 0, m.name || ' ' || to_char(m.date, 'FMDay DD Mon YYYY')
  from finding f join account_move m on m.id = any(f.ids) where f.id = 'weekend-round-entry'
  union all
  select 'expired-lot', sum(q.quantity) = (f.fact->>'quantity')::numeric and sum(q.quantity) > 0 and max(l.expiration_date) < '2026-11-15', sum(q.quantity) || ' pieces'
  from finding f join stock_lot l on l.id = any(f.ids) join stock_quant q on q.lot_id = l.id join stock_location s on s.id = q.location_id and s.usage = 'internal'
  where f.id = 'expired-lot' group by f.fact
  union all
  select 'archived-account', not a.active and sum(i.balance) = (f.fact->>'amount')::numeric and sum(i.balance) <> 0, sum(i.balance)::text
  from finding f join account_account a on a.id = any(f.ids) join item i on i.account_id = a.id where f.id = 'archived-account' group by a.active, f.fact
  union all
  select 'non-trade-receivable', i.non_trade and i.account_type = 'asset_receivable' and i.amount_residual = (f.fact->>'amount')::numeric, i.amount_residual::text
  from finding f join item i on i.id = any(f.ids) where f.id = 'non-trade-receivable'
  union all
  select 'exchange-difference', bool_or(p.exchange_move_id = m.id) and max(d.debit) = (f.fact->>'amount')::numeric and max(d.debit) > 0, max(d.debit) || ' on ' || (f.fact->>'invoice')
  from finding f join account_move m on m.id = any(f.ids) join account_partial_reconcile p on p.exchange_move_id = m.id
  join lateral (select sum(debit) as debit from item i where i.move_id = m.id) d on true where f.id = 'exchange-difference' group by m.id, f.fact
  union all
  select 'contact-pays', bool_or(pay.partner_id <> inv.partner_id) and bool_and(r.commercial_partner_id = inv.partner_id), 'item of the payment on ' || min(r.name)
  from finding f join account_payment p on p.id = any(f.ids) join item pay on pay.move_id = p.move_id and pay.account_type = 'asset_receivable'
  join res_partner r on r.id = pay.partner_id join account_partial_reconcile q on q.credit_move_id = pay.id join item inv on inv.id = q.debit_move_id
  where f.id = 'contact-pays' group by f.id
  union all
  select 'forgotten-draft', m.state = 'draft' and m.move_type = 'in_invoice', m.ref from finding f join account_move m on m.id = any(f.ids) where f.id = 'forgotten-draft'
  union all
  select 'missing-tax', m.amount_tax = 0 and m.move_type = 'out_invoice' and p.country_id = cp.country_id, m.name
  from finding f join account_move m on m.id = any(f.ids) join res_partner p on p.id = m.partner_id join res_company c on c.id = m.company_id
  join res_partner cp on cp.id = c.partner_id where f.id = 'missing-tax'
  union all
  select 'delivered-not-invoiced', bool_and(l.qty_delivered > 0 and coalesce(l.qty_invoiced, 0) = 0), min(o.name)
  from finding f join sale_order o on o.id = any(f.ids) join sale_order_line l on l.order_id = o.id where f.id = 'delivered-not-invoiced' group by f.id
  union all
  select 'fiscal-year', c.fiscalyear_last_month = '3' and c.fiscalyear_last_day = 31, c.name from finding f join res_company c on c.id = any(f.ids) where f.id = 'fiscal-year'
)
select case when e.found then 'OK' else 'FAIL' end, 'irregularity ' || coalesce(f.id, e.id), coalesce(e.detail, 'no evidence in the data')
from finding f full join evidence e using (id)
union all
select case when count(*) >= 20 and count(*) = count(distinct id) then 'OK' else 'FAIL' end, 'irregularities listed, each once', count(*)::text from finding
order by 2;
