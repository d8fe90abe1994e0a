-- The residuals of open-items.sql, both ways, added up by commercial partner and by how many of the ages $4 (days) an item is past at day $2: null while it is not overdue.
SELECT commercial_partner_id AS "partnerId",
  CASE WHEN $2::date > due THEN (SELECT count(*) FROM unnest($4::int[]) AS age WHERE $2::date - due > age)::int END AS past,
  trim_scale(sum(forward))::text AS forward, trim_scale(sum(backward))::text AS backward
FROM open_span
WHERE company_id = $1 AND account_type = $3 AND since <= $2::date AND (until IS NULL OR until > $2::date)
GROUP BY 1, 2
