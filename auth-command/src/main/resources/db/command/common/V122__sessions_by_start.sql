-- Sessions that began before a rule are looked for every half minute.
drop index active_session_client;
create index active_session_client on active_session (client_id, started_at);
create index active_session_start on active_session (started_at);
