-- Texts to send can be about turns of duty; who is expected now is found at once.

ALTER TABLE outbox ADD COLUMN turn_ids TEXT;

CREATE INDEX turn_awaited ON turn (start_at) WHERE state IN ('published', 'offered') AND checked_in_at IS NULL AND no_show_at IS NULL;

CREATE INDEX turn_ends ON turn (end_at) WHERE state IN ('published', 'offered');

ALTER TABLE absence ADD COLUMN handed_at INTEGER;

CREATE INDEX absence_waiting ON absence (from_on) WHERE deputy_id IS NOT NULL AND handed_at IS NULL AND removed_at IS NULL;
