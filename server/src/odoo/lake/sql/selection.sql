-- wide: a union of accounts and dates, the population of a selector. selection: narrowed by partner, due date and currency.
wanted AS (
  SELECT unnest($accounts) AS account_id, unnest($froms)::DATE AS first, unnest($tos)::DATE AS last
),
wide AS (
  SELECT i.*
  FROM items i
  WHERE (i.posted OR $drafts) AND i.company_id IN (SELECT unnest($companies))
    AND EXISTS (SELECT 1 FROM wanted w WHERE w.account_id = i.account_id AND i.date >= w.first AND i.date <= w.last)
),
selection AS (
  SELECT i.*
  FROM wide i LEFT JOIN partners p ON p.id = i.partner_id
  WHERE ($currency::INTEGER IS NULL OR i.currency_id = $currency::INTEGER)
    AND (NOT $byDue OR (i.due >= $dueFrom::DATE AND i.due <= $dueTo::DATE) OR ($dueMissing AND i.due IS NULL))
    AND ($partner::INTEGER IS NULL OR coalesce(p.commercial_id, i.partner_id, 0) = $partner::INTEGER)
)
