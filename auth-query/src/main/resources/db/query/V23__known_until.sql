-- Up to which instant everything that was published is in a generation, as far as somebody has seen.
alter table query_generation add column known_until timestamp(6) with time zone;
