-- Profit and loss of company $1 over [$2, $3], both days included.
WITH item AS (
  SELECT a.account_type AS t, l.balance AS b
  FROM by_day l JOIN account_account a ON a.id = l.account_id
  WHERE l.company_id = $1 AND l.parent_state = 'posted' AND l.date BETWEEN $2::date AND $3::date
), part AS (
  SELECT
    -coalesce(sum(b) FILTER (WHERE t = 'income'), 0) AS revenue,
    coalesce(sum(b) FILTER (WHERE t = 'expense_direct_cost'), 0) AS cost,
    coalesce(sum(b) FILTER (WHERE t = 'expense'), 0) AS operating,
    -coalesce(sum(b) FILTER (WHERE t = 'income_other'), 0) AS other_income,
    coalesce(sum(b) FILTER (WHERE t IN ('expense_depreciation', 'expense_other')), 0) AS other_expenses,
    -coalesce(sum(b) FILTER (WHERE t ~ '^(income|expense)'), 0) AS net,
    coalesce(sum(b) FILTER (WHERE t = 'equity_unaffected'), 0) AS allocations
  FROM item
), line AS (
  SELECT revenue, cost AS "costOfRevenue", revenue - cost AS "grossProfit", operating AS "operatingExpenses", revenue - cost - operating AS "operatingIncome",
    other_income AS "otherIncome", other_expenses AS "otherExpenses", net AS "netProfit", allocations, net - allocations AS "leftAfterAllocations"
  FROM part
)
SELECT key AS line, trim_scale(value::numeric)::text AS amount FROM line, jsonb_each_text(to_jsonb(line))
