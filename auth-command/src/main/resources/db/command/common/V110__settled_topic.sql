-- Which incarnation of a topic is known to hold every notice that still matters: a topic that is deleted and made anew
-- has the same name and another id.
create table settled_topic (
    name     varchar(249) primary key,
    topic_id varchar(32)  not null
);
