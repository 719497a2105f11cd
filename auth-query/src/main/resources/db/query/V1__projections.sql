-- The read side. Every row belongs to a generation: a rebuild fills a new one beside the one that is read, and one
-- update makes it the active one. Portable between H2 and PostgreSQL.

create table query_generation (
    generation    integer                     not null primary key,
    state         varchar(16)                 not null, -- active (exactly one), building or retired
    heartbeat_at  timestamp(6) with time zone not null, -- when its builder was last seen, by the database's clock
    complete_at   timestamp(6) with time zone           -- null until it has once reached the end of the topic
);

insert into query_generation (generation, state, heartbeat_at) values (1, 'active', current_timestamp);

-- How far the topic is projected; moves in the same transaction as the rows below.
create table query_position (
    generation       integer      not null,
    topic            varchar(249) not null,
    partition_number integer      not null,
    topic_id         varchar(32)  not null, -- offsets mean nothing in a topic that was made anew
    next_offset      bigint       not null,
    primary key (generation, topic, partition_number)
);

-- How far each user's stream is projected: everything up to applied_seq, and something at highest_seq.
create table query_user (
    generation  integer      not null,
    user_id     varchar(255) not null,
    applied_seq bigint       not null,
    highest_seq bigint       not null,
    primary key (generation, user_id)
);

-- One session. Each group of fields remembers the number of the event that set it, so that any order of events and any
-- number of copies ends in the same row.
create table query_session (
    generation          integer       not null,
    session_id          varchar(255)  not null,
    user_id             varchar(255)  not null,
    started_seq         bigint,
    client_id           varchar(255),
    device_name         varchar(512),
    auth_method         varchar(64),
    created_at          timestamp(6) with time zone,
    absolute_expires_at timestamp(6) with time zone,
    seen_seq            bigint,
    last_seen_at        timestamp(6) with time zone,
    idle_expires_at     timestamp(6) with time zone,
    ip_seq              bigint,
    ip_address          varchar(255),
    agent_seq           bigint,
    user_agent          varchar(1024),
    browser             varchar(255),
    os                  varchar(255),
    device              varchar(255),
    ended_seq           bigint,
    ended_at            timestamp(6) with time zone,
    end_reason          varchar(64),
    initiating_entity   varchar(64),
    ends_at             timestamp(6) with time zone, -- when it ended, or will by its lifetimes
    primary key (generation, session_id)
);

create index query_session_by_user on query_session (generation, user_id, ends_at);

-- The history: each event once, as it was published.
create table query_audit_event (
    generation       integer                     not null,
    user_id          varchar(255)                not null,
    seq              bigint                      not null,
    event_id         varchar(255)                not null,
    event_type       varchar(64)                 not null,
    session_id       varchar(255),
    occurred_at      timestamp(6) with time zone not null,
    payload          text                        not null,
    partition_number integer                     not null,
    record_offset    bigint                      not null,
    primary key (generation, user_id, seq)
);

create index query_audit_event_by_time on query_audit_event (generation, occurred_at, user_id, seq);

-- Which events concern a session; an event may concern many.
create table query_audit_session (
    generation integer      not null,
    session_id varchar(255) not null,
    user_id    varchar(255) not null,
    seq        bigint       not null,
    primary key (generation, session_id, user_id, seq)
);
