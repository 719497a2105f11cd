-- The current refresh token of a session; and, once it was refreshed, the access token granted with it and whether its
-- answer is known to have reached the client: then the refresh token before it is not answered any more.
alter table active_session add column refresh_token_hash varchar(64);
alter table active_session add column access_token_hash varchar(64);
alter table active_session add column arrived_at timestamp(6) with time zone;

-- Which revocation ended a session, as long as the outbox has it: who logs out once more is told how far it is. So long the
-- session's refresh tokens stay, too, by which it is found.
create table ended_session (
    session_id    varchar(64)  primary key,
    user_id       varchar(255) not null,
    revocation_id varchar(64)  not null
);
