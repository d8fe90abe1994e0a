-- Removes the doomed ids: Odoo no longer has them, or they no longer belong to the ledger, or their partition is read again.
DELETE FROM {{table}} WHERE id IN (SELECT id FROM doomed);
INSERT INTO gone_{{table}}
  SELECT id FROM stored_{{table}} WHERE id IN (SELECT id FROM doomed) AND id NOT IN (SELECT id FROM gone_{{table}});
DELETE FROM doomed;
