-- People who can log in, unless the platform brings its own user store. Times are milliseconds since the epoch.
create table account (
    id                 varchar(36)  primary key,
    username           varchar(64)  not null unique,
    password_hash      varchar(255) not null,
    roles              varchar(64)  not null,
    disabled           boolean      not null,
    credential_version bigint       not null,
    created_at         bigint       not null
);
