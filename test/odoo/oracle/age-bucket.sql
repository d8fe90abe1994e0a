-- The bucket of an item due on $2 (null: due at once) as seen on day $1.
CREATE FUNCTION pg_temp.age_bucket(day date, due date) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN due IS NULL OR day <= due THEN 'current' WHEN day - due <= 30 THEN '1-30' WHEN day - due <= 60 THEN '31-60'
    WHEN day - due <= 90 THEN '61-90' WHEN day - due <= 120 THEN '91-120' ELSE 'older' END
$$
