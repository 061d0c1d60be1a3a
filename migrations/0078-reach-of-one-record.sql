-- Why: each step with a petition asks whether this one record is within somebody's reach. Asked as lists ask it, PostgreSQL planned the
-- whole tree of units anew each time, which took five times as long as the answer. These two answer for one record: at once where the
-- unit is the official's own, or nobody is denounced; else by a plan that a connection keeps. They say what units_under and
-- units_above say.

create function is_within(units bigint[], roots bigint[], on_date date) returns boolean
  language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  if units && roots then
    return true;
  end if;
  return units && array(select reached.unit_id from units_under(roots, on_date) reached);
end $$;
comment on function is_within is 'True when one of the units is a root or stands under one on the day.';

create function is_denounced_in(of_petition bigint, who bigint, units bigint[], on_date date) returns boolean
  language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  if not exists (select from denounced_party party where party.petition_id = of_petition and party.removed_at is null) then
    return false;
  end if;
  return exists (select from denounced_party party
    where party.petition_id = of_petition and party.removed_at is null
      and (party.person_id = who or party.unit_id in (select above.unit_id from units_above(units, on_date) above)));
end $$;
comment on function is_denounced_in is 'True when the person, or a unit to which they belong through one of the units, is denounced in the petition.';
