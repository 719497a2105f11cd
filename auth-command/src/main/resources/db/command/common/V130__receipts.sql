-- When the broker appended a record, by its clock: receipts of nodes carry the same clock, so both can be compared.
alter table outbox add column kafka_timestamp timestamp(6) with time zone;
