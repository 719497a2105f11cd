-- When a refresh token of the session was last used again, and from where; personal data as the other address is.
alter table query_session add column replay_seq bigint;
alter table query_session add column replayed_at timestamp(6) with time zone;
alter table query_session add column replay_ip varchar(4096);
