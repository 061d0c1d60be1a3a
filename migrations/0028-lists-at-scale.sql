-- Why: after ten years a province holds a million petitions, and its lists and searches must answer as they do in the first year. Each
-- list has an index in its own order, and words are looked up in an index first, whatever stands beside them.

-- Lists in their order, of everything and of one state; open ones by their last day; the number that somebody holds in their hand.
create index petition_in_order on petition (received_on desc, id desc);
create index petition_by_state on petition (state, received_on desc, id desc);
create index petition_open_by_due on petition ((coalesce(due_on, '9999-12-31'::date)), id) where ended_on is null;
create index petition_by_number on petition (number, year);

-- Decisions still to be sent or published, for whoever handles them.
create index petition_follow_up_by_handler on petition (handler_person_id) where follow_up is not null;

create index activity_in_order on activity (held_on desc, id desc) where withdrawn_on is null;

-- Without statistics the server takes every word for a rare one and looks it up in the index of words. With them it takes common
-- words that never stand together for common ones, and reads a million rows to find none. The program counts what is found, and
-- goes through a list in its order when it is much (platform/database/word-search.ts).
alter table petition_search alter column words set statistics 0;
alter table activity_search alter column words set statistics 0;

-- What people said is searched with its answer.
alter table opinion add column search tsvector
  generated always as (to_tsvector('simple', searchable(content || ' ' || coalesce(answer, '')))) stored;
alter table opinion alter column search set statistics 0;
create index opinion_search on opinion using gin (search);
create index opinion_by_unit on opinion (responsible_unit_id, id desc);
create index opinion_waiting on opinion (id desc) where answered_on is null;
create index opinion_due on opinion (due_on) where answered_on is null;

-- Of an open matter only the title is public, and only by its title it is found; what is alike is found by groups of three letters.
create index publication_by_listed_title on publication
  using gin (to_tsvector('simple', searchable(listed_title))) where state <> 'published';
create index publication_by_likeness on publication
  using gist (searchable(case when state = 'published' then title else listed_title end) gist_trgm_ops);
create index publication_proposed on publication (written_on) where state = 'proposed';
