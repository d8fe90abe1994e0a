-- Residual at D of the selected items: their balance, less the partials that count within the whole population.
WITH {{selection}},
member AS MATERIALIZED (
  SELECT id, balance, id IN (SELECT id FROM selection) AS own FROM wide WHERE posted AND date <= $asOf::DATE
),
matched AS (
  SELECT sum(CASE WHEN d.own THEN -p.amount ELSE 0 END + CASE WHEN c.own THEN p.amount ELSE 0 END) AS amount
  FROM partials p JOIN member d ON d.id = p.debit_item JOIN member c ON c.id = p.credit_item
  WHERE p.max_date <= $asOf::DATE
)
SELECT (SELECT count(*) FROM selection)::BIGINT AS count,
  (coalesce((SELECT sum(balance) FROM member WHERE own), 0) + coalesce((SELECT amount FROM matched), 0))::HUGEINT AS total;
