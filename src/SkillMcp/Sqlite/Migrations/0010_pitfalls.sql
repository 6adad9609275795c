-- How many successes went past the step of a pitfall since it was last seen. 'at' is when that was.
alter table pitfall add column passed integer not null default 0 check (passed >= 0);
