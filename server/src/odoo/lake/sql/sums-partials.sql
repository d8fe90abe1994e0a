SELECT coalesce(company_id, 0) AS company, date_trunc('month', max_date)::DATE::VARCHAR AS month,
  coalesce(debit_currency_id, 0) AS "debitCurrency", coalesce(credit_currency_id, 0) AS "creditCurrency",
  count(*) AS count, max(id) AS "maxId", sum(amount) AS amount,
  sum(debit_amount_currency) AS "debitAmountCurrency", sum(credit_amount_currency) AS "creditAmountCurrency"
FROM effective_partials
GROUP BY 1, 2, 3, 4;
