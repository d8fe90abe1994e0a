INSERT INTO doomed
  SELECT id FROM effective_{{table}}
  WHERE coalesce(company_id, 0) = $company AND {{date}} >= $month::DATE AND {{date}} < $month::DATE + INTERVAL 1 MONTH;
