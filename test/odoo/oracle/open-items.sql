-- Open items of company $1 at day $2 on accounts of type $3 (asset_receivable or liability_payable), by $4 = forward or backward (see open-spans.sql).
WITH item AS (
  SELECT *, CASE $4 WHEN 'forward' THEN forward ELSE backward END AS residual, CASE $4 WHEN 'forward' THEN forward_currency ELSE backward_currency END AS residual_currency
  FROM open_span
  WHERE company_id = $1 AND account_type = $3 AND since <= $2::date AND (until IS NULL OR until > $2::date)
)
SELECT id, account_id AS "accountId", commercial_partner_id AS "partnerId", currency, coalesce(due, $2::date)::text AS due, pg_temp.age_bucket($2::date, due) AS bucket,
  trim_scale(residual)::text AS residual, trim_scale(residual_currency)::text AS "residualCurrency"
FROM item WHERE residual <> 0 OR residual_currency <> 0 ORDER BY id
