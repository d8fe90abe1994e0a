SELECT id, code, name, type, non_trade AS "nonTrade", active
FROM accounts
WHERE company_id = $company
ORDER BY id;
