-- Residual at D of the items of a page: their partials, each counted when both its items are in the population.
WITH {{selection}},
page AS (SELECT unnest($ids) AS id),
touching AS (
  SELECT * FROM partials
  WHERE max_date <= $asOf::DATE
    AND (debit_item IN (SELECT id FROM page) OR credit_item IN (SELECT id FROM page))
),
member AS MATERIALIZED (
  SELECT id, balance FROM wide
  WHERE posted AND date <= $asOf::DATE
    AND (id IN (SELECT id FROM page) OR id IN (SELECT debit_item FROM touching) OR id IN (SELECT credit_item FROM touching))
),
counted AS (
  SELECT * FROM touching WHERE debit_item IN (SELECT id FROM member) AND credit_item IN (SELECT id FROM member)
),
side AS (
  SELECT debit_item AS id, -amount AS amount FROM counted
  UNION ALL
  SELECT credit_item, amount FROM counted
),
matched AS (SELECT id, sum(amount) AS amount FROM side GROUP BY id)
SELECT m.id, (m.balance + coalesce(s.amount, 0))::HUGEINT AS residual
FROM member m LEFT JOIN matched s ON s.id = m.id
WHERE m.id IN (SELECT id FROM page) AND $drafts IS NOT NULL;
