-- Why: a plan of a People's Inspection Board, or an item of it, that was entered by mistake must leave lists, figures and duties without
-- being lost: it stays readable with the reason, and the board can plan the same period anew.

alter table inspection_board_plan
  add column withdrawn_on date,
  add column withdrawn_reason text not null default '',
  add constraint inspection_board_plan_withdrawn_with_reason check ((withdrawn_on is null) = (withdrawn_reason = '')),
  drop constraint inspection_board_plan_unit_id_period_code_key;
create unique index inspection_board_plan_one_a_period on inspection_board_plan (unit_id, period_code) where withdrawn_on is null;

alter table inspection_board_item
  add column withdrawn_on date,
  add column withdrawn_reason text not null default '',
  add constraint inspection_board_item_withdrawn_with_reason check ((withdrawn_on is null) = (withdrawn_reason = ''));
comment on column inspection_board_item.withdrawn_on is 'Entered by mistake. What will not be done stays in the plan and has dropped_on instead.';

update processing_purpose
set kept_data = 'Tên trong danh sách, văn bản mà luật buộc công khai (ví dụ danh sách hưởng chính sách), trong biên bản họp và giấy tờ của Ban Thanh tra nhân dân được đính kèm; không có ô nhập riêng.'
where code = 'disclosed-person';
