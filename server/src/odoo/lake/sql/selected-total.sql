WITH {{selection}}
SELECT count(*)::BIGINT AS count, coalesce(sum({{measure}}), 0)::HUGEINT AS total FROM selection;
