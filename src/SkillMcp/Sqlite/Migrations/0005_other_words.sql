-- The other words that a task was asked with, beside those of its author: a JSON list.
alter table retrieval add column also text not null default '[]';
alter table execution add column also text not null default '[]';
