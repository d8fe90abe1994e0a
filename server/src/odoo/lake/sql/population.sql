-- Shared by everything that needs a residual at D (accounting-rules: ageing).
-- population: posted items of the control accounts, dated up to D; bucket: the place of the first of the ages (twelve at most; a missing one is NULL) that an item is not past, 0 for current. pair: every partial that touches one of them.
-- A partial counts from its max_date on, and only while both its items are in the population. Going backward, all others are undone.
population AS MATERIALIZED (
  SELECT id, partner_id, currency_id, {{columns}} balance, amount_currency, residual, residual_currency,
    CASE WHEN due IS NULL OR due >= $asOf::DATE THEN 0
      WHEN due >= $asOf::DATE - $ages[1] THEN 1 WHEN due >= $asOf::DATE - $ages[2] THEN 2
      WHEN due >= $asOf::DATE - $ages[3] THEN 3 WHEN due >= $asOf::DATE - $ages[4] THEN 4
      WHEN due >= $asOf::DATE - $ages[5] THEN 5 WHEN due >= $asOf::DATE - $ages[6] THEN 6
      WHEN due >= $asOf::DATE - $ages[7] THEN 7 WHEN due >= $asOf::DATE - $ages[8] THEN 8
      WHEN due >= $asOf::DATE - $ages[9] THEN 9 WHEN due >= $asOf::DATE - $ages[10] THEN 10
      WHEN due >= $asOf::DATE - $ages[11] THEN 11 WHEN due >= $asOf::DATE - $ages[12] THEN 12
      ELSE 1 + len($ages) END AS bucket
  FROM items
  WHERE posted AND company_id IN (SELECT unnest($companies)) AND account_id IN (SELECT unnest($accounts))
    AND date <= $asOf::DATE
),
pair AS MATERIALIZED (
  SELECT p.debit_item, p.credit_item, p.amount, p.debit_amount_currency, p.credit_amount_currency,
    d.id IS NOT NULL AND c.id IS NOT NULL AND p.max_date <= $asOf::DATE AS counted,
    d.id IS NOT NULL AS debit_in, c.id IS NOT NULL AS credit_in,
    d.partner_id AS debit_partner, d.currency_id AS debit_currency, d.bucket AS debit_bucket,
    c.partner_id AS credit_partner, c.currency_id AS credit_currency, c.bucket AS credit_bucket
  FROM partials p
  LEFT JOIN population d ON d.id = p.debit_item
  LEFT JOIN population c ON c.id = p.credit_item
  WHERE d.id IS NOT NULL OR c.id IS NOT NULL
),
-- An item of amount zero that no partial touches has no residual, whatever is stored. There are few of amount zero: found first, they
-- are looked up among the partials, and not the other way round.
zero AS MATERIALIZED (
  SELECT id, partner_id, currency_id, bucket, residual, residual_currency FROM population
  WHERE balance = 0 AND amount_currency = 0 AND (residual <> 0 OR residual_currency <> 0)
),
empty AS MATERIALIZED (
  SELECT * FROM zero
  WHERE id NOT IN (SELECT debit_item FROM pair WHERE debit_item IN (SELECT id FROM zero))
    AND id NOT IN (SELECT credit_item FROM pair WHERE credit_item IN (SELECT id FROM zero))
)
