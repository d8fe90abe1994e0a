-- The state that a sync is about to write: what the lake stores, without the ids in `gone`, under the rows read now.
-- `items` and `partials` (schema.sql) hold the rows read now; `incoming_*` hold a batch until it is merged.
CREATE TABLE incoming_items AS FROM items LIMIT 0;
CREATE TABLE incoming_partials AS FROM partials LIMIT 0;
CREATE TABLE gone_items (id INTEGER);
CREATE TABLE doomed (id INTEGER);
CREATE TABLE gone_partials (id INTEGER);
CREATE TABLE no_items AS FROM items LIMIT 0;
CREATE TABLE no_partials AS FROM partials LIMIT 0;
CREATE VIEW stored_items AS FROM {{storedItems}};
CREATE VIEW stored_partials AS FROM {{storedPartials}};
CREATE VIEW effective_items AS
  SELECT * FROM stored_items
    WHERE id NOT IN (SELECT id FROM items) AND id NOT IN (SELECT id FROM gone_items)
  UNION ALL
  SELECT * FROM items;
CREATE VIEW effective_partials AS
  SELECT * FROM stored_partials
    WHERE id NOT IN (SELECT id FROM partials) AND id NOT IN (SELECT id FROM gone_partials)
  UNION ALL
  SELECT * FROM partials;
