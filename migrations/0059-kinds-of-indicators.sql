-- Why: not every figure is a count. Shares, numbers of different persons, formulas over other figures and values that somebody else
-- publishes (PAR INDEX, SIPAS) are defined as data too. A definition has versions: a figure of a past period is computed by the version
-- that was in force then, so that nothing that was once reported changes when a definition does.

alter table indicator
  alter column fact_code drop not null,
  drop constraint indicator_code_check,
  drop constraint indicator_measure_check,
  drop constraint indicator_check,
  add column part_filters jsonb check (jsonb_typeof(part_filters) = 'object'),
  add column formula text,
  add column decimals int not null default 2 check (decimals between 0 and 4),
  add column adds_up boolean not null default false,
  add column valid_from date,
  add column retired_on date,
  add constraint indicator_code_check check (code ~ '^[a-z-]+\.[a-z0-9-]+$'),
  add constraint indicator_measure_check check (measure in ('count', 'sum', 'distinct', 'share', 'formula', 'typed')),
  add constraint indicator_way_check check (
    (measure in ('sum', 'distinct')) = (measure_column is not null)
    and (measure = 'share') = (part_filters is not null)
    and (measure = 'formula') = (formula is not null)
    and (measure in ('formula', 'typed')) = (fact_code is null)
    and (measure = 'typed' or not adds_up)
  );
comment on table indicator is
  'What a figure is called and measured in, for good; with it the first version of how it is computed. Later versions: indicator_version.';
comment on column indicator.part_filters is 'Of a share: dimension → the values that a record must have too to count as part; filters say what is counted in all.';
comment on column indicator.formula is 'Other indicators by their codes in square brackets: phần trăm([report.submitted-on-time]; [report.due]).';
comment on column indicator.adds_up is 'Of typed values: whether those of units below are added. An index is never added.';
comment on column indicator.valid_from is 'First day on which the first version is in force; null for always. A figure takes the version of its last day.';
comment on column indicator.retired_on is 'Last day on which it is in use: what begins later has no such figure.';

create table indicator_version (
  indicator_code text not null references indicator,
  number int not null check (number >= 2),
  valid_from date not null,
  reason text not null check (reason <> ''),
  explanation text not null,
  source text not null,
  fact_code text,
  measure text not null check (measure in ('count', 'sum', 'distinct', 'share', 'formula', 'typed')),
  measure_column text,
  filters jsonb not null default '{}' check (jsonb_typeof(filters) = 'object'),
  part_filters jsonb check (jsonb_typeof(part_filters) = 'object'),
  formula text,
  decimals int not null default 2 check (decimals between 0 and 4),
  adds_up boolean not null default false,
  time text not null check (time in ('flow', 'state')),
  issued_by_account_id bigint references account,
  issued_at timestamptz not null default now(),
  primary key (indicator_code, number),
  unique (indicator_code, valid_from),
  constraint indicator_version_way_check check (
    (measure in ('sum', 'distinct')) = (measure_column is not null)
    and (measure = 'share') = (part_filters is not null)
    and (measure = 'formula') = (formula is not null)
    and (measure in ('formula', 'typed')) = (fact_code is null)
    and (measure = 'typed' or not adds_up)
  )
);
comment on table indicator_version is 'Later versions of a definition. What a figure was computed by is never changed or taken away.';

create function refuse_change_of_version() returns trigger language plpgsql as $$
begin
  raise exception 'Versions of definitions are only added.';
end $$;
create trigger indicator_version_is_kept before update or delete on indicator_version
  for each row execute function refuse_change_of_version();

-- Every version of every definition, the first included.
create view indicator_definition as
  select code, position, theme, title, unit_of_measure, retired_on, 1 as number, valid_from, ''::text as reason,
    explanation, source, fact_code, measure, measure_column, filters, part_filters, formula, decimals, adds_up, time
  from indicator
  union all
  select indicator.code, indicator.position, indicator.theme, indicator.title, indicator.unit_of_measure, indicator.retired_on,
    version.number, version.valid_from, version.reason, version.explanation, version.source, version.fact_code, version.measure,
    version.measure_column, version.filters, version.part_filters, version.formula, version.decimals, version.adds_up, version.time
  from indicator_version version join indicator on indicator.code = version.indicator_code;

-- A definition that somebody works on: seen with its figures before it is put into force, and counted by nobody until then.
create table indicator_draft (
  id bigint generated always as identity primary key,
  indicator_code text references indicator,
  definition jsonb not null check (jsonb_typeof(definition) = 'object'),
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now()
);
comment on column indicator_draft.indicator_code is 'The indicator of which it is to become a new version; null for a new one.';

-- What others publish.
create table indicator_value (
  id bigint generated always as identity primary key,
  indicator_code text not null references indicator,
  unit_id bigint not null references unit,
  from_date date not null,
  to_date date not null,
  value numeric(18, 4) not null check (value >= 0),
  document text not null check (document <> ''),
  published_on date not null,
  publisher text not null check (publisher <> ''),
  note text not null default '',
  withdrawn_on date,
  withdrawn_reason text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  constraint indicator_value_span check (from_date <= to_date and from_date <= published_on),
  constraint indicator_value_withdrawn_with_reason check ((withdrawn_on is null) = (withdrawn_reason = ''))
);
create unique index indicator_value_in_force on indicator_value (indicator_code, unit_id, from_date, to_date) where withdrawn_on is null;
create index on indicator_value (unit_id);

