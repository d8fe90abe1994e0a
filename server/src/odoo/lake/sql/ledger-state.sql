-- Watermark of each company's posted ledger.
SELECT company_id AS company, count(*) AS count, max(id) AS "maxId", sum(balance) AS balance,
  coalesce(strftime(max(written), '%Y-%m-%d %H:%M:%S'), '') AS "lastWrite"
FROM effective_items
WHERE posted
GROUP BY company_id
ORDER BY company_id;
