-- Whether a skill is found by the task of an execution, or, where it was read and did not fit, is not found by it.
-- Of what was recorded before: the newest tasks of each skill, as many as are ever remembered.
alter table execution add column remembered integer not null default 0 check (remembered in (0, 1));

update execution
   set remembered = 1
 where key in (select key
                 from (select max(key) as key, row_number() over (partition by skill, outcome = 'not_used' order by max(key) desc) as place
                         from execution
                        where task <> '' and outcome <> 'failure'
                        group by skill, task)
                where place <= 20);

create index execution_remembered on execution (skill) where remembered = 1;

-- Derived, as before: the stems that active skills are found by. New are those of the tasks that they served, and beside them,
-- only to be read, those of the tasks that they did not fit; a bar stands between two tasks.
drop table skill_word;
drop table skill_search;
create virtual table skill_search using fts5 (name, description, tags, steps, tasks, unfit unindexed, tokenize = 'ascii');
create virtual table skill_word using fts5vocab (skill_search, row);
create virtual table skill_word_in using fts5vocab (skill_search, col);

-- Derived: the letters of the same stems but the steps', three by three, for words that nobody spelt like that.
create virtual table skill_letters using fts5 (stems, content = '', contentless_delete = 1, tokenize = 'trigram', detail = 'none');

update search_generation set generation = 0;

-- What an embedding model makes of a skill's text, where one is used: 32-bit floats, little-endian. Of another text it is stale.
create table skill_vector (
    skill         integer not null references skill (key) on delete cascade,
    model         text    not null,
    content_hash  text    not null,
    vector        blob    not null,
    primary key (skill, model)
) strict;
