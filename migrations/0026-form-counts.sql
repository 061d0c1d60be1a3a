-- Why: the Inspectorate's forms count petitions as they stood at the end of a past day. The row of a petition says that too, as long as
-- nothing in its life was undone, repeated or passed on; the few of which that is not true are read from their logs, and this index
-- finds them without reading the others.

create index petition_event_of_turns on petition_event (petition_id)
  where kind in ('reopened', 'merged', 'unmerged', 'stopped', 'urged', 'replied')
    or (kind = 'transferred' and unit_id is not null) or (kind = 'classified' and position > 3);
comment on index petition_event_of_turns is 'Events after which the row no longer says how the petition stood on an earlier day; queries/counted-petitions.ts names the same.';
