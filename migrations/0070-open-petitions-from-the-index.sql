-- Why: what was open on a day is counted for every table of figures. PostgreSQL answers from an index alone only where each column that
-- is asked for stands in it by itself: an expression over the column is not enough.
drop index petition_by_end;
create index petition_by_end on petition ((coalesce(ended_on, 'infinity'::date)), received_on)
  include (ended_on, unit_id, behalf_unit_id, kind_code, channel_code, registered_on, accepted_on, answered_on, closed_on, due_on);
