WITH {{selection}},
page AS (SELECT * FROM selection WHERE id > $after ORDER BY id LIMIT $limit)
SELECT i.id, i.date::VARCHAR AS date, i.due::VARCHAR AS due, coalesce(i.entry, '') AS entry, i.move_id AS "moveId",
  coalesce(j.name, '') AS journal, i.account_id AS "accountId", coalesce(a.code, '') AS "accountCode",
  coalesce(a.name, '') AS "accountName", i.partner_id AS "partnerId", p.name AS "partnerName",
  coalesce(i.label, '') AS label, i.debit, i.credit, i.balance, i.currency_id AS "currencyId", i.amount_currency AS "amountCurrency"
FROM page i
LEFT JOIN journals j ON j.id = i.journal_id
LEFT JOIN accounts a ON a.id = i.account_id AND a.company_id = $company
LEFT JOIN partners p ON p.id = i.partner_id
ORDER BY i.id;
