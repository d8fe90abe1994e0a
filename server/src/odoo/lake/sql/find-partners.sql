-- Commercial partners by a part of their name, without regard to case and accents: the whole name first, then its beginning,
-- then the beginning of a word.
WITH named AS (
  SELECT id, name, lower(strip_accents(name)) AS folded, lower(strip_accents($text)) AS wanted
  FROM partners
  WHERE commercial_id = id AND name <> ''
)
SELECT id, name
FROM named
WHERE contains(folded, wanted)
ORDER BY CASE WHEN folded = wanted THEN 0 WHEN starts_with(folded, wanted) THEN 1
    WHEN contains(folded, ' ' || wanted) THEN 2 ELSE 3 END,
  length(name), name, id
LIMIT $limit;
