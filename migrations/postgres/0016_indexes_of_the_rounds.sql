-- What is looked at every few seconds is found by what it is due by, however much is on record.
CREATE INDEX letters_answered ON letters (acknowledged_at) WHERE acknowledged_at IS NOT NULL;
CREATE INDEX letters_by_kind ON letters (kind, created_at);
CREATE INDEX cases_over ON cases (updated_at) WHERE state IN ('accepted', 'refused', 'withdrawn', 'ended');
CREATE INDEX pin_requests_over ON pin_requests (resolved_at, expires_at);
CREATE INDEX pin_requests_by_time ON pin_requests (created_at);
CREATE INDEX devices_by_time ON devices (last_seen);

-- Asked for with each case that is shown, and as a code is opened at a counter.
CREATE INDEX domestic_relationships_ended ON domestic_relationships (ended_by) WHERE ended_by IS NOT NULL;
CREATE INDEX counter_pins_open ON counter_pins (expires_at) WHERE used_at IS NULL;
