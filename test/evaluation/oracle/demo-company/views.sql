-- The files of the demo company as this oracle reads them: posted items that carry amounts, in minor units of the company's currency.
CREATE VIEW item AS
SELECT i.id, i.company_id, i.account_id, i.date, i.due, i.balance, i.debit, i.credit, a.code, a.name, a.type AS t, coalesce(a.non_trade, false) AS non_trade,
  coalesce(p.commercial_id, p.id, 0) AS partner
FROM read_parquet('{folder}/items.*.parquet') i
JOIN read_parquet('{folder}/accounts.*.parquet') a ON a.id = i.account_id AND a.company_id = i.company_id
LEFT JOIN read_parquet('{folder}/partners.*.parquet') p ON p.id = i.partner_id
WHERE i.posted AND coalesce(i.display_type, '') NOT IN ('line_section', 'line_subsection', 'line_note');
CREATE VIEW matched AS
SELECT debit_item, credit_item, max_date AS since, amount FROM read_parquet('{folder}/partials.*.parquet');
