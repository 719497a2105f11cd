-- Every row is updated once and deleted once: clean up early, so that finding the unpublished ones stays cheap.
alter table outbox set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
