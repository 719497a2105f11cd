-- Notices and events are relayed apart, so that neither waits for the other.
create index outbox_topic_state on outbox (topic, published_at, id);
drop index outbox_state;
create index outbox_published on outbox (published_at);
insert into relay_lease (name, holder, held_until) values ('orphan-notices', '-', current_timestamp);
