-- Why: the year's result is used for commending collectives and individuals; who proposed, by what result, and by which decision
-- must be found again, and the public list is made of decided rows only.

create table award (
  id bigint generated always as identity primary key,
  form text not null check (form in ('certificate-of-merit', 'certificate-of-commendation', 'emulation-flag')),
  for_year int not null check (for_year between 1990 and 2200),
  recipient_kind text not null check (recipient_kind in ('collective', 'individual')),
  unit_id bigint not null references unit,
  person_name text,
  person_post text,
  achievement text not null,
  proposed_by_unit_id bigint not null references unit,
  proposed_on date not null,
  state text not null default 'proposed' check (state in ('proposed', 'awarded', 'refused')),
  refused_reason text,
  refused_on date,
  decision_number text,
  awarded_on date,
  deciding_unit_id bigint references unit,
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  constraint award_names_its_recipient check ((recipient_kind = 'individual') = (person_name is not null)),
  check (person_post is null or person_name is not null),
  constraint award_by_a_decision check (
    (state = 'awarded') = (decision_number is not null and awarded_on is not null and deciding_unit_id is not null)),
  constraint award_refused_with_a_reason check ((state = 'refused') = (refused_reason is not null and refused_on is not null)),
  check (awarded_on >= proposed_on)
);
comment on column award.unit_id is 'The collective itself, or the unit of the individual; figures count the award here.';

-- The same recipient is not proposed twice for one form and year; a refused proposal may come again.
create unique index award_once on award (unit_id, for_year, form, recipient_kind, coalesce(lower(person_name), ''))
  where state <> 'refused';
create index award_by_year on award (for_year desc, id desc);
create index award_by_unit on award (unit_id, for_year);
create index award_by_day on award (awarded_on) include (unit_id, form, recipient_kind) where state = 'awarded';

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('award.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']),
  ('award.propose', array['clerk', 'head', 'collector', 'front']),
  ('award.decide', array['leader'])
) as granted (permission, roles), unnest(roles) as role;
