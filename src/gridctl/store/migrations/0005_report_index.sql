-- The index of open requests holds what a return counts them by: it need not look up each of them.

DROP INDEX request_open;

CREATE INDEX request_open ON request (id, category, area_id, channel, urgency, received_at, due) WHERE is_open = 1;
