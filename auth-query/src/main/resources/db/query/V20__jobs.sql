-- Long work that somebody asked for over HTTP: any node can say how far it is, and takes it up when its node dies.
create table query_job (
    id           varchar(64)                 not null primary key,
    kind         varchar(32)                 not null,
    state        varchar(16)                 not null, -- running (also while it waits its turn), done or failed
    alone        varchar(32) unique,                   -- its kind while it runs, if only one of that kind may; else null
    parameters   text                        not null, -- JSON, as it was asked for
    requested_by varchar(255)                not null, -- user id
    started_at   timestamp(6) with time zone not null, -- when it was asked for
    ended_at     timestamp(6) with time zone,
    runner       varchar(64),                          -- who works on it, or null while it waits its turn
    heartbeat_at timestamp(6) with time zone not null, -- when its runner was last seen, by the database's clock
    attempts     integer                     not null, -- how often somebody began to work on it
    done         bigint                      not null,
    total        bigint                      not null,
    rate         bigint                      not null, -- per second
    result       text,                                 -- JSON
    error        varchar(1024)
);

create index query_job_by_state on query_job (state, started_at);
