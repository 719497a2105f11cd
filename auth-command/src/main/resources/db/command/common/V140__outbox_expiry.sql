-- What the relay claims in its watermarks is counted every few seconds.
create index outbox_topic_expiry on outbox (topic, expires_at);
