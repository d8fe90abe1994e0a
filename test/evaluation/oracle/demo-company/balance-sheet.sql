-- Balance sheet of $company at $day; the fiscal year of $day begins on $year. Liabilities, equity and earnings with their sign turned.
SELECT
  sum(CASE WHEN t = 'asset_cash' THEN balance END) AS "bankAndCash",
  sum(CASE WHEN t = 'asset_receivable' AND NOT non_trade THEN balance END) AS receivables,
  sum(CASE WHEN t = 'asset_current' OR (t = 'asset_receivable' AND non_trade) THEN balance END) AS "currentAssets",
  sum(CASE WHEN t = 'asset_prepayments' THEN balance END) AS prepayments,
  sum(CASE WHEN t = 'asset_fixed' THEN balance END) AS "fixedAssets",
  sum(CASE WHEN t = 'asset_non_current' THEN balance END) AS "nonCurrentAssets",
  -sum(CASE WHEN t IN ('liability_current', 'liability_credit_card') OR (t = 'liability_payable' AND non_trade) THEN balance END) AS "currentLiabilities",
  -sum(CASE WHEN t = 'liability_payable' AND NOT non_trade THEN balance END) AS payables,
  -sum(CASE WHEN t = 'liability_non_current' THEN balance END) AS "nonCurrentLiabilities",
  -sum(CASE WHEN t = 'equity' THEN balance END) AS equity,
  -sum(CASE WHEN (t LIKE 'income%' OR t LIKE 'expense%' OR t = 'equity_unaffected') AND date >= $year::date THEN balance END) AS "currentYearEarnings",
  -sum(CASE WHEN (t LIKE 'income%' OR t LIKE 'expense%' OR t = 'equity_unaffected') AND date < $year::date THEN balance END) AS "previousYearsEarnings",
  sum(CASE WHEN t = 'off_balance' THEN balance END) AS "offBalance"
FROM item WHERE company_id = $company AND date <= $day::date
