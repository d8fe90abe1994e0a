COPY (
  SELECT * FROM effective_{{table}}
  WHERE coalesce(company_id, 0) = $company AND {{date}} >= $month::DATE AND {{date}} < $month::DATE + INTERVAL 1 MONTH
  ORDER BY {{order}}
) TO {{file}} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2, RETURN_STATS);
