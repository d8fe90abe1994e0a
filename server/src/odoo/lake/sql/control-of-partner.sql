-- The same for one partner. Matches with items of other partners are taken into account: within all partners they cancel, within one
-- they do not.
WITH member AS MATERIALIZED (
  SELECT i.id, i.balance, coalesce(p.commercial_id, i.partner_id, 0) = $partner AS own
  FROM items i LEFT JOIN partners p ON p.id = i.partner_id
  WHERE i.posted AND i.company_id IN (SELECT unnest($companies)) AND i.account_id IN (SELECT unnest($accounts))
    AND i.date <= $asOf::DATE
),
crossing AS (
  SELECT sum(CASE WHEN d.own THEN -p.amount ELSE p.amount END) AS amount
  FROM partials p JOIN member d ON d.id = p.debit_item JOIN member c ON c.id = p.credit_item
  WHERE p.max_date <= $asOf::DATE AND d.own <> c.own
)
SELECT (coalesce((SELECT sum(balance) FROM member WHERE own), 0) + coalesce((SELECT amount FROM crossing), 0))::HUGEINT AS balance;
