-- The bootstrap accounts that were made: each is made once, also when it was erased since.
create table bootstrap_account (
    username varchar(64) primary key
);
insert into bootstrap_account (username)
    select username from account
    where (username = 'admin' and roles like '%ADMIN%') or (username = 'auditor' and roles like '%AUDITOR%');
