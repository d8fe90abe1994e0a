-- Partitions whose file must be written anew: where changed rows are, and where they or removed rows were.
SELECT DISTINCT coalesce(company_id, 0) AS company, date_trunc('month', {{date}})::DATE::VARCHAR AS month
FROM (
  SELECT company_id, {{date}} FROM {{table}}
  UNION ALL
  SELECT company_id, {{date}} FROM stored_{{table}}
    WHERE id IN (SELECT id FROM {{table}}) OR id IN (SELECT id FROM gone_{{table}})
)
ORDER BY ALL;
