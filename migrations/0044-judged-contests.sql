-- Why: contests are judged here: works come in without their authors' names showing, a jury marks them in rounds by criteria, marks
-- stay hidden until all have closed, large differences are talked over, and a decision says what goes on and what is awarded. The
-- same boards mark models of “Dân vận khéo” for recognition. Authors stand in a table of their own, which only the query of the
-- secretaries reads; what everybody reads holds no author until results are made public.

alter table contest
  add column is_judged boolean not null default false,
  add column results_published_on date,
  add column results_decision text not null default '',
  add constraint contest_publishes_when_judged check (results_published_on is null or is_judged);
comment on column contest.is_judged is 'True when works are received and marked here; false when only the outcome is written down.';
comment on column contest.results_decision is 'The decision that gives the awards, with its day.';

-- Who has one of the two parts in a contest never has the other: who knows the authors does not mark.
create table contest_member (
  contest_id bigint not null references contest,
  person_id bigint not null references person,
  part text not null check (part in ('secretary', 'juror')),
  named_on date not null,
  primary key (contest_id, person_id),
  unique (contest_id, person_id, part)
);

create table movement_board (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('jury', 'panel')),
  unit_id bigint not null references unit,
  contest_id bigint references contest,
  criterion_spread_percent int not null default 30 check (criterion_spread_percent between 1 and 100),
  total_spread_percent int not null default 15 check (total_spread_percent between 1 and 100),
  opened_on date,
  decided_on date,
  decision text not null default '',
  choice_reason text not null default '',
  version int not null default 1,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check ((kind = 'jury') = (contest_id is not null)),
  check (decided_on >= opened_on),
  unique (contest_id, id)
);
create index movement_board_by_unit on movement_board (unit_id);
comment on column movement_board.criterion_spread_percent is 'Marks for one criterion that lie further apart than this share of its maximum are talked over.';
comment on column movement_board.total_spread_percent is 'So is a total that lies further from the mean than this share of the sum of maxima.';
comment on column movement_board.choice_reason is 'Why people chose among equal results, or otherwise than by the order of results.';

create table board_criterion (
  id bigint generated always as identity primary key,
  board_id bigint not null references movement_board,
  position int not null check (position > 0),
  title text not null,
  maximum numeric(6, 2) not null check (maximum > 0),
  unique (board_id, position)
);

create table board_member (
  board_id bigint not null references movement_board,
  person_id bigint not null references person,
  contest_id bigint,
  contest_part text not null default 'juror' check (contest_part = 'juror'),
  closed_at timestamptz,
  primary key (board_id, person_id),
  foreign key (contest_id, board_id) references movement_board (contest_id, id),
  foreign key (contest_id, person_id, contest_part) references contest_member (contest_id, person_id, part)
);
create index board_member_by_person on board_member (person_id);

alter table contest_stage
  add column opens_on date,
  add column closes_on date,
  add column board_id bigint unique references movement_board,
  add constraint contest_stage_days check (closes_on >= opens_on);
comment on column contest_stage.opens_on is 'From this day to closes_on, both included: works are received in the first round, marked in the others.';

alter table contest_entry
  add column number int,
  add column content text not null default '',
  add column state text check (state in ('received', 'admitted', 'refused')),
  add column refusal_reason text not null default '',
  add constraint contest_entry_number unique (contest_id, number),
  add constraint contest_entry_judged check ((number is null) = (state is null));
comment on column contest_entry.number is 'By chance, so that neither order nor gaps tell whose a work is; null where only the outcome was written down.';
comment on column contest_entry.author_name is 'Empty for a judged work until the results are made public, and then filled only for those that were awarded.';

create table contest_author (
  entry_id bigint primary key references contest_entry on delete cascade,
  author_name text not null,
  author_place text not null default '',
  contact text not null default '',
  unit_id bigint references unit,
  entered_by_person_id bigint references person,
  code text unique,
  secret_digest text,
  erased_on date,
  created_at timestamptz not null default now(),
  check ((code is null) = (secret_digest is null))
);
comment on table contest_author is 'Whose a judged work is. Read by the secretaries of the contest alone; everything else asks it only whom to keep from marking.';

create table contest_entry_file (
  entry_id bigint primary key references contest_entry on delete cascade,
  stored_file_id uuid not null references stored_file
);

create table board_subject (
  id bigint generated always as identity primary key,
  board_id bigint not null references movement_board,
  entry_id bigint references contest_entry,
  model_id bigint references movement_model,
  result numeric(8, 2),
  place int,
  outcome text check (outcome in ('chosen', 'not-chosen')),
  reason text not null default '',
  discussion text not null default '',
  discussed_on date,
  check (num_nonnulls(entry_id, model_id) = 1),
  unique (board_id, entry_id),
  unique (board_id, model_id)
);
create index board_subject_by_model on board_subject (model_id) where model_id is not null;
create index board_subject_by_entry on board_subject (entry_id) where entry_id is not null;
comment on column board_subject.reason is 'What it was given (a prize), or why it was not chosen.';

-- Whom a member has declared not to mark; of one’s own unit nobody marks anyway.
create table board_conflict (
  subject_id bigint not null references board_subject,
  person_id bigint not null references person,
  declared_at timestamptz not null default now(),
  primary key (subject_id, person_id)
);

create table board_sheet (
  id bigint generated always as identity primary key,
  subject_id bigint not null references board_subject,
  person_id bigint not null references person,
  turn int not null default 1 check (turn > 0),
  reason text not null default '',
  note text not null default '',
  written_at timestamptz not null default now(),
  unique (subject_id, person_id, turn),
  check (turn = 1 or reason <> '')
);
comment on column board_sheet.turn is '1 before all had closed; each later one marks anew after talking it over, and those before it are kept.';

create table board_mark (
  sheet_id bigint not null references board_sheet on delete cascade,
  criterion_id bigint not null references board_criterion,
  points numeric(6, 2) not null check (points >= 0),
  primary key (sheet_id, criterion_id)
);

-- Whom the system keeps from marking on a day: of the unit in which they work, what they handed in themselves, what they declared.
create function board_keeps_from(subject bigint, person bigint, on_date date) returns boolean language sql stable as $$
  select exists (select from board_conflict conflict where conflict.subject_id = subject and conflict.person_id = person)
    or exists (
      select from board_subject marked
      left join contest_author author on author.entry_id = marked.entry_id
      left join movement_model model on model.id = marked.model_id
      where marked.id = subject and (author.entered_by_person_id = person
        or coalesce(author.unit_id, model.unit_id) in (
          select post.unit_id from post where post.person_id = person
            and on_date between post.valid_from and coalesce(post.valid_to, 'infinity'))))
$$;

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('contest-author', 32, 'Tác giả dự thi',
   'Họ tên, nơi công tác hoặc cư trú, cách liên hệ, bài dự thi. Ban giám khảo không xem được; chỉ tên tác giả đạt giải được công bố. Mã bí mật chỉ giữ giá trị băm.',
   'Dân vận khéo', 'Nhận bài, báo kết quả, trao giải cuộc thi.',
   'Sự đồng ý của người gửi bài; thể lệ cuộc thi. Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (điều, khoản cần đối chiếu).', 'work-file');

insert into role_permission (role_code, permission)
select role, 'movement.mark' from unnest(array['clerk', 'head', 'collector', 'leader', 'front', 'inspector']) as role;
