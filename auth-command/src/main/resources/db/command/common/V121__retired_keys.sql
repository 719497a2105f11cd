-- A key that a revocation rule names never signs again and is no longer published.
alter table signing_key add column retired_at bigint;
