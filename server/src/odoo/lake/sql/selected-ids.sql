WITH {{selection}}
SELECT id FROM selection ORDER BY id;
