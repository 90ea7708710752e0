-- The journal and the holds, partitioned by the time: what is written now is in tables and indexes of its own, small enough
-- to stay in memory, however long the past is. What there was so far is the default partition; src/database/partitions.ts
-- adds one for each quarter.

-- The journal, by the time at which an entry was really written: its created_at may be that of an organization's own clock.
-- Each partition has its own primary key: that of all would have to hold the time as well.
ALTER TABLE journal_entry RENAME TO journal_entry_default;
ALTER TABLE journal_entry_default RENAME CONSTRAINT journal_entry_pkey TO journal_entry_default_pkey;
DROP TRIGGER journal_entry_immutable ON journal_entry_default;
DROP TRIGGER journal_entry_kept ON journal_entry_default;
ALTER TABLE journal_entry_default ADD COLUMN recorded_at TIMESTAMPTZ(3);
UPDATE journal_entry_default SET recorded_at = least(created_at, now());
ALTER TABLE journal_entry_default ALTER COLUMN recorded_at SET NOT NULL;
CREATE TABLE journal_entry (LIKE journal_entry_default INCLUDING CONSTRAINTS) PARTITION BY RANGE (recorded_at);
ALTER TABLE journal_entry ATTACH PARTITION journal_entry_default DEFAULT;
CREATE TRIGGER journal_entry_immutable BEFORE UPDATE OR DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_journal_change();
CREATE TRIGGER journal_entry_kept BEFORE TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change();
CREATE TRIGGER journal_entry_kept BEFORE TRUNCATE ON journal_entry_default
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change();

-- Holds and their lines, by their ids, which begin with the time at which they were made.
ALTER TABLE hold RENAME TO hold_default;
ALTER TABLE hold_default RENAME CONSTRAINT hold_pkey TO hold_default_pkey;
ALTER INDEX hold_open RENAME TO hold_default_open;
ALTER INDEX hold_expiring RENAME TO hold_default_expiring;
CREATE TABLE hold (LIKE hold_default INCLUDING CONSTRAINTS) PARTITION BY RANGE (id);
ALTER TABLE hold ADD CONSTRAINT hold_pkey PRIMARY KEY (organization_id, id);
CREATE INDEX hold_open ON hold (organization_id, wallet_id) WHERE status = 'OPEN';
CREATE INDEX hold_expiring ON hold (expires_at) WHERE status = 'OPEN' AND task_id IS NULL;
ALTER TABLE hold ATTACH PARTITION hold_default DEFAULT;

ALTER TABLE hold_line RENAME TO hold_line_default;
ALTER TABLE hold_line_default RENAME CONSTRAINT hold_line_pkey TO hold_line_default_pkey;
CREATE TABLE hold_line (LIKE hold_line_default INCLUDING CONSTRAINTS) PARTITION BY RANGE (hold_id);
ALTER TABLE hold_line ADD CONSTRAINT hold_line_pkey PRIMARY KEY (organization_id, hold_id, position);
ALTER TABLE hold_line ATTACH PARTITION hold_line_default DEFAULT;