-- What a value was before it was corrected: never changed, never taken away.
create table indicator_value_before (
  value_id bigint not null references indicator_value,
  number int not null check (number > 0),
  value numeric(18, 4) not null,
  document text not null,
  published_on date not null,
  publisher text not null,
  note text not null,
  corrected_on date not null,
  reason text not null check (reason <> ''),
  primary key (value_id, number)
);
comment on column indicator_value_before.reason is 'Why it was corrected.';
create trigger indicator_value_before_is_kept before update or delete on indicator_value_before
  for each row execute function refuse_change_of_version();

insert into indicator (position, code, theme, title, unit_of_measure, fact_code, measure, measure_column, filters, part_filters, formula, decimals, time, explanation, source) values
  (45, 'task.on-time-share', 'Lãnh đạo, chỉ đạo', 'Tỷ lệ nhiệm vụ đến hạn hoàn thành đúng hạn', '%',
    'task-assignment', 'share', null, '{}', '{"timeliness": ["on-time"]}', null, 1, 'flow',
    'Trong số lượt giao nhiệm vụ đến hạn trong kỳ, phần hoàn thành không sau ngày cuối của thời hạn. Lượt giao chưa hoàn thành tính là không đúng hạn.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, phần tổ chức thực hiện.'),
  (75, 'report.on-time-share', 'Lãnh đạo, chỉ đạo', 'Tỷ lệ báo cáo gửi đúng hạn', '%',
    null, 'formula', null, '{}', null, 'phần trăm([report.submitted-on-time]; [report.due])', 1, 'flow',
    'Số báo cáo gửi lần đầu không sau ngày cuối của thời hạn, so với số báo cáo phải gửi của kỳ.',
    'Chế độ báo cáo theo Nghị định 09/2019/NĐ-CP; thời hạn do UBND tỉnh quy định từng năm.'),
  (232, 'dialogue.opinions-each', 'Đối thoại, tiếp công dân', 'Số ý kiến bình quân một cuộc đối thoại', 'ý kiến/cuộc',
    null, 'formula', null, '{}', null, '[dialogue.opinions] ÷ [dialogue.count]', 1, 'flow',
    'Tổng số ý kiến chia cho tổng số cuộc đối thoại của đơn vị và các đơn vị trực thuộc; không phải trung bình của các số bình quân.',
    'Số liệu quý của hệ thống dân vận.'),
  (332, 'petition.on-time-share', 'Đơn thư', 'Tỷ lệ đơn thư trả lời đúng hạn', '%',
    'petition', 'share', null, '{"timeliness": ["on-time", "late"]}', '{"timeliness": ["on-time"]}', null, 1, 'flow',
    'Trong số đơn nhận trong kỳ đã trả lời và xác định được hạn, phần trả lời không sau ngày cuối của thời hạn. Đơn chưa trả lời không có trong mẫu số.',
    'Luật Khiếu nại, Luật Tố cáo (thời hạn giải quyết); biểu số liệu của Thanh tra Chính phủ.'),
  (615, 'staff.persons', 'Tổ chức, bộ máy', 'Số người đang giữ vị trí, mỗi người một lần', 'người',
    'post', 'distinct', 'person', '{}', null, null, 0, 'state',
    'Số người khác nhau đang giữ vị trí trong đơn vị và các đơn vị trực thuộc vào ngày cuối kỳ. Người giữ vị trí ở hai đơn vị chỉ được tính một lần ở cấp trên chung, nên số của cấp trên có thể nhỏ hơn tổng các đơn vị.',
    'Báo cáo của Văn phòng Hội đồng nhân dân (tình hình tổ chức, nhân sự).'),
  (810, 'index.par', 'Chỉ số do cơ quan khác công bố', 'Chỉ số cải cách hành chính (PAR INDEX)', 'điểm',
    null, 'typed', null, '{}', null, null, 2, 'flow',
    'Điểm chỉ số cải cách hành chính của đơn vị trong năm, ghi theo văn bản công bố. Không cộng, không tính trung bình giữa các đơn vị.',
    'Kết quả do Bộ Nội vụ (với tỉnh) hoặc UBND tỉnh (với sở, ngành, xã, phường) công bố; văn bản công bố ghi ở từng số liệu.'),
  (820, 'index.sipas', 'Chỉ số do cơ quan khác công bố', 'Chỉ số hài lòng về sự phục vụ hành chính (SIPAS)', '%',
    null, 'typed', null, '{}', null, null, 2, 'flow',
    'Tỷ lệ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước trong năm, ghi theo văn bản công bố. Không cộng, không tính trung bình giữa các đơn vị.',
    'Kết quả do Bộ Nội vụ (với tỉnh) hoặc UBND tỉnh (với sở, ngành, xã, phường) công bố; văn bản công bố ghi ở từng số liệu.'),
  (830, 'index.papi', 'Chỉ số do cơ quan khác công bố', 'Chỉ số hiệu quả quản trị và hành chính công (PAPI)', 'điểm',
    null, 'typed', null, '{}', null, null, 2, 'flow',
    'Tổng điểm PAPI của tỉnh trong năm, ghi theo báo cáo đã công bố. Chỉ có cho cấp tỉnh.',
    'Báo cáo PAPI hằng năm; tài liệu công bố ghi ở từng số liệu.');

insert into role_permission (role_code, permission) values
  ('collector', 'indicator.manage'),
  ('collector', 'indicator.enter');
