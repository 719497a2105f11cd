-- Which session a refresh token was issued to: hashes only, for as long as the session has not ended.
create table refresh_token (
    hash       varchar(64)  primary key,
    user_id    varchar(255) not null,
    session_id varchar(64)  not null,
    issued_at  timestamp(6) with time zone not null
);
create index refresh_token_session on refresh_token (session_id);

-- When each active session ends by itself.
create table active_session (
    session_id varchar(64)  primary key,
    user_id    varchar(255) not null,
    expires_at timestamp(6) with time zone not null
);
create index active_session_expiry on active_session (expires_at);
