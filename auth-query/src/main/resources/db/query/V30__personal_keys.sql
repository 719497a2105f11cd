-- Keys of users' personal data, of no generation. An erased user's row stays, without its key: it keeps personal data
-- out, in whatever order records come.
create table query_personal_key (
    user_id     varchar(255) not null primary key,
    wrapped_key varchar(255),
    erased      boolean      not null
);

-- Whose rows hold sealed text because the key had not come yet.
create table query_unopened (
    generation integer      not null,
    user_id    varchar(255) not null,
    primary key (generation, user_id)
);

-- Sealed text is longer than what it seals.
alter table query_session alter column ip_address set data type varchar(4096);
alter table query_session alter column user_agent set data type varchar(4096);
alter table query_session alter column device_name set data type varchar(4096);
