-- Takes the incoming rows over: each replaces what was read before under its id. Rows equal to the stored ones are left out,
-- so that only what really changed has its partition rewritten.
DELETE FROM {{table}} WHERE id IN (SELECT id FROM incoming_{{table}});
DELETE FROM gone_{{table}} WHERE id IN (SELECT id FROM incoming_{{table}});
INSERT INTO {{table}}
  SELECT incoming.*
  FROM incoming_{{table}} incoming LEFT JOIN stored_{{table}} stored ON stored.id = incoming.id
  WHERE stored IS DISTINCT FROM incoming;
DELETE FROM incoming_{{table}};
