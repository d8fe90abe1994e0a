-- Trial balance of company $1 over [$2, $3], both days included; $4 = first day of the fiscal year of $2; $5 = states of the entries.
-- One row per account with any item up to $3. The result of earlier years, which belongs to unaffected earnings, is a row of its own: account_id NULL.
WITH item AS (
  SELECT l.account_id, l.date, l.debit, l.credit, l.balance, a.account_type, a.account_type ~ '^(income|expense)' AS pl
  FROM by_day l JOIN account_account a ON a.id = l.account_id
  WHERE l.company_id = $1 AND l.parent_state = ANY($5) AND l.date <= $3::date
), account_row AS (
  SELECT account_id, account_type,
    coalesce(sum(balance) FILTER (WHERE date < $2::date AND (NOT pl OR date >= $4::date)), 0) AS opening,
    coalesce(sum(debit) FILTER (WHERE date >= $2::date), 0) AS debit,
    coalesce(sum(credit) FILTER (WHERE date >= $2::date), 0) AS credit
  FROM item GROUP BY account_id, account_type
), all_rows AS (
  SELECT * FROM account_row
  UNION ALL
  SELECT NULL, 'equity_unaffected', coalesce(sum(balance), 0), 0, 0 FROM item WHERE pl AND date < $4::date
)
SELECT r.account_id AS "accountId",
  coalesce(a.code_store ->> split_part(c.parent_path, '/', 1), '') AS code, coalesce(a.name ->> 'en_US', '') AS name, r.account_type AS "accountType",
  trim_scale(opening)::text AS opening, trim_scale(debit)::text AS debit, trim_scale(credit)::text AS credit,
  trim_scale(opening + debit - credit)::text AS closing
FROM all_rows r LEFT JOIN account_account a ON a.id = r.account_id JOIN res_company c ON c.id = $1
ORDER BY code, r.account_id NULLS LAST
