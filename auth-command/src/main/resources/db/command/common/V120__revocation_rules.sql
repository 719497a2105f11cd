-- The strictest revocation rule for each thing named, kept in the transaction of its event. not_before is null where an
-- exact id decides. Rules about all name the empty string.
create table revocation_rule (
    kind             varchar(16)  not null,
    named            varchar(255) not null,
    not_before       timestamp(6) with time zone,
    tokens_expire_at timestamp(6) with time zone not null,
    primary key (kind, named)
);

-- Puts rules and grants of tokens in one order: a grant locks one row, a rule about many users locks all.
create table rule_fence (
    id integer primary key
);
insert into rule_fence (id) values
    (0), (1), (2), (3), (4), (5), (6), (7),
    (8), (9), (10), (11), (12), (13), (14), (15),
    (16), (17), (18), (19), (20), (21), (22), (23),
    (24), (25), (26), (27), (28), (29), (30), (31),
    (32), (33), (34), (35), (36), (37), (38), (39),
    (40), (41), (42), (43), (44), (45), (46), (47),
    (48), (49), (50), (51), (52), (53), (54), (55),
    (56), (57), (58), (59), (60), (61), (62), (63);

-- What a rule covers. Sessions from before count as just used.
alter table active_session add column client_id varchar(255);
alter table active_session add column started_at timestamp(6) with time zone default current_timestamp not null;
alter table active_session add column last_token_at timestamp(6) with time zone default current_timestamp not null;
create index active_session_client on active_session (client_id);
create index active_session_user on active_session (user_id);
