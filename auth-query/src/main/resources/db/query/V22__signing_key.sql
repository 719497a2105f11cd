-- The key that security event tokens are signed with; made once, by whichever node needs it first.
create table query_signing_key (
    name       varchar(32)                 not null primary key,
    jwk        text                        not null, -- RFC 7517, with the private part: whoever reads it signs as we do
    created_at timestamp(6) with time zone not null
);
