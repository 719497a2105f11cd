-- What was last granted to a session, and whether its answer is known to have reached the client: then the refresh token
-- before it is not answered any more.
alter table active_session add column refresh_token_hash varchar(64);
alter table active_session add column access_token_hash varchar(64);
alter table active_session add column arrived_at timestamp(6) with time zone;

-- Which revocation ended a session, as long as the outbox has it: who logs out once more is told how far it is.
create table ended_session (
    session_id         varchar(64) primary key,
    refresh_token_hash varchar(64),
    revocation_id      varchar(64) not null
);
create index ended_session_token on ended_session (refresh_token_hash);
