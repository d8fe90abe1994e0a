-- The residuals of open-items.sql, both ways, added up by commercial partner and bucket.
SELECT commercial_partner_id AS "partnerId", pg_temp.age_bucket($2::date, due) AS bucket,
  trim_scale(sum(forward))::text AS forward, trim_scale(sum(backward))::text AS backward
FROM open_span
WHERE company_id = $1 AND account_type = $3 AND since <= $2::date AND (until IS NULL OR until > $2::date)
GROUP BY 1, 2
