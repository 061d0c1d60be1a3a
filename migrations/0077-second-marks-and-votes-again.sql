-- Why: a sample drawn with a wrong seed or marker could not be drawn anew, a vote of the council could be written over without a trace,
-- and a year could be decided while marks that differ were open, without anybody saying so. What is replaced stays, with the reason.

create table second_marking_replaced (
  id bigint generated always as identity primary key,
  assessment_year_id bigint not null references assessment_year,
  seed text not null,
  percent int not null,
  marker_account_id bigint not null references account,
  drawn_on date not null,
  drawn_by_account_id bigint references account,
  drawn jsonb not null,
  replaced_on date not null,
  replaced_by_account_id bigint references account,
  reason text not null check (reason <> '')
);
create index second_marking_replaced_by_year on second_marking_replaced (assessment_year_id);
comment on table second_marking_replaced is 'Samples that were drawn anew before any second mark was given; drawn names the points that were in them.';

alter table council_vote
  drop constraint council_vote_council_session_id_matter_key,
  add column replaces_vote_id bigint unique references council_vote,
  add column again_reason text,
  add column is_replaced boolean not null default false,
  add constraint council_vote_again_with_reason check ((replaces_vote_id is null) = (again_reason is null) and again_reason <> '');
create unique index council_vote_stands_once on council_vote (council_session_id, matter) where not is_replaced;

alter table assessment_year add column second_marks_left_reason text check (second_marks_left_reason <> '');
comment on column assessment_year.second_marks_left_reason is 'Why the year was decided although second marks, or their differences, were open.';
