-- Why: authors of works have a class of retention of their own, so that their names can go when its period is over while works, marks and
-- results stay; and being urged again about the same duty is told again, which takes knowing which urging was told.

insert into retention_class (code, position, title, covers, legal_source, legal_hold)
select 'contest-author', max(position) + 1, 'Tác giả dự thi chấm trên hệ thống',
  'Họ tên, nơi công tác hoặc cư trú, cách liên hệ, mã tra cứu của tác giả, kể từ ngày công bố kết quả; bài dự thi, điểm và kết quả được giữ như hồ sơ công việc.',
  'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: chỉ giữ trong thời gian cần thiết cho mục đích; thể lệ cuộc thi (thời hạn cần đối chiếu).',
  'Giữ lại khi chưa công bố kết quả.'
from retention_class;
update processing_purpose set retention_class_code = 'contest-author' where code = 'contest-author';
comment on column contest_author.erased_on is 'The day on which name, place, contact and receipt were erased because their period was over.';

alter table duty_seen add column urging text;
comment on column duty_seen.urging is 'By which urging the duty was asked for at the last look; null where the module does not tell urgings apart.';
alter table notice
  add column urging text not null default '',
  drop constraint notice_account_id_duty_key_kind_key,
  add constraint notice_told_once unique (account_id, duty_key, kind, urging);
comment on column notice.urging is 'Which urging was told; empty for other kinds and where the module does not tell urgings apart.';
comment on table notice is 'That a duty became late, due, urged or was given; once for each duty, and once for each urging. Its words stay with the record.';

-- What was told before is not told again.
update duty_seen set urging = (select max(reminder.id)::text from task_reminder reminder
  where duty_seen.duty_key = '/tasks/assignments/' || reminder.assignment_id) where is_urged;
update notice set urging = coalesce((select max(reminder.id)::text from task_reminder reminder
  where notice.duty_key = '/tasks/assignments/' || reminder.assignment_id), '') where kind = 'urged';
