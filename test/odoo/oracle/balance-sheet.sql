-- Balance sheet of company $1 at day $2; $3 = first day of the fiscal year of $2. Liabilities, equity and earnings with their sign turned.
WITH item AS (
  SELECT a.account_type AS t, coalesce(a.non_trade, false) AS non_trade, l.balance AS b, l.date >= $3::date AS this_year, a.account_type ~ '^(income|expense)' OR a.account_type = 'equity_unaffected' AS earnings
  FROM by_day l JOIN account_account a ON a.id = l.account_id
  WHERE l.company_id = $1 AND l.parent_state = 'posted' AND l.date <= $2::date
), line AS (
  SELECT
    coalesce(sum(b) FILTER (WHERE t = 'asset_cash'), 0) AS "bankAndCash",
    coalesce(sum(b) FILTER (WHERE t = 'asset_receivable' AND NOT non_trade), 0) AS receivables,
    coalesce(sum(b) FILTER (WHERE t = 'asset_current' OR t = 'asset_receivable' AND non_trade), 0) AS "currentAssets",
    coalesce(sum(b) FILTER (WHERE t = 'asset_prepayments'), 0) AS prepayments,
    coalesce(sum(b) FILTER (WHERE t = 'asset_fixed'), 0) AS "fixedAssets",
    coalesce(sum(b) FILTER (WHERE t = 'asset_non_current'), 0) AS "nonCurrentAssets",
    -coalesce(sum(b) FILTER (WHERE t IN ('liability_current', 'liability_credit_card') OR t = 'liability_payable' AND non_trade), 0) AS "currentLiabilities",
    -coalesce(sum(b) FILTER (WHERE t = 'liability_payable' AND NOT non_trade), 0) AS payables,
    -coalesce(sum(b) FILTER (WHERE t = 'liability_non_current'), 0) AS "nonCurrentLiabilities",
    -coalesce(sum(b) FILTER (WHERE t = 'equity'), 0) AS equity,
    -coalesce(sum(b) FILTER (WHERE earnings AND this_year), 0) AS "currentYearEarnings",
    -coalesce(sum(b) FILTER (WHERE earnings AND NOT this_year), 0) AS "previousYearsEarnings",
    coalesce(sum(b) FILTER (WHERE t = 'off_balance'), 0) AS "offBalance"
  FROM item
)
SELECT key AS line, trim_scale(value::numeric)::text AS amount FROM line, jsonb_each_text(to_jsonb(line))
