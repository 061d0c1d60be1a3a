-- Why: which forms of award there are, who decides on each and which share of votes they need stands in law and in local regulations
-- that change; so they are data with their source. And commendations are given in rounds (đợt xét): with a last day for proposals, a
-- rule that says whom the system proposes, and a quota for collectives and individuals.

create table award_form (
  code text primary key check (code ~ '^[a-z0-9-]{1,60}$'),
  title text not null unique check (title <> ''),
  position int not null,
  deciding_kinds text[] not null check (cardinality(deciding_kinds) > 0),
  for_collectives boolean not null,
  for_individuals boolean not null,
  legal_source text not null check (legal_source <> ''),
  required_percent int check (required_percent between 1 and 100),
  share_of text not null check (share_of in ('members', 'present')),
  share_source text not null check (share_source <> ''),
  share_is_checked boolean not null default false,
  ended_on date,
  version int not null default 1,
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check (for_collectives or for_individuals)
);
comment on column award_form.deciding_kinds is 'The kinds of unit whose head decides on it: codes of unit_kind.';
comment on column award_form.required_percent is 'The least share of votes in favour, in percent; null asks for more than half.';
comment on column award_form.share_of is 'Of whom the share is counted: all members of the council, or those present who may vote.';
comment on column award_form.share_is_checked is 'False while no text of law was found that states the share: people are told to check it.';

insert into award_form (code, title, position, deciding_kinds, for_collectives, for_individuals, legal_source, required_percent, share_of, share_source) values
  ('certificate-of-merit', 'Bằng khen', 1, '{peoples-committee}', true, true,
   'Luật Thi đua, khen thưởng 06/2022/QH15, Điều 74 (Bằng khen của Bộ, ban, ngành, tỉnh) và Điều 79 (thẩm quyền)', null, 'members',
   'Mức mặc định của hệ thống: quá nửa số thành viên Hội đồng. Chưa tìm được văn bản quy định; đối chiếu quy chế của Hội đồng Thi đua - Khen thưởng tỉnh.'),
  ('certificate-of-commendation', 'Giấy khen', 2, '{department,public-service-unit,district,commune}', true, true,
   'Luật Thi đua, khen thưởng 06/2022/QH15, Điều 75 và các khoản 1, 2, 3 Điều 80', null, 'members',
   'Mức mặc định của hệ thống: quá nửa số thành viên Hội đồng. Chưa tìm được văn bản quy định; đối chiếu quy chế của Hội đồng.'),
  ('emulation-flag', 'Cờ thi đua', 3, '{peoples-committee}', true, false,
   'Luật Thi đua, khen thưởng 06/2022/QH15, Điều 26 (Cờ thi đua của Bộ, ban, ngành, tỉnh) và Điều 79', null, 'members',
   'Mức mặc định của hệ thống: quá nửa số thành viên Hội đồng. Chưa tìm được văn bản quy định; đối chiếu quy chế của Hội đồng Thi đua - Khen thưởng tỉnh.'),
  ('excellent-collective', 'Tập thể lao động xuất sắc', 4, '{peoples-committee}', true, false,
   'Luật Thi đua, khen thưởng 06/2022/QH15, Điều 27 và Điều 79', null, 'members',
   'Mức mặc định của hệ thống: quá nửa số thành viên Hội đồng. Chưa tìm được văn bản quy định; đối chiếu quy chế của Hội đồng Thi đua - Khen thưởng tỉnh.'),
  ('provincial-emulation-fighter', 'Chiến sĩ thi đua cấp tỉnh', 5, '{peoples-committee}', false, true,
   'Luật Thi đua, khen thưởng 06/2022/QH15, Điều 22 và Điều 79', null, 'members',
   'Mức mặc định của hệ thống: quá nửa số thành viên Hội đồng. Nghị định hướng dẫn có thể quy định tỷ lệ cao hơn; chưa tìm được văn bản, hãy đối chiếu.'),
  ('advanced-collective', 'Tập thể lao động tiên tiến', 6, '{department,public-service-unit,district}', true, false,
   'Luật Thi đua, khen thưởng 06/2022/QH15, Điều 28 và các khoản 1, 2 Điều 80', null, 'members',
   'Mức mặc định của hệ thống: quá nửa số thành viên Hội đồng. Chưa tìm được văn bản quy định; đối chiếu quy chế của Hội đồng.'),
  ('grassroots-emulation-fighter', 'Chiến sĩ thi đua cơ sở', 7, '{department,public-service-unit,district}', false, true,
   'Luật Thi đua, khen thưởng 06/2022/QH15, Điều 23 và các khoản 1, 2 Điều 80', null, 'members',
   'Mức mặc định của hệ thống: quá nửa số thành viên Hội đồng. Nghị định hướng dẫn có thể quy định tỷ lệ cao hơn; chưa tìm được văn bản, hãy đối chiếu.'),
  ('advanced-worker', 'Lao động tiên tiến', 8, '{department,public-service-unit,district,commune}', false, true,
   'Luật Thi đua, khen thưởng 06/2022/QH15, Điều 24 và các khoản 1, 2, 3 Điều 80', null, 'members',
   'Mức mặc định của hệ thống: quá nửa số thành viên Hội đồng. Chưa tìm được văn bản quy định; đối chiếu quy chế của Hội đồng.');

alter table award drop constraint award_form_check;
alter table award add constraint award_form_is_known foreign key (form) references award_form (code);

create table award_round (
  id bigint generated always as identity primary key,
  root_unit_id bigint not null references unit,
  title text not null check (title <> ''),
  for_year int not null check (for_year between 1990 and 2200),
  opens_on date not null,
  closes_on date not null,
  eligible_rank_level int not null default 1 check (eligible_rank_level between 1 and 10),
  eligibility_source text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check (closes_on >= opens_on)
);
comment on column award_round.closes_on is 'The last day on which units may propose; who runs the round may add proposals after it.';
comment on column award_round.eligible_rank_level is 'Units ranked at this level of the year or a better one are proposed by the system; 1 is the best.';
create index award_round_by_root on award_round (root_unit_id, for_year desc);

create table award_quota (
  award_round_id bigint not null references award_round,
  ordinal int not null,
  form text not null references award_form,
  recipient_kind text not null check (recipient_kind in ('collective', 'individual')),
  block_id bigint references block,
  most int not null check (most >= 0),
  primary key (award_round_id, ordinal),
  constraint award_quota_once unique nulls not distinct (award_round_id, form, recipient_kind, block_id)
);
comment on column award_quota.block_id is 'The quota of one block; null for the round as a whole.';

alter table award
  add column award_round_id bigint references award_round,
  add column origin text not null default 'unit' check (origin in ('unit', 'system')),
  add column basis text not null default '';
comment on column award.origin is 'Who found the recipient: a unit, or the system by the rule of the round.';
comment on column award.basis is 'For what the system proposed: the rule and the result by which it is eligible, as they stood.';
create index award_by_round on award (award_round_id) where award_round_id is not null;

insert into role_permission (role_code, permission)
values ('collector', 'award.manage'), ('administrator', 'award-form.manage');
