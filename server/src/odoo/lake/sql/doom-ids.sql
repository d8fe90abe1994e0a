INSERT INTO doomed SELECT DISTINCT unnest($ids);
