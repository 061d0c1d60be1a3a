-- Why: the forms on settled complaints and denunciations (01/KQGQ, 03/KQGQ) ask what the decisions recommended: money and land to be
-- recovered or returned, people to be sanctioned, cases passed to investigators. Written down once, with the decision.
alter table petition
  add column recommended jsonb,
  add constraint petition_recommends_by_decision check (
    recommended is null or (decided_on is not null and jsonb_typeof(recommended) = 'object'));
comment on column petition.recommended is 'Numbers by item (rules/recommended.ts), only those above nought; as the last decision in the log has them.';
comment on column petition_event.details is 'Codes of closed lists (grounds, criteria, outcome) and numbers, never words: nothing in it can tell who denounces.';
