-- Residual of each item of the population by both formulas; sums per side first, then one row per item.
side AS (
  SELECT debit_item AS id, counted, -amount AS amount, -debit_amount_currency AS currency FROM pair WHERE debit_in
  UNION ALL
  SELECT credit_item, counted, amount, credit_amount_currency FROM pair WHERE credit_in
),
matched AS (
  SELECT id,
    coalesce(sum(amount) FILTER (counted), 0) AS counted, coalesce(sum(amount) FILTER (NOT counted), 0) AS undone,
    coalesce(sum(currency) FILTER (counted), 0) AS counted_currency,
    coalesce(sum(currency) FILTER (NOT counted), 0) AS undone_currency
  FROM side GROUP BY id
),
residuals AS (
  SELECT i.*,
    i.balance + coalesce(m.counted, 0) AS forward,
    CASE WHEN i.id IN (SELECT id FROM empty) THEN 0 ELSE i.residual - coalesce(m.undone, 0) END AS backward,
    i.amount_currency + coalesce(m.counted_currency, 0) AS forward_currency,
    CASE WHEN i.id IN (SELECT id FROM empty) THEN 0 ELSE i.residual_currency - coalesce(m.undone_currency, 0) END
      AS backward_currency
  FROM population i LEFT JOIN matched m ON m.id = i.id
)
