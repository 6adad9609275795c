-- The hash of a retrieval and of the skills that it returned. One that another program changed counts as no retrieval.
alter table retrieval add column seal text not null default '';

create view retrieval_seal as
select retrieval.id,
       row_hash(retrieval.id, retrieval.project, retrieval.task, retrieval.also, retrieval.at,
                (select group_concat(hash, '')
                   from (select row_hash(position, skill, version, possible) as hash
                           from retrieved_skill
                          where retrieved_skill.retrieval = retrieval.id
                          order by position))) as hash
  from retrieval;

-- What is in the file now is taken as it is.
update retrieval set seal = (select hash from retrieval_seal where retrieval_seal.id = retrieval.id);
