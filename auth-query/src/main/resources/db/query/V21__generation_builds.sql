-- What a generation is built from and how far it is, so that a rebuild goes on where a dead one stopped.
alter table query_generation add column source varchar(16);  -- kafka or store
alter table query_generation add column code varchar(64);    -- the version of the code: another one begins anew
alter table query_generation add column builder varchar(64); -- who builds it: a word new for each who takes it up
alter table query_generation add column buckets integer;     -- into how many parts the streams are divided
alter table query_generation add column built integer;       -- how many of them are written
