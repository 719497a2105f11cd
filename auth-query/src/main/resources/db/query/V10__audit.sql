-- The history as people search it. What was projected before lacks these columns, and they are in the topic, whose
-- records are kept for ever: so everything is read again from its first record. Until its end is reached once, lists are
-- refused (503 projection_building), never shown by halves. An instance of the version before cannot write here
-- (initiator is not null) and stops, visibly.

drop table query_audit_session;
drop table query_audit_event;
delete from query_position;
delete from query_user;
delete from query_session;
delete from query_generation where state <> 'active';
update query_generation set complete_at = null;

-- Each event once. Client, device and address are those of its session as the session was then; they are worked out again
-- should an earlier event come later.
create table query_audit_event (
    generation       integer                     not null,
    user_id          varchar(255)                not null,
    seq              bigint                      not null,
    event_id         varchar(255)                not null,
    event_type       varchar(64)                 not null,
    session_id       varchar(255),
    occurred_at      timestamp(6) with time zone not null,
    initiator        varchar(16)                 not null, -- USER, ADMIN, POLICY or SYSTEM
    initiated_by     varchar(255),                         -- a person who is not the user; null for the user
    acting_session   varchar(255),
    reason           varchar(1024),
    client_id        varchar(255),
    device_name      varchar(512),
    address          varchar(255),
    user_agent       varchar(1024),
    token_key        bigint,                               -- the first 8 bytes of access_token_id_hash
    trace_id         varchar(32),
    chain_hash       varchar(64),
    stored_digest    varchar(64),
    payload          text                        not null, -- as it was published
    partition_number integer                     not null,
    record_offset    bigint                      not null,
    primary key (generation, user_id, seq)
);

create index query_audit_event_by_time on query_audit_event (generation, occurred_at, user_id, seq);
create index query_audit_event_by_type on query_audit_event (generation, event_type, occurred_at);
create index query_audit_event_by_actor on query_audit_event (generation, initiator, initiated_by, occurred_at);
create index query_audit_event_by_client on query_audit_event (generation, client_id, occurred_at);
create index query_audit_event_by_address on query_audit_event (generation, address, occurred_at);
create index query_audit_event_by_token on query_audit_event (generation, token_key);

-- Which events concern a session; an event may concern many. In this order the last one before an instant is found at
-- once, however long the session lived.
create table query_audit_session (
    generation  integer                     not null,
    session_id  varchar(255)                not null,
    occurred_at timestamp(6) with time zone not null,
    seq         bigint                      not null,
    user_id     varchar(255)                not null,
    primary key (generation, session_id, occurred_at, seq, user_id)
);

-- The rules of administrators, few, by what they name.
create table query_rule (
    generation  integer                     not null,
    user_id     varchar(255)                not null,
    seq         bigint                      not null,
    kind        varchar(16)                 not null,
    named       varchar(255)                not null, -- empty for all
    not_before  timestamp(6) with time zone,
    occurred_at timestamp(6) with time zone not null,
    primary key (generation, user_id, seq)
);

create index query_rule_by_name on query_rule (generation, kind, named);

-- Who was signed in at an instant, and who came and went between two.
create index query_session_by_start on query_session (generation, created_at, session_id, ends_at);
create index query_session_by_end on query_session (generation, ends_at, session_id);
