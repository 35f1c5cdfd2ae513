-- Texts to send can be about turns of duty.

ALTER TABLE outbox ADD COLUMN turn_ids TEXT;
