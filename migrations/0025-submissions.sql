-- Why: people send petitions from a phone, without an account. What they send waits apart until an official has looked at it, so that
-- nothing becomes a petition, or public, by itself; a code with a secret lets the sender follow it, add to it and rate the answer.

-- Answers between the pages of the form. Encrypted whole, because any of them may become a denunciation.
create table submission_draft (
  id_digest text primary key,
  answers text not null,
  started_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create index submission_draft_by_age on submission_draft (changed_at);
comment on column submission_draft.id_digest is 'SHA-256 of what only the browser of the sender holds.';

create table submission (
  id bigint generated always as identity primary key,
  kind_code text not null references petition_kind,
  unit_id bigint not null references unit,
  place_unit_id bigint not null references unit,
  sent_on date not null,
  sent_at timestamptz not null default now(),
  visibility text not null check (visibility in ('public', 'name-hidden', 'closed')),
  title text not null default '',
  content text not null default '',
  place text not null default '',
  sender_name text not null default '',
  sender_address text not null default '',
  sender_phone text not null default '',
  protected_words text,
  protected_sender text,
  state text not null default 'waiting' check (state in ('waiting', 'registered', 'abuse')),
  abuse_reason text not null default '',
  checked_on date,
  checked_by_account_id bigint references account,
  petition_id bigint unique references petition,
  appeals_petition_id bigint references petition,
  illustration text,
  version int not null default 1,
  constraint submission_keeps_no_denouncer check (
    kind_code <> 'denunciation'
    or (title = '' and content = '' and place = '' and sender_name = '' and sender_address = '' and sender_phone = '')),
  constraint submission_protects_denunciations_only check (
    kind_code = 'denunciation' or (protected_words is null and protected_sender is null)),
  constraint submission_denunciation_is_closed check (kind_code <> 'denunciation' or visibility = 'closed'),
  check ((state = 'registered') = (petition_id is not null)),
  check ((state = 'waiting') = (checked_on is null)),
  check ((state = 'abuse') = (abuse_reason <> ''))
);
create index submission_by_unit on submission (unit_id, state, sent_on desc, id desc);
create index submission_by_appealed on submission (appeals_petition_id) where appeals_petition_id is not null;
comment on column submission.kind_code is 'What the sender chose in plain words. The petition made of it is classified by an official.';
comment on column submission.unit_id is 'The unit that checks it; follows its unit in a reorganisation.';
comment on column submission.place_unit_id is 'The commune that the sender named.';
comment on column submission.title is 'Blanked when it has been registered: from then on the petition holds the words and the sender.';
comment on column submission.protected_words is 'What a denunciation says, encrypted with the key that is not in the database.';

-- A code that may be said aloud, and the digest of the secret that opens it. For what was sent, or for a petition taken at the counter.
create table receipt (
  code text primary key,
  secret_digest text not null,
  submission_id bigint unique references submission,
  petition_id bigint unique references petition,
  issued_at timestamptz not null default now(),
  issued_by_account_id bigint references account,
  sealed_secret text,
  check (num_nonnulls(submission_id, petition_id) = 1)
);
comment on column receipt.sealed_secret is 'Encrypted, for minutes: so that the official who issued it can print it. Never for what was sent online.';

-- What the sender adds later; encrypted while it belongs to a denunciation.
create table citizen_message (
  id bigint generated always as identity primary key,
  submission_id bigint references submission,
  petition_id bigint references petition,
  words text not null default '',
  protected_words text,
  sent_at timestamptz not null default now(),
  read_at timestamptz,
  read_by_account_id bigint references account,
  check (num_nonnulls(submission_id, petition_id) > 0),
  check (words = '' or protected_words is null)
);
create index citizen_message_by_submission on citizen_message (submission_id);
create index citizen_message_by_petition on citizen_message (petition_id);
create index citizen_message_unread on citizen_message (petition_id) where read_at is null;

-- Photos of a draft, of what was sent, of what was added: of exactly one. Handed to the petition when it is registered.
create table submission_file (
  stored_file_id uuid primary key references stored_file,
  draft_id_digest text references submission_draft,
  submission_id bigint references submission,
  message_id bigint references citizen_message,
  check (num_nonnulls(draft_id_digest, submission_id, message_id) = 1)
);
create index submission_file_by_draft on submission_file (draft_id_digest) where draft_id_digest is not null;
create index submission_file_by_submission on submission_file (submission_id) where submission_id is not null;
create index submission_file_by_message on submission_file (message_id) where message_id is not null;

-- Each opening of what a denouncer sent, with the reason that was given for it.
create table submission_look (
  id bigint generated always as identity primary key,
  submission_id bigint not null references submission,
  account_id bigint not null references account,
  reason text not null check (reason <> ''),
  looked_at timestamptz not null default now()
);
create index submission_look_by_submission on submission_look (submission_id, account_id, looked_at desc);

-- How the sender rates the answer: measures the agency, never the sender, who stands nowhere in it.
create table answer_rating (
  petition_id bigint primary key references petition,
  unit_id bigint not null references unit,
  points int not null check (points between 1 and 5),
  words text not null default '',
  rated_on date not null
);
create index answer_rating_by_unit on answer_rating (unit_id, rated_on);
comment on column answer_rating.unit_id is 'The unit that handled the petition when it was answered.';

-- What everybody may read of a petition, in words of an official. The database itself refuses it for a denunciation, also for one
-- that was a complaint before.
create table publication (
  petition_id bigint primary key,
  kind_code text not null check (kind_code <> 'denunciation'),
  title text not null check (title <> ''),
  listed_title text not null default '',
  words text not null default '',
  answer text not null default '',
  state text not null check (state in ('listed', 'proposed', 'published', 'withdrawn')),
  written_by_account_id bigint references account,
  written_on date not null,
  decided_by_account_id bigint references account,
  decided_on date,
  decision_note text not null default '',
  search tsvector generated always as (to_tsvector('simple', searchable(title || ' ' || words || ' ' || answer))) stored,
  version int not null default 1,
  foreign key (petition_id, kind_code) references petition (id, kind_code) on update cascade,
  constraint publication_is_seen_by_two check (
    state <> 'published' or (decided_on is not null and answer <> '' and decided_by_account_id is distinct from written_by_account_id))
);
create index publication_search on publication using gin (search);
comment on column publication.listed_title is 'The title that stands at the public address while the words are not (or not again) looked at by a second person.';
comment on column publication.state is 'listed: only the title, while the matter is open; proposed: waits for a second look; published; withdrawn: shown no more.';

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('petition.publish', array['head', 'front'])
) as granted (permission, roles), unnest(roles) as role;

