-- A repeated request for a PIN that was not granted was called refused, as if an office had decided against somebody. It is
-- called as such requests are since: another one counted, or there were too many. Requests are kept for a year and cases for
-- ten: of one that is forgotten, the commoner reason. What an office refused itself stays as it is.
UPDATE case_events SET state = CASE
    WHEN EXISTS (SELECT 1 FROM pin_requests repeated WHERE repeated.id = case_events.case_id)
     AND NOT EXISTS (
        SELECT 1 FROM pin_requests repeated
        JOIN cases ON cases.id = repeated.id
        JOIN pin_requests other ON other.citizen_id = cases.citizen_id AND other.id <> repeated.id
        WHERE repeated.id = case_events.case_id AND other.state <> 'refused'
          AND other.created_at <= repeated.resolved_at AND other.expires_at > repeated.resolved_at
          AND (other.state <> 'activated' OR other.resolved_at >= repeated.resolved_at))
    THEN 'too-many' ELSE 'superseded' END
WHERE state = 'refused' AND actor = 'job'
  AND case_id IN (SELECT id FROM cases WHERE service = 'pin');

UPDATE cases SET state = (
    SELECT event.state FROM case_events event
    WHERE event.case_id = cases.id AND event.actor = 'job' AND event.state IN ('superseded', 'too-many'))
WHERE service = 'pin' AND state = 'refused'
  AND id IN (SELECT case_id FROM case_events WHERE actor = 'job' AND state IN ('superseded', 'too-many'))
  AND id NOT IN (SELECT case_id FROM case_events WHERE state = 'refused');
