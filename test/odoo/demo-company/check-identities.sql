-- Accounting identities of the demo company. One row per check: verdict, name, detail.
with item as (
  select l.*, a.account_type, m.move_type, m.name as move_name
  from account_move_line l join account_account a on a.id = l.account_id join account_move m on m.id = l.move_id
  where l.parent_state = 'posted' and (l.display_type is null or l.display_type not in ('line_section', 'line_subsection', 'line_note'))
), unbalanced as (
  select move_id from item group by move_id having sum(balance) <> 0
), forward as (
  -- The residual worked out again from the partials, without the stored field.
  select i.id, i.company_id, i.account_type, i.balance, i.amount_residual,
         i.balance - coalesce((select sum(p.amount) from account_partial_reconcile p where p.debit_move_id = i.id), 0)
                   + coalesce((select sum(p.amount) from account_partial_reconcile p where p.credit_move_id = i.id), 0) as residual
  from item i where i.account_type in ('asset_receivable', 'liability_payable')
), control as (
  select company_id, account_type, sum(balance) as balance, sum(residual) as residual, sum(amount_residual) as stored
  from forward group by 1, 2
)
select case when not exists (select from unbalanced) then 'OK' else 'FAIL' end, 'every posted entry is balanced',
       (select count(distinct move_id) from item) || ' entries, ' || (select count(*) from unbalanced) || ' unbalanced'
union all
select case when (select sum(balance) from item) = 0 then 'OK' else 'FAIL' end, 'the ledger sums to zero', (select sum(balance) from item)::text
union all
select case when not exists (select from forward where residual <> amount_residual) then 'OK' else 'FAIL' end,
       'residual from partials = stored residual', (select count(*) from forward) || ' items'
union all
select case when balance = residual and balance = stored then 'OK' else 'FAIL' end,
       'residuals = control account, ' || account_type || ', company ' || company_id, balance || ' = ' || residual
from control
union all
select case when count(*) filter (where l.debit < 0 or l.credit < 0 or l.balance <> l.debit - l.credit) = 0 then 'OK' else 'FAIL' end,
       'debit − credit = balance on every item', count(*) || ' items'
from item l
union all
select case when count(*) between 15000 and 40000 then 'OK' else 'FAIL' end, 'between 15,000 and 40,000 journal items', count(*)::text from item
union all
select case when max(date) <= '2026-11-15' and min(date) = '2024-06-30' then 'OK' else 'FAIL' end, 'entries run from the opening to the fixed today',
       min(date) || ' to ' || max(date) from item
union all
-- Every bank account carries exactly what its statement lines say (payments wait on the outstanding accounts).
select case when coalesce(s.amount, 0) = l.amount then 'OK' else 'FAIL' end, 'statement lines = bank account, ' || (j.name->>'en_US') , l.amount::text
from account_journal j
join lateral (select sum(case when j.currency_id is null then i.balance else i.amount_currency end) as amount
              from item i where i.account_id = j.default_account_id) l on l.amount is not null
left join lateral (select round(sum(amount)::numeric, 2) as amount from account_bank_statement_line b where b.journal_id = j.id) s on true
where j.type in ('bank', 'cash')
union all
select case when count(*) = 0 then 'OK' else 'FAIL' end, 'only the forgotten draft is unposted', count(*) || ' others'
from account_move where state <> 'posted' and ref is distinct from 'HA-ADD-77'
order by 1, 2;
