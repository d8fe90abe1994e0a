-- Result of $company from $from to $to.
WITH s AS (SELECT t, sum(balance) AS b FROM item WHERE company_id = $company AND date BETWEEN $from::date AND $to::date GROUP BY t),
v AS (
  SELECT -coalesce(sum(b) FILTER (t = 'income'), 0) AS revenue, coalesce(sum(b) FILTER (t = 'expense_direct_cost'), 0) AS direct,
    coalesce(sum(b) FILTER (t = 'expense'), 0) AS operating, -coalesce(sum(b) FILTER (t = 'income_other'), 0) AS other,
    coalesce(sum(b) FILTER (t IN ('expense_depreciation', 'expense_other')), 0) AS others, coalesce(sum(b) FILTER (t = 'equity_unaffected'), 0) AS allocated
  FROM s
)
SELECT revenue, direct AS "costOfRevenue", revenue - direct AS "grossProfit", operating AS "operatingExpenses", revenue - direct - operating AS "operatingIncome",
  other AS "otherIncome", others AS "otherExpenses", revenue - direct - operating + other - others AS "netProfit", allocated AS allocations,
  revenue - direct - operating + other - others - allocated AS "leftAfterAllocations"
FROM v
