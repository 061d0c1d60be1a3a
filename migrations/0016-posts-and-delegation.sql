-- Why: the whole country's units can be known here, committees have members, and rights are delegated for a time (ủy quyền).
-- Units of the country's list are thousands; those where nobody works must not stand in anybody's way.

alter table unit add column from_country_list boolean not null default false;
comment on column unit.from_country_list is 'True for a unit taken from the list of the country''s administrative units. It counts as at work here once somebody holds a post at it or below it.';

alter table unit_version add column administrative_code text;
comment on column unit_version.administrative_code is 'Official code of the administrative unit, such as 31117 for a ward; null for bodies that have none.';

-- Finding a unit by words of its names or its code among fourteen thousand.
create index unit_version_by_words on unit_version using gin (searchable(name || ' ' || short_name) gin_trgm_ops);
create index unit_by_searchable_code on unit using gin (searchable(code) gin_trgm_ops);
drop index unit_version_by_name;

-- Roots at work on a day: a province that was entered here, or one of the country's list with a post anywhere below it.
create function roots_at_work(on_date date) returns table (unit_id bigint)
  language sql stable parallel safe rows 20 as $$
  with recursive living as (
    select version.unit_id, version.parent_unit_id from unit_version version
    where version.valid_from <= on_date and (version.valid_to is null or version.valid_to >= on_date)
  ),
  upwards (unit_id) as (
    select unit.id from unit where not unit.from_country_list
    union select post.unit_id from post
    union
    select living.parent_unit_id from upwards join living on living.unit_id = upwards.unit_id
    where living.parent_unit_id is not null
  )
  select living.unit_id from living join upwards on upwards.unit_id = living.unit_id
  where living.parent_unit_id is null
$$;

-- Bodies whose people are members with a title in them, not staff with a place of work.
alter table unit_kind add column has_members boolean not null default false;
comment on column unit_kind.has_members is 'True for a committee, council or board whose people work elsewhere; they are not counted as staff of it.';
insert into unit_kind (code, title, level, position, has_members) values
  ('steering-committee', 'Ban Chỉ đạo', 'other', 21, true),
  ('emulation-council', 'Hội đồng Thi đua - Khen thưởng', 'other', 22, true),
  ('mobilisation-team', 'Tổ công tác, Khối dân vận', 'other', 23, true),
  ('verification-team', 'Đoàn thẩm định', 'other', 24, true),
  ('inspection-team', 'Đoàn kiểm tra', 'other', 25, true),
  ('peoples-inspection-board', 'Ban Thanh tra nhân dân', 'other', 26, true),
  ('community-supervision-board', 'Ban Giám sát đầu tư của cộng đồng', 'other', 27, true);

-- A head lets another official of the unit use some of the rights of the head's post, from–to, by a paper that says so. What is
-- delegated is looked up on the day: the head must still hold the post and the role must still carry the right.
create table delegation (
  id bigint generated always as identity primary key,
  from_post_id bigint not null references post,
  to_post_id bigint not null references post,
  permissions text[] not null check (cardinality(permissions) > 0),
  paper text not null check (paper <> ''),
  valid_from date not null,
  valid_to date not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  check (valid_to >= valid_from),
  check (from_post_id <> to_post_id),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index delegation_by_giver on delegation (from_post_id);
create index delegation_by_receiver on delegation (to_post_id);

-- A unit is compared in one block of a province at a time.
alter table block add constraint block_with_root unique (id, root_unit_id);
alter table block_membership add column root_unit_id bigint;
update block_membership set root_unit_id = (select block.root_unit_id from block where block.id = block_membership.block_id);
create function root_of_block_membership() returns trigger language plpgsql as $$
begin
  new.root_unit_id := (select block.root_unit_id from block where block.id = new.block_id);
  return new;
end $$;
create trigger block_membership_has_root before insert or update on block_membership
  for each row execute function root_of_block_membership();
alter table block_membership alter column root_unit_id set not null;
alter table block_membership
  add constraint block_membership_of_root foreign key (block_id, root_unit_id) references block (id, root_unit_id),
  add constraint block_membership_in_order check (valid_to is null or valid_to >= valid_from),
  add constraint block_membership_one_at_a_time
    exclude using gist (unit_id with =, root_unit_id with =, daterange(valid_from, valid_to, '[]') with &&);
comment on column block_membership.root_unit_id is 'Root of the block, kept here by the database so that two memberships of one unit under one root cannot overlap.';

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('post.delegate', array['head', 'leader']),
  ('post.hand-over', array['head', 'administrator']),
  ('block.manage', array['collector', 'administrator'])
) as granted (permission, roles), unnest(roles) as role;
