-- Journal items in groups. Columns, conditions and sums come from the fixed list of the compiler; values are bound.
SELECT {{columns}} count(*)::BIGINT AS records
FROM items i LEFT JOIN (SELECT id, any_value(type) AS type FROM accounts GROUP BY id) a ON a.id = i.account_id
WHERE {{conditions}}
{{grouping}};
