-- Names of records by id.
SELECT id, any_value(name) AS name FROM {{table}} WHERE id IN (SELECT unnest($ids)) GROUP BY id;
