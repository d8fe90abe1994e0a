-- Balance of the control accounts at D: no partner, no partial, no residual takes part.
SELECT coalesce(sum(balance), 0)::HUGEINT AS balance
FROM items
WHERE posted AND company_id IN (SELECT unnest($companies)) AND account_id IN (SELECT unnest($accounts))
  AND date <= $asOf::DATE;
