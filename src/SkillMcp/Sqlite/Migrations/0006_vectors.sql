-- Derived, where an embedding model is used: what it makes of a skill's title and description, and of each task that the skill served
-- and is found by. One signed byte a dimension, at a scale of the vector's own: a cosine does not depend on it.
-- Keys are never given twice, so the largest one that a reader has seen tells which vectors are new to it.
drop table skill_vector;

create table skill_vector (
    key           integer primary key autoincrement,
    skill         integer not null references skill (key) on delete cascade,
    execution     integer references execution (key) on delete cascade,    -- null: the skill's title and description
    model         text    not null,
    content_hash  text    not null,                                        -- of the skill's text; empty for a task
    vector        blob    not null
) strict;

create unique index skill_vector_of_text on skill_vector (skill, model, coalesce(execution, 0));
create index skill_vector_of_execution on skill_vector (execution) where execution is not null;

-- A skill is not found by a task that it no longer remembers or turned out not to have served, nor by other words than the task's.
create trigger skill_vector_of_task after update of remembered, outcome, task on execution
when new.remembered = 0 or new.outcome = 'not_used' or new.task <> old.task
begin
    delete from skill_vector where execution = old.key;
end;
