SELECT company_id AS company, date_trunc('month', date)::DATE::VARCHAR AS month, posted, currency_id AS currency,
  count(*) AS count, max(id) AS "maxId", sum(balance) AS balance, sum(debit) AS debit, sum(credit) AS credit,
  sum(amount_currency) AS "amountCurrency", sum(residual) AS residual, sum(residual_currency) AS "residualCurrency"
FROM effective_items
GROUP BY 1, 2, 3, 4;
