-- The order of acts is the server's number and, before there is one, the desk's own sequence: never a computer's clock.

DROP INDEX package_events_package;
CREATE INDEX package_events_package ON package_events (package_id, coalesce(change_seq, 9007199254740991));
-- The last acts of a desk. What the server has not numbered yet comes after everything that it has, as it was written.
DROP INDEX package_events_at;
CREATE INDEX package_events_order ON package_events (desk_id, coalesce(change_seq, 9007199254740991));

-- Which ids an unsent act names in its values: acts that build on a refused one are found without reading the whole queue.
-- Kept by triggers, like _outbox_rows.
CREATE TABLE _outbox_names (
  name TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (name, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX _outbox_names_seq ON _outbox_names (seq);
INSERT OR IGNORE INTO _outbox_names (name, seq)
  SELECT given.value, o.seq FROM _outbox o, json_each(iif(json_valid(o.ops), o.ops, '[]')) op, json_each(op.value, '$.values') given
  WHERE given.type = 'text' AND length(given.value) = 36 AND given.key <> 'building_id';
CREATE TRIGGER _outbox_names_add AFTER INSERT ON _outbox
BEGIN
  INSERT OR IGNORE INTO _outbox_names (name, seq)
    SELECT given.value, new.seq FROM json_each(iif(json_valid(new.ops), new.ops, '[]')) op, json_each(op.value, '$.values') given
    WHERE given.type = 'text' AND length(given.value) = 36 AND given.key <> 'building_id';
END;
CREATE TRIGGER _outbox_names_drop AFTER DELETE ON _outbox
BEGIN DELETE FROM _outbox_names WHERE seq = old.seq; END;

-- How much waits, and since when, is told after each act.
CREATE INDEX _outbox_at ON _outbox (at);
