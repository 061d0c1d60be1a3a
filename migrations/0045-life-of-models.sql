-- Why: a model is registered with its whole content (249/MTTQ-BTT of phường Thanh Khê, 2026, not yet checked against the paper itself),
-- a little at first and the rest before it is reviewed; a continued one links to that of the year before; it is visited, reviewed by a
-- panel with marks, recognised at a level by a decision, shown to be alive each year, and put before the public when its owner says so.

alter table movement_model
  add column situation text not null default '',
  add column goals text not null default '',
  add column area text not null default '',
  add column forces text not null default '',
  add column resources text not null default '',
  add column schedule text not null default '',
  add column output text not null default '',
  add column lasting text not null default '',
  add column difference text not null default '',
  add column continues_model_id bigint references movement_model,
  add column recognition_level text check (recognition_level in ('commune', 'district', 'province')),
  add column recognition_document_id bigint references document,
  add column faded_on date,
  add column faded_reason text not null default '',
  add column released_on date,
  add column public_words text not null default '',
  add constraint movement_model_continues_another check (continues_model_id is distinct from id),
  add constraint movement_model_level_when_recognised check (recognition_level is null or state = 'recognised'),
  add constraint movement_model_faded_with_reason check ((faded_on is null) = (faded_reason = '')),
  add constraint movement_model_released_when_recognised check (released_on is null or (state = 'recognised' and public_words <> ''));
comment on column movement_model.difference is 'Why it is not the same as a model like it of another owner.';
comment on column movement_model.recognition_level is 'Null for what was recognised before levels were written down: its decision stands in review_note.';
comment on column movement_model.faded_on is 'Since when it is no longer kept up.';
comment on column movement_model.public_words is 'What the public reads: no names of people unless a decision names them.';
create index movement_model_continued on movement_model (continues_model_id) where continues_model_id is not null;
create index movement_model_public on movement_model (released_on desc) where released_on is not null;

create table model_visit (
  id bigint generated always as identity primary key,
  model_id bigint not null references movement_model,
  visited_on date not null,
  visited_by text not null,
  seen text not null,
  is_alive boolean not null,
  to_mend text not null default '',
  mend_by date,
  illustration text,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  check (mend_by is null or to_mend <> '')
);
create index model_visit_by_model on model_visit (model_id, visited_on desc);
comment on column model_visit.is_alive is 'That the model was seen at work: its proof of life for the year.';

create table model_panel (
  board_id bigint primary key references movement_board,
  title text not null,
  year int not null check (year between 1990 and 2200),
  level text not null check (level in ('commune', 'district', 'province')),
  threshold numeric(6, 2),
  illustration text
);
comment on column model_panel.threshold is 'The result from which a model may be recognised; null for none.';

create table model_not_eligible (
  board_id bigint not null references movement_board,
  model_id bigint not null references movement_model,
  reason text not null check (reason <> ''),
  primary key (board_id, model_id)
);
