-- Items open at D, in company currency or in their own; one whose two formulas disagree is open too, so that it is seen.
WITH {{population}},
{{residuals}}
SELECT r.id, r.move_id AS "moveId", coalesce(r.entry, '') AS entry, coalesce(r.label, '') AS label, r.account_id AS "accountId",
  coalesce(p.commercial_id, r.partner_id, 0) AS "partnerId", r.date::VARCHAR AS date, r.due::VARCHAR AS due,
  r.currency_id AS "currencyId", r.balance, r.forward::HUGEINT AS residual, r.backward::HUGEINT AS "backwardResidual",
  r.forward_currency::HUGEINT AS "residualCurrency"
FROM residuals r LEFT JOIN partners p ON p.id = r.partner_id
WHERE (r.forward <> 0 OR r.backward <> 0 OR r.forward_currency <> 0 OR r.backward_currency <> 0)
  AND ($partner::INTEGER IS NULL OR coalesce(p.commercial_id, r.partner_id, 0) = $partner::INTEGER)
ORDER BY "partnerId", r.due NULLS FIRST, r.id;
