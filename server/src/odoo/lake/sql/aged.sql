-- Open amounts at D by partner, currency and bucket. Each item and each side of a partial is one row of `part`, and rows are only
-- added up: an item with many partials is never multiplied.
WITH {{population}},
part AS (
  SELECT partner_id, currency_id, bucket, balance AS forward, residual AS backward,
    amount_currency AS forward_currency, residual_currency AS backward_currency, 1 AS items
  FROM population
  UNION ALL
  SELECT partner_id, currency_id, bucket, 0, -residual, 0, -residual_currency, 0 FROM empty
  UNION ALL
  SELECT debit_partner, debit_currency, debit_bucket,
    CASE WHEN counted THEN -amount ELSE 0 END, CASE WHEN counted THEN 0 ELSE amount END,
    CASE WHEN counted THEN -debit_amount_currency ELSE 0 END, CASE WHEN counted THEN 0 ELSE debit_amount_currency END, 0
  FROM pair WHERE debit_in
  UNION ALL
  SELECT credit_partner, credit_currency, credit_bucket,
    CASE WHEN counted THEN amount ELSE 0 END, CASE WHEN counted THEN 0 ELSE -amount END,
    CASE WHEN counted THEN credit_amount_currency ELSE 0 END, CASE WHEN counted THEN 0 ELSE -credit_amount_currency END, 0
  FROM pair WHERE credit_in
),
by_partner AS (
  SELECT partner_id, currency_id, bucket, sum(forward) AS forward, sum(backward) AS backward,
    sum(forward_currency) AS forward_currency, sum(backward_currency) AS backward_currency, sum(items) AS items
  FROM part GROUP BY partner_id, currency_id, bucket
),
by_commercial_partner AS (
  SELECT b.* REPLACE (coalesce(p.commercial_id, b.partner_id, 0) AS partner_id)
  FROM by_partner b LEFT JOIN partners p ON p.id = b.partner_id
)
SELECT partner_id AS "partnerId", currency_id AS "currencyId", bucket,
  sum(forward)::HUGEINT AS forward, sum(backward)::HUGEINT AS backward,
  sum(forward_currency)::HUGEINT AS "forwardCurrency", sum(backward_currency)::HUGEINT AS "backwardCurrency",
  sum(items)::BIGINT AS count
FROM by_commercial_partner
WHERE $partner::INTEGER IS NULL OR partner_id = $partner::INTEGER
GROUP BY partner_id, currency_id, bucket
ORDER BY partner_id, currency_id, bucket;
