-- Why: a province is seen at a glance on a map; the shapes of its communes come from the administrator, with their date and source.

-- A file of shapes that was sent; looked at and matched to units before anybody sees it.
create table map_source (
  id bigint generated always as identity primary key,
  title text not null check (title <> ''),
  origin text not null,
  valid_from date not null,
  state text not null default 'draft' check (state in ('draft', 'shown', 'withdrawn')),
  illustration text,
  uploaded_at timestamptz not null default now(),
  uploaded_by_account_id bigint references account
);
comment on column map_source.origin is 'Who published the shapes, and by what document.';
comment on column map_source.valid_from is 'From this day on these shapes are drawn; those before it belong to earlier days.';

-- One shape. It belongs to the unit of its day; what became of that unit is asked of the lineage when the map is drawn.
create table map_shape (
  id bigint generated always as identity primary key,
  source_id bigint not null references map_source on delete cascade,
  position int not null,
  name text not null,
  code text not null,
  unit_id bigint references unit,
  matched_by text check (matched_by in ('code', 'name', 'hand')),
  outline jsonb not null,
  unique (source_id, position),
  check ((unit_id is null) = (matched_by is null))
);
create index map_shape_by_unit on map_shape (unit_id) where unit_id is not null;
comment on column map_shape.outline is 'Polygons, each of rings, each of points: longitude and latitude in hundred-thousandths of a degree; simplified.';

-- A file that was sent and waits for its form to be accepted; whoever sends another takes the older ones away.
create table map_upload (
  id uuid primary key,
  account_id bigint not null references account,
  name text not null,
  content text not null,
  size_in_bytes int not null,
  sent_at timestamptz not null default now()
);
create index map_upload_by_account on map_upload (account_id);
