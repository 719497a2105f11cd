-- Keys that sign access tokens, shared by all nodes. The generation orders them and makes sure that of several nodes
-- only one adds the next. The private key is PKCS #8, encrypted when a key-encryption key is configured.
-- Times are milliseconds since the epoch.
create table signing_key (
    generation  integer       primary key,
    kid         varchar(64)   not null unique,
    algorithm   varchar(16)   not null,
    public_key  varchar(4000) not null,
    private_key varchar(8000) not null,
    created_at  bigint        not null,
    signs_from  bigint        not null
);

-- Other secrets that all nodes share.
create table server_secret (
    name    varchar(64)   primary key,
    content varchar(4000) not null
);
