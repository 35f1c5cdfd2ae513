-- A need that a list told of and that was taken back keeps its number.
ALTER TABLE need ADD COLUMN voided_at INTEGER;
