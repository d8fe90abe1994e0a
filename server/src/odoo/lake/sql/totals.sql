-- Sums per named range and account. Items are read once and added up per day; the ranges may overlap.
WITH ranges AS (
  SELECT unnest($names) AS name, unnest($froms)::DATE AS first, unnest($tos)::DATE AS last
),
daily AS MATERIALIZED (
  SELECT account_id, date, sum(debit) AS debit, sum(credit) AS credit, sum(balance) AS balance, count(*) AS items
  FROM items
  WHERE (posted OR $drafts) AND company_id IN (SELECT unnest($companies))
    AND date >= $first::DATE AND date <= $last::DATE
  GROUP BY account_id, date
)
SELECT r.name, d.account_id AS "accountId", sum(d.debit)::HUGEINT AS debit, sum(d.credit)::HUGEINT AS credit,
  sum(d.balance)::HUGEINT AS balance, sum(d.items)::BIGINT AS count
FROM daily d JOIN ranges r ON d.date >= r.first AND d.date <= r.last
GROUP BY r.name, d.account_id
ORDER BY r.name, d.account_id;
