-- A unit may take its proposal back until it is decided; and a recipient whose award was given by a decision that was withdrawn since may be
-- proposed again. Both stay in the list with what became of them.

alter table award
  drop constraint award_state_check,
  add constraint award_state_check check (state in ('proposed', 'awarded', 'refused', 'withdrawn')),
  add column proposal_withdrawn_reason text,
  add column proposal_withdrawn_on date,
  add column is_proposed_anew boolean not null default false,
  add constraint award_withdrawn_with_a_reason check (
    (state = 'withdrawn') = (proposal_withdrawn_reason is not null and proposal_withdrawn_on is not null)),
  add constraint award_proposed_anew_after_a_decision check (not is_proposed_anew or state = 'awarded');
comment on column award.proposal_withdrawn_on is 'The day on which the unit that proposed took the proposal back.';
comment on column award.is_proposed_anew is 'Its decision was withdrawn and the recipient was proposed again: this row no longer stands against that.';

drop index award_once;
create unique index award_once on award (unit_id, for_year, form, recipient_kind, coalesce(lower(person_name), ''))
  where state in ('proposed', 'awarded') and not is_proposed_anew;
