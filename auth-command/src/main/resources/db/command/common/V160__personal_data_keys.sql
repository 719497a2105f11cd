-- The key of each user's personal data, wrapped. An erased user's row stays, without its key, so that none is ever made
-- again; settled says that its tombstone was repeated. Times are the database's.
create table personal_data_key (
    user_id     varchar(255) primary key,
    wrapped_key varchar(255),
    erased_at   timestamp(6) with time zone,
    settled     boolean default false not null
);
create index personal_data_key_erased on personal_data_key (settled, erased_at);

-- A record without a value says that what its key names is no more.
alter table outbox alter column record_value drop not null;

insert into relay_lease (name, holder, held_until) values ('orphan-keys', '-', current_timestamp);
insert into relay_lease (name, holder, held_until) values ('erasures', '-', current_timestamp);

-- They hold addresses and user agents as they are; new ones hold sealed text. A snapshot is only a shortcut.
delete from session_snapshot;
