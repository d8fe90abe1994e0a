-- Accounts of $company with opening, movements of $from to $to, and closing. Income and expense begin with their fiscal year, $year; earlier results are the row without a code.
SELECT code, sum(CASE WHEN date < $from::date THEN balance ELSE 0 END) AS opening, sum(CASE WHEN date >= $from::date THEN debit ELSE 0 END) AS debit,
  sum(CASE WHEN date >= $from::date THEN credit ELSE 0 END) AS credit, sum(balance) AS closing
FROM item
WHERE company_id = $company AND date <= $to::date AND t <> 'off_balance' AND (NOT (t LIKE 'income%' OR t LIKE 'expense%') OR date >= $year::date)
GROUP BY code ORDER BY code
