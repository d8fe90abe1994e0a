-- What items on accounts of type $ledger leave open at the end of $day, by commercial partner and age. A match counts from its day on, and only where both of its items count.
WITH own AS (SELECT * FROM item WHERE company_id = $company AND t = $ledger AND date <= $day::date),
pair AS (
  SELECT m.* FROM matched m WHERE m.since <= $day::date
    AND EXISTS (SELECT 1 FROM own WHERE own.id = m.debit_item) AND EXISTS (SELECT 1 FROM own WHERE own.id = m.credit_item)
),
settled AS (
  SELECT id, sum(part) AS part FROM (SELECT debit_item AS id, amount AS part FROM pair UNION ALL SELECT credit_item, -amount FROM pair) GROUP BY id
)
SELECT own.partner AS partner, CASE WHEN due IS NULL OR due >= $day::date THEN 'current' WHEN date_diff('day', due, $day::date) <= 30 THEN '1-30'
    WHEN date_diff('day', due, $day::date) <= 60 THEN '31-60' WHEN date_diff('day', due, $day::date) <= 90 THEN '61-90'
    WHEN date_diff('day', due, $day::date) <= 120 THEN '91-120' ELSE 'older' END AS bucket,
  sum(own.balance - coalesce(settled.part, 0)) AS residual
FROM own LEFT JOIN settled ON settled.id = own.id GROUP BY 1, 2
