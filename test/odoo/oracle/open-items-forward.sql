-- Open items of company $1 at day $2 on accounts of type $3 (asset_receivable or liability_payable): residuals built up from the items' balances less their partials up to that day.
-- A partial counts from its max_date, and only if both of its items are in the population (posted, same company, same kind of account).
WITH item AS (
  SELECT l.id, l.account_id, l.partner_id, l.date, l.date_maturity, l.currency_id, l.balance, l.amount_currency, l.amount_residual, l.amount_residual_currency
  FROM account_move_line l JOIN account_account a ON a.id = l.account_id
  WHERE l.company_id = $1 AND l.parent_state = 'posted' AND l.date <= $2::date AND a.account_type = $3
    AND l.display_type NOT IN ('line_section', 'line_subsection', 'line_note') AND NOT (l.balance = 0 AND l.amount_currency = 0)
), as_debit AS (
  SELECT p.debit_move_id AS id, sum(p.amount) AS s, sum(p.debit_amount_currency) AS sc
  FROM account_partial_reconcile p JOIN item x ON x.id = p.debit_move_id JOIN item y ON y.id = p.credit_move_id
  WHERE p.max_date <= $2::date GROUP BY 1
), as_credit AS (
  SELECT p.credit_move_id AS id, sum(p.amount) AS s, sum(p.credit_amount_currency) AS sc
  FROM account_partial_reconcile p JOIN item x ON x.id = p.debit_move_id JOIN item y ON y.id = p.credit_move_id
  WHERE p.max_date <= $2::date GROUP BY 1
), open AS (
  SELECT i.*, i.balance - coalesce(d.s, 0) + coalesce(c.s, 0) AS residual,
    i.amount_currency - coalesce(d.sc, 0) + coalesce(c.sc, 0) AS residual_currency
  FROM item i LEFT JOIN as_debit d ON d.id = i.id LEFT JOIN as_credit c ON c.id = i.id
)
SELECT o.id, o.account_id AS "accountId", coalesce(p.commercial_partner_id, o.partner_id, 0) AS "partnerId", cur.name AS currency,
  coalesce(o.date_maturity, $2::date)::text AS due,
  CASE WHEN $2::date <= coalesce(o.date_maturity, $2::date) THEN 'current' WHEN $2::date - o.date_maturity <= 30 THEN '1-30' WHEN $2::date - o.date_maturity <= 60 THEN '31-60'
    WHEN $2::date - o.date_maturity <= 90 THEN '61-90' WHEN $2::date - o.date_maturity <= 120 THEN '91-120' ELSE 'older' END AS bucket,
  trim_scale(o.residual)::text AS residual, trim_scale(o.residual_currency)::text AS "residualCurrency"
FROM open o LEFT JOIN res_partner p ON p.id = o.partner_id JOIN res_currency cur ON cur.id = o.currency_id
WHERE o.residual <> 0 OR o.residual_currency <> 0
ORDER BY o.id
