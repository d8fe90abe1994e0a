-- Balance at day $2 of the accounts of type $3 (asset_receivable or liability_payable) of company $1, non-trade accounts included.
SELECT trim_scale(coalesce(sum(l.balance), 0))::text AS balance
FROM by_day l JOIN account_account a ON a.id = l.account_id
WHERE l.company_id = $1 AND l.parent_state = 'posted' AND l.date <= $2::date AND a.account_type = $3
