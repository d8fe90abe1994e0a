SELECT id, name FROM partners WHERE id IN (SELECT unnest($ids));
