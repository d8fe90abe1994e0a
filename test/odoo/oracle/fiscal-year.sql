-- First day of the fiscal year of company $1 that contains day $2. A branch has the fiscal year of its root company.
-- The last day is cut to the month's end; 28 February also means the last day of February.
WITH setting AS (
  SELECT root.fiscalyear_last_day AS d, root.fiscalyear_last_month::int AS m
  FROM res_company c JOIN res_company root ON root.id = split_part(c.parent_path, '/', 1)::int WHERE c.id = $1
), ends AS (
  SELECT CASE WHEN m = 2 AND d = 28 THEN month_end ELSE least(month_start + d - 1, month_end) END AS last_day
  FROM setting
  CROSS JOIN generate_series(extract(year FROM $2::date)::int - 1, extract(year FROM $2::date)::int) AS y
  CROSS JOIN LATERAL (SELECT make_date(y, m, 1) AS month_start, (make_date(y, m, 1) + interval '1 month - 1 day')::date AS month_end) AS month
)
SELECT (max(last_day) FILTER (WHERE last_day < $2::date) + 1)::text AS start FROM ends