insert into indicator (position, code, theme, title, unit_of_measure, fact_code, measure, measure_column, filters, time, explanation, source) values
  (350, 'answer.rated', 'Đơn thư', 'Lượt người gửi đơn đánh giá việc trả lời', 'lượt',
    'answer-rating', 'count', null, '{}', 'flow',
    'Số lượt người gửi đơn đánh giá việc trả lời (mỗi đơn một lượt), tính theo ngày đánh giá, cho đơn vị đã trả lời. Chỉ mở đến con số: không ai xem được đơn nào được đánh giá thế nào từ số liệu này.',
    'Đánh giá của người gửi đơn trên trang tra cứu đơn; không có văn bản nào bắt buộc đánh giá.'),
  (355, 'answer.rated-good', 'Đơn thư', 'Lượt đánh giá việc trả lời là tốt, rất tốt', 'lượt',
    'answer-rating', 'count', null, '{"points": ["4", "5"]}', 'flow',
    'Trong số lượt đánh giá việc trả lời, số lượt ở mức 4 hoặc 5 trên 5.',
    'Đánh giá của người gửi đơn trên trang tra cứu đơn; không có văn bản nào bắt buộc đánh giá.');

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('online-sender', 15, 'Người gửi đơn trực tuyến',
   'Đơn đang viết: được mã hóa, xóa sau 7 ngày không động đến. Đơn đã gửi: họ tên, địa chỉ, điện thoại nếu có ghi, nội dung, ảnh (đã bỏ nơi chụp, giờ chụp); chuyển sang hồ sơ đơn khi vào sổ. Mã bí mật chỉ giữ giá trị băm. Không giữ địa chỉ mạng của người gửi cùng đơn.',
   'Đơn gửi trực tuyến', 'Kiểm tra, vào sổ, giải quyết và trả lời người gửi; đánh giá việc trả lời.',
   'Luật Tiếp công dân 42/2013/QH13, Luật Khiếu nại 02/2011/QH13, Luật Tố cáo 25/2018/QH14.', 'proposal-file');
