SELECT min(date)::VARCHAR AS first, max(date)::VARCHAR AS last
FROM items
WHERE posted AND company_id IN (SELECT unnest($companies));
