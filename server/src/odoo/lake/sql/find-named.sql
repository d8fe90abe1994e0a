-- Records whose name contains a text, without regard to case and accents.
SELECT id, any_value(name) AS name FROM {{table}}
WHERE contains(lower(strip_accents(name)), lower(strip_accents($text)))
GROUP BY id ORDER BY length(any_value(name)), id LIMIT $limit;
