-- What makes the demo company worth asking about: documents, months, seasons, margins, cash. Verdict, name, detail.
with kind(kind, n, least) as (
  select 'point-of-sale orders', count(*), 1500 from pos_order
  union all select 'sale orders', count(*), 350 from sale_order
  union all select 'purchase orders', count(*), 250 from purchase_order
  union all select 'transfers done', count(*), 700 from stock_picking where state = 'done'
  union all select 'customer invoices', count(*), 350 from account_move where move_type = 'out_invoice'
  union all select 'credit notes', count(*), 12 from account_move where move_type = 'out_refund'
  union all select 'vendor bills', count(*), 500 from account_move where move_type = 'in_invoice'
  union all select 'payments', count(*), 800 from account_payment
  union all select 'bank and cash lines', count(*), 1200 from account_bank_statement_line
  union all select 'leads', count(*), 80 from crm_lead
  union all select 'employees', count(*), 18 from hr_employee
  union all select 'lots', count(*), 250 from stock_lot
), item as (
  select l.*, a.account_type, c.name as company, c.fiscalyear_last_month as year_end
  from account_move_line l join account_account a on a.id = l.account_id join res_company c on c.id = l.company_id
  where l.parent_state = 'posted'
), month as (
  select company, date_trunc('month', date)::date as month,
         -sum(balance) filter (where account_type = 'income') as sales,
         sum(balance) filter (where account_type = 'expense_direct_cost') as cost,
         -sum(balance) filter (where account_type like 'income%' or account_type like 'expense%') as profit
  from item group by 1, 2
), full_month as (
  select * from month where month between '2024-07-01' and '2026-10-01'
), years as (
  select company, (date_part('year', month + case when company like '%Wholesale%' then interval '9 months' else interval '0' end))::int as year,
         count(*) as months, sum(sales) as sales, sum(cost) as cost, sum(profit) as profit
  from full_month group by 1, 2
), cash as (
  select j.id, j.name->>'en_US' as journal, i.date, sum(sum(case when j.currency_id is null then i.balance else i.amount_currency end))
           over (partition by j.id order by i.date) as held
  from account_journal j join item i on i.account_id = j.default_account_id where j.type in ('bank', 'cash') group by j.id, 2, i.date
)
select case when n >= least then 'OK' else 'FAIL' end, 'at least ' || least || ' ' || kind, n::text from kind
union all
select case when sum(n) filter (where kind not in ('employees', 'lots')) >= 4000 then 'OK' else 'FAIL' end, 'at least 4,000 documents',
       (sum(n) filter (where kind not in ('employees', 'lots')))::text from kind
union all
select case when count(*) = 28 and min(sales) > 0 then 'OK' else 'FAIL' end, '28 full months of sales, ' || company,
       'smallest ' || min(sales) || ', largest ' || max(sales) from full_month group by company
union all
select case when (sales - cost) / sales between 0.24 and 0.36 then 'OK' else 'FAIL' end, 'gross margin 24 to 36 %, ' || company || ', year ' || year,
       round(100 * (sales - cost) / sales, 1) || ' % of ' || sales || ' in ' || months || ' months' from years
union all
select case when profit / sales between 0 and 0.08 then 'OK' else 'FAIL' end, 'modest profit, ' || company || ', year ' || year,
       profit || ' = ' || round(100 * profit / sales, 1) || ' % of sales' from years where months = 12
union all
select case when avg(sales) filter (where date_part('month', month) = 12) > 1.15 * avg(sales) filter (where date_part('month', month) in (1, 2)) then 'OK' else 'FAIL' end,
       'December is above January and February, ' || company,
       round(avg(sales) filter (where date_part('month', month) = 12)) || ' against ' || round(avg(sales) filter (where date_part('month', month) in (1, 2)))
from full_month group by company
union all
select case when sum(sales) filter (where month >= '2025-11-01') > sum(sales) filter (where month between '2024-11-01' and '2025-10-01') then 'OK' else 'FAIL' end,
       'sales grow, last 12 months against the 12 before, ' || company,
       round(sum(sales) filter (where month >= '2025-11-01')) || ' against ' || round(sum(sales) filter (where month between '2024-11-01' and '2025-10-01'))
from full_month group by company
union all
select case when min(held) >= 0 then 'OK' else 'FAIL' end, 'never overdrawn, ' || journal, 'lowest ' || min(held) || ', last ' || (array_agg(held order by date desc))[1]
from cash group by id, journal
union all
select case when count(*) filter (where state <> 'closed') = 0 then 'OK' else 'FAIL' end, 'all sessions are closed', count(*)::text from pos_session
union all
select case when sum(o.amount_total) = (select sum(amount) from pos_payment) then 'OK' else 'FAIL' end, 'orders of the shops = their payments', sum(o.amount_total)::text from pos_order o
union all
select case when count(distinct r.currency_id) = 3 and count(*) = 30 * 2 * 2 then 'OK' else 'FAIL' end, 'monthly rates of three currencies for both companies', count(*)::text
from res_currency_rate r
union all
select case when count(distinct m.currency_id) = 3 then 'OK' else 'FAIL' end, 'invoices in three currencies', count(distinct m.currency_id)::text from account_move m where m.move_type = 'out_invoice'
union all
select case when 365 * open.amount / sold.amount between 15 and 75 then 'OK' else 'FAIL' end, 'debtor days 15 to 75, ' || open.company, round(365 * open.amount / sold.amount) || ' days'
from (select company, sum(balance) as amount from item where account_type = 'asset_receivable' group by 1) open
join (select company, sum(sales) as amount from full_month where month >= '2025-11-01' group by 1) sold using (company)
order by 2;
