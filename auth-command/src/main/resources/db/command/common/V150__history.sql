-- Tamper evidence (ADR 12): each event's link in its stream's hash chain. Null only until the next migration has run, and
-- for what a node of an older version appends after it; the next append to that stream fills it in.
alter table session_event add column chain_hash bytea;

-- Where each stream's chain ends, and whether that is news for the next signed root.
create table history_head (
    stream_id varchar(255) primary key,
    seq       bigint  not null,
    hash      bytea   not null,
    changed   boolean not null
);
create index history_head_changed on history_head (changed, stream_id);

-- The heads that batches have told, by the bytes of the stream's id: the tree's order must not hang on a collation.
create table history_signed_head (
    stream_key bytea  primary key,
    seq        bigint not null,
    hash       bytea  not null
);

-- What was or will be published, kept so that a lost topic can be filled again.
create table history_batch (
    number bigint  not null,
    part   integer not null,
    body   bytea   not null,
    primary key (number, part)
);
create table history_root (
    number       bigint        primary key,
    jws          varchar(4000) not null,
    created_at   timestamp(6) with time zone default current_timestamp not null,
    published_at timestamp(6) with time zone
);
insert into relay_lease (name, holder, held_until) values ('heads', '-', current_timestamp);
insert into relay_lease (name, holder, held_until) values ('heads-publisher', '-', current_timestamp);
create index history_root_unpublished on history_root (published_at, number);
