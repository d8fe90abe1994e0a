-- Included first by every SQL file that writes: refuses a database that was not made, and marked, in this very cluster.
\set ON_ERROR_STOP on
DO $$ BEGIN
  IF to_regclass('public.sextant_test_marker') IS NULL THEN
    RAISE EXCEPTION 'REFUSED: database % has no table sextant_test_marker: it is not a test database', current_database();
  END IF;
  IF NOT EXISTS (SELECT 1 FROM sextant_test_marker WHERE cluster = current_setting('data_directory')) THEN
    RAISE EXCEPTION 'REFUSED: the marker of database % was made in another cluster', current_database();
  END IF;
END $$;
