-- Where on their topic a root and its heads are, to see when the topic has lost them. Null when not published, or before
-- this was noted.
alter table history_root add column first_offset bigint;
alter table history_root add column last_offset bigint;
create index history_root_first_offset on history_root (first_offset);
create index history_root_last_offset on history_root (last_offset);
