-- Why: the law knows more of a petition's life than receipt, acceptance and answer: eligibility, contents taken apart, duplicates that
-- are one case, complexity, extensions, suspensions, dialogue, decision, sending, publication, execution, a second round and reopening.
-- Each is an event of the log with its paper, who decided and who was told; limits follow from it, so the row keeps what lists, duties
-- and figures ask for, written in the same transaction.

alter table petition_event
  add column related_petition_id bigint references petition,
  add column details jsonb not null default '{}',
  add column document_on date,
  add column decided_by_person_id bigint references person,
  add column notified text[] not null default '{}',
  drop constraint petition_event_kind_check,
  add constraint petition_event_kind_check check (kind in ('received', 'registered', 'classified', 'corrected', 'examined', 'split',
    'separated', 'guided-to-split', 'merged', 'unmerged', 'second-round', 'assigned', 'accepted', 'refused', 'guided', 'transferred',
    'returned', 'filed', 'found-complex', 'extended', 'suspended', 'resumed', 'stopped', 'dialogue-held', 'decided', 'answered', 'sent',
    'published', 'executed', 'withdrawn', 'reopened', 'appealed', 'urged', 'replied', 'closed'));
comment on column petition_event.related_petition_id is 'The petition made of a content of this one, the one from which this was taken, the one with which it is one case, or the first complaint.';
comment on column petition_event.details is 'Codes of closed lists (grounds, criteria, outcome), never words: nothing in it can tell who denounces.';
comment on column petition_event.notified is 'Codes of those who were told, of those whom the law wants told.';

-- The old names were given by PostgreSQL: what speaks of the state is found by what it says.
do $$
declare
  old record;
begin
  for old in
    select conname from pg_constraint
    where conrelid = 'petition'::regclass and contype = 'c' and pg_get_constraintdef(oid) ~ '\mstate\M'
  loop
    execute format('alter table petition drop constraint %I', old.conname);
  end loop;
end $$;

alter table petition
  add column nominal_due_on date,
  add column eligible boolean,
  add column round smallint not null default 1 check (round in (1, 2)),
  add column first_petition_id bigint references petition,
  add column separated_from_id bigint references petition,
  add column merged_into_id bigint references petition,
  add column transfer_count smallint not null default 0,
  add column complexity_count smallint not null default 0,
  add column extension_count smallint not null default 0,
  add column suspended_on date,
  add column dialogue_on date,
  add column decided_on date,
  add column outcome text,
  add column manner text,
  add column sent_on date,
  add column published_on date,
  add column executed_on date,
  add column reopened_on date,
  add column urged_on date,
  add column replied_on date,
  add column follow_up text,
  add column follow_up_due_on date,
  add constraint petition_state_is_known check (state in ('classified', 'assigned', 'accepted', 'suspended', 'merged', 'answered',
    'decided', 'refused', 'guided', 'transferred', 'returned', 'filed', 'withdrawn', 'stopped', 'closed')),
  add constraint petition_state_has_its_day check (
    (state in ('refused', 'guided', 'transferred', 'returned', 'filed', 'withdrawn', 'stopped', 'closed')) = (closed_on is not null)
    and (state <> 'answered' or answered_on is not null)
    and (state <> 'decided' or decided_on is not null)
    and (state not in ('accepted', 'suspended') or accepted_on is not null)
    and (state <> 'suspended' or suspended_on is not null)
    and (state <> 'merged' or merged_into_id is not null)
    and (state <> 'assigned' or handler_person_id is not null)),
  add constraint petition_decision_is_whole check (
    (decided_on is null) = (outcome is null) and (decided_on is null) = (manner is null) and (decided_on is null or decided_on = answered_on)),
  add constraint petition_outcome_is_known check (outcome in ('founded', 'unfounded', 'partly')),
  add constraint petition_manner_is_known check (manner in ('decision', 'explanation')),
  add constraint petition_is_not_its_own_case check (merged_into_id <> id and separated_from_id <> id and first_petition_id <> id);
comment on column petition.nominal_due_on is 'The day on which the limit ends before a last day that is not worked moves it to due_on.';
comment on column petition.decided_on is 'The day on which a complaint was settled or the content of a denunciation concluded on; then also answered_on.';
comment on column petition.merged_into_id is 'The petition with which this one is one case (vụ việc); both are petitions (đơn) of their own.';
comment on column petition.follow_up is 'What is to be done next after a decision: to send it, to publish it; follow_up_due_on is its last day.';

create index petition_by_case on petition (merged_into_id) where merged_into_id is not null;
create index petition_by_first on petition (first_petition_id) where first_petition_id is not null;
create index petition_by_whole on petition (separated_from_id) where separated_from_id is not null;
create index petition_follow_up_due on petition (handling_unit_id, follow_up_due_on) where follow_up is not null;

-- A file that came in before, byte by byte, tells of a duplicate.
create index stored_file_by_digest on stored_file (sha256);
create index if not exists attachment_by_stored_file on attachment (stored_file_id);

-- Texts that a unit answers with again and again, with fields that each petition fills.
create table reply_template (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  retired_on date,
  illustration text,
  version int not null default 1,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now()
);
create index reply_template_by_unit on reply_template (unit_id) where retired_on is null;
comment on table reply_template is 'Used by its unit and the units below.';

-- Several petitions assigned or answered at once: which went and which not, and why, to be read again by whoever did it.
create table petition_batch (
  id bigint generated always as identity primary key,
  what text not null check (what in ('assigned', 'answered')),
  account_id bigint not null references account,
  done_at timestamptz not null default now()
);
create table petition_batch_result (
  batch_id bigint not null references petition_batch,
  petition_id bigint not null references petition,
  position int not null,
  refusal text not null default '',
  primary key (batch_id, petition_id)
);
