-- Why: a figure is never typed. What is counted, from which kind of record and by which rule is data that people can read; the
-- program turns the definitions into a few scans of the records and rolls them up over the tree of units.

create table indicator (
  code text primary key check (code ~ '^[a-z-]+\.[a-z-]+$'),
  title text not null,
  theme text not null,
  position int not null unique,
  unit_of_measure text not null,
  explanation text not null,
  source text not null,
  fact_code text not null,
  measure text not null check (measure in ('count', 'sum')),
  measure_column text,
  filters jsonb not null default '{}' check (jsonb_typeof(filters) = 'object'),
  time text not null check (time in ('flow', 'state')),
  check ((measure = 'sum') = (measure_column is not null))
);
comment on column indicator.fact_code is 'The kind of record, as a module offers it at its door. One that nobody offers yet gives no figure, not nought.';
comment on column indicator.filters is 'Dimension of the fact → the values that count. All dimensions named must hold.';
comment on column indicator.time is 'flow: what happened (or began) within the period. state: what holds on a day.';

-- The tree over which figures are rolled up: each unit under the parent it has on the day; a unit that has ended stays under its
-- last parent, so that what a dissolved district did in the first half of a year does not drop out of the province's year.
create function figure_tree(on_date date) returns table (unit_id bigint, parent_unit_id bigint)
  language sql stable parallel safe rows 300 as $$
  select distinct on (version.unit_id) version.unit_id, version.parent_unit_id
  from unit_version version where version.valid_from <= on_date
  order by version.unit_id, version.valid_from desc
$$;

-- Every (ancestor, unit) pair of that tree, each unit with itself included.
create function figure_closure(on_date date) returns table (ancestor_id bigint, unit_id bigint)
  language sql stable parallel safe rows 2000 as $$
  with recursive tree as materialized (select * from figure_tree(on_date)),
  closure (ancestor_id, unit_id) as (
    select tree.unit_id, tree.unit_id from tree
    union
    select tree.parent_unit_id, closure.unit_id
    from closure join tree on tree.unit_id = closure.ancestor_id
    where tree.parent_unit_id is not null
  )
  select closure.ancestor_id, closure.unit_id from closure
$$;

insert into indicator (position, code, theme, title, unit_of_measure, fact_code, measure, measure_column, filters, time, explanation, source) values
  (10, 'plan.issued', 'Lãnh đạo, chỉ đạo', 'Kế hoạch công tác dân vận đã ban hành', 'kế hoạch',
    'plan', 'count', null, '{}', 'flow',
    'Số kế hoạch công tác dân vận chính quyền do đơn vị ban hành, tính theo ngày ban hành. Kế hoạch đang soạn thảo chưa được tính.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, nội dung lãnh đạo, chỉ đạo.'),
  (20, 'plan.contents', 'Lãnh đạo, chỉ đạo', 'Nội dung nhiệm vụ trong kế hoạch đã ban hành', 'nội dung',
    'plan-content', 'count', null, '{}', 'flow',
    'Số nội dung (đề mục nhiệm vụ) của các kế hoạch đã ban hành, tính theo ngày ban hành kế hoạch.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh; ví dụ Kế hoạch 32/KH-UBND ngày 28/02/2022 của UBND tỉnh Hậu Giang có 07 nội dung.'),
  (30, 'task.assigned', 'Lãnh đạo, chỉ đạo', 'Nhiệm vụ được giao, đến hạn trong kỳ', 'nhiệm vụ',
    'task-assignment', 'count', null, '{}', 'flow',
    'Số lượt giao nhiệm vụ cho đơn vị (chủ trì hoặc phối hợp), tính theo ngày cuối của thời hạn. Một nhiệm vụ giao cho ba đơn vị là ba lượt; lượt giao đã rút không tính.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, phần tổ chức thực hiện.'),
  (40, 'task.completed', 'Lãnh đạo, chỉ đạo', 'Nhiệm vụ đến hạn đã hoàn thành', 'nhiệm vụ',
    'task-assignment', 'count', null, '{"state": ["completed"]}', 'flow',
    'Trong số nhiệm vụ được giao đến hạn trong kỳ, số lượt giao đến nay đã được ghi là hoàn thành, đúng hạn hoặc muộn.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, phần tổ chức thực hiện.'),
  (50, 'task.completed-on-time', 'Lãnh đạo, chỉ đạo', 'Nhiệm vụ đến hạn hoàn thành đúng hạn', 'nhiệm vụ',
    'task-assignment', 'count', null, '{"timeliness": ["on-time"]}', 'flow',
    'Trong số nhiệm vụ được giao đến hạn trong kỳ, số lượt giao hoàn thành không sau ngày cuối của thời hạn. “Trước ngày” nghĩa là ngày liền trước vẫn còn hạn.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, phần tổ chức thực hiện.'),
  (60, 'report.due', 'Lãnh đạo, chỉ đạo', 'Báo cáo phải gửi', 'báo cáo',
    'report-duty', 'count', null, '{}', 'flow',
    'Số báo cáo đơn vị được yêu cầu gửi, tính theo ngày cuối của thời hạn gửi.',
    'Chế độ báo cáo theo Nghị định 09/2019/NĐ-CP; thời hạn do UBND tỉnh quy định từng năm.'),
  (70, 'report.submitted-on-time', 'Lãnh đạo, chỉ đạo', 'Báo cáo gửi đúng hạn', 'báo cáo',
    'report-duty', 'count', null, '{"timeliness": ["on-time"]}', 'flow',
    'Số báo cáo được gửi lần đầu không sau ngày cuối của thời hạn, trong số báo cáo phải gửi của kỳ.',
    'Chế độ báo cáo theo Nghị định 09/2019/NĐ-CP; thời hạn do UBND tỉnh quy định từng năm.'),
  (80, 'resolution.advised', 'Lãnh đạo, chỉ đạo', 'Nghị quyết đã tham mưu ban hành', 'nghị quyết',
    'document', 'count', null, '{"type": ["NQ"], "direction": ["outgoing"]}', 'flow',
    'Số nghị quyết đã ban hành do đơn vị soạn thảo, tham mưu, tính theo ngày ban hành. Nghị quyết do cơ quan khác soạn thảo gửi đến không được tính.',
    'Báo cáo kết quả công tác dân vận của Văn phòng Đoàn ĐBQH và HĐND; tên loại văn bản theo Nghị định 30/2020/NĐ-CP, Phụ lục III.'),

  (110, 'dissemination.count', 'Tuyên truyền, tập huấn', 'Cuộc phổ biến, quán triệt, tuyên truyền', 'cuộc',
    'activity', 'count', null, '{"kind": ["dissemination"]}', 'flow',
    'Số cuộc phổ biến, quán triệt, tuyên truyền đã tổ chức, tính theo ngày tổ chức.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, nội dung chính sách và quy chế dân chủ ở cơ sở.'),
  (120, 'training.count', 'Tuyên truyền, tập huấn', 'Lớp tập huấn, bồi dưỡng', 'lớp',
    'activity', 'count', null, '{"kind": ["training"]}', 'flow',
    'Số lớp tập huấn, bồi dưỡng đã mở, tính theo ngày khai giảng.',
    'Số liệu quý của hệ thống dân vận.'),
  (130, 'training.trainees', 'Tuyên truyền, tập huấn', 'Học viên các lớp tập huấn, bồi dưỡng', 'học viên',
    'activity', 'sum', 'participants', '{"kind": ["training"]}', 'flow',
    'Cộng số học viên của từng lớp. Một người dự hai lớp được tính hai lần.',
    'Số liệu quý của hệ thống dân vận.'),

  (210, 'dialogue.count', 'Đối thoại, tiếp công dân', 'Cuộc tiếp xúc, đối thoại trực tiếp', 'cuộc',
    'activity', 'count', null, '{"kind": ["dialogue"]}', 'flow',
    'Số cuộc đối thoại của người đứng đầu, cấp ủy, chính quyền với Nhân dân, tính theo ngày tổ chức. Tiếp công dân và tiếp xúc cử tri được đếm riêng.',
    'Luật Tổ chức chính quyền địa phương năm 2025, Điều 43 (hội nghị đối thoại với Nhân dân); số liệu quý của hệ thống dân vận.'),
  (220, 'dialogue.participants', 'Đối thoại, tiếp công dân', 'Đại biểu dự đối thoại', 'đại biểu',
    'activity', 'sum', 'participants', '{"kind": ["dialogue"]}', 'flow',
    'Cộng số người dự của từng cuộc đối thoại. Một người dự hai cuộc được tính hai lần.',
    'Số liệu quý của hệ thống dân vận.'),
  (230, 'dialogue.opinions', 'Đối thoại, tiếp công dân', 'Ý kiến tại đối thoại', 'ý kiến',
    'activity', 'sum', 'opinions', '{"kind": ["dialogue"]}', 'flow',
    'Cộng số ý kiến, kiến nghị đã tiếp nhận tại từng cuộc đối thoại, gồm cả ý kiến chưa ghi riêng nội dung.',
    'Số liệu quý của hệ thống dân vận.'),
  (235, 'opinion.recorded', 'Đối thoại, tiếp công dân', 'Ý kiến đã ghi nội dung', 'ý kiến',
    'opinion', 'count', null, '{}', 'flow',
    'Số ý kiến, kiến nghị đã được ghi riêng nội dung để theo dõi trả lời, tính theo ngày nêu, ở mọi loại hoạt động.',
    'Luật Tổ chức chính quyền địa phương năm 2025, Điều 43 (thông báo kết quả đối thoại).'),
  (240, 'opinion.answered', 'Đối thoại, tiếp công dân', 'Ý kiến đã được trả lời', 'ý kiến',
    'opinion', 'count', null, '{"state": ["answered"]}', 'flow',
    'Trong số ý kiến đã ghi riêng nội dung và nêu trong kỳ, số ý kiến đến nay đã có trả lời.',
    'Luật Tổ chức chính quyền địa phương năm 2025, Điều 43 (thông báo kết quả đối thoại).'),
  (250, 'reception.count', 'Đối thoại, tiếp công dân', 'Buổi tiếp công dân', 'buổi',
    'activity', 'count', null, '{"kind": ["reception"]}', 'flow',
    'Số buổi tiếp công dân đã thực hiện (định kỳ, thường xuyên, đột xuất), tính theo ngày tiếp.',
    'Luật Tiếp công dân năm 2013, Điều 15.'),
  (260, 'reception.visits', 'Đối thoại, tiếp công dân', 'Lượt người được tiếp', 'lượt người',
    'activity', 'sum', 'participants', '{"kind": ["reception"]}', 'flow',
    'Cộng số lượt người của từng buổi tiếp. Lượt người khác với số người, số vụ việc và số đơn.',
    'Luật Tiếp công dân năm 2013, Điều 15; biểu số liệu tiếp công dân của Thanh tra Chính phủ.'),

  (310, 'petition.received', 'Đơn thư', 'Đơn thư đã nhận', 'đơn',
    'petition', 'count', null, '{}', 'flow',
    'Số đơn khiếu nại, tố cáo, kiến nghị, phản ánh đã nhận, tính theo ngày nhận. Đơn nhiều người ký là một đơn.',
    'Biểu số liệu xử lý đơn của Thanh tra Chính phủ (Thông tư 01/2024/TT-TTCP).'),
  (320, 'petition.answered', 'Đơn thư', 'Đơn thư nhận trong kỳ đã trả lời', 'đơn',
    'petition', 'count', null, '{"state": ["answered"]}', 'flow',
    'Trong số đơn nhận trong kỳ, số đơn đến nay đã có văn bản giải quyết hoặc trả lời. Đơn chỉ hướng dẫn hoặc chuyển nơi khác không được tính.',
    'Biểu số liệu xử lý đơn của Thanh tra Chính phủ (Thông tư 01/2024/TT-TTCP).'),
  (330, 'petition.answered-on-time', 'Đơn thư', 'Đơn thư nhận trong kỳ trả lời đúng hạn', 'đơn',
    'petition', 'count', null, '{"timeliness": ["on-time"]}', 'flow',
    'Trong số đơn nhận trong kỳ, số đơn trả lời không sau ngày cuối của thời hạn có hiệu lực khi trả lời.',
    'Luật Khiếu nại, Luật Tố cáo (thời hạn giải quyết); biểu số liệu của Thanh tra Chính phủ.'),
  (340, 'petition.open', 'Đơn thư', 'Đơn thư đang xử lý cuối kỳ', 'đơn',
    'petition-open', 'count', null, '{}', 'state',
    'Số đơn đã nhận mà đến hết ngày cuối kỳ chưa kết thúc, gồm cả đơn kỳ trước chuyển sang.',
    'Biểu số liệu xử lý đơn của Thanh tra Chính phủ (Thông tư 01/2024/TT-TTCP).'),

  (410, 'supervision.count', 'Kiểm tra, giám sát', 'Cuộc giám sát', 'cuộc',
    'activity', 'count', null, '{"kind": ["supervision"]}', 'flow',
    'Số cuộc giám sát của Hội đồng nhân dân, Đoàn đại biểu Quốc hội, Mặt trận đã thực hiện hoặc tham mưu, tính theo ngày tổ chức. Không gồm kiểm tra và thanh tra.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, nội dung kiểm tra, giám sát.'),
  (420, 'inspection.count', 'Kiểm tra, giám sát', 'Cuộc kiểm tra, tự kiểm tra', 'cuộc',
    'activity', 'count', null, '{"kind": ["inspection"]}', 'flow',
    'Số cuộc kiểm tra, tự kiểm tra của cơ quan hành chính, tính theo ngày tổ chức. Không gồm giám sát và thanh tra.',
    'Kế hoạch công tác dân vận chính quyền hằng năm của tỉnh, nội dung kiểm tra, giám sát.'),

  (510, 'model.registered', 'Phong trào “Dân vận khéo”', 'Mô hình “Dân vận khéo” đăng ký', 'mô hình',
    'model', 'count', null, '{}', 'flow',
    'Số mô hình đăng ký trong kỳ, gồm đăng ký mới và đăng ký duy trì, tính theo ngày đăng ký.',
    'Phong trào thi đua “Dân vận khéo”.'),
  (520, 'contest.authors-awarded', 'Phong trào “Dân vận khéo”', 'Tác giả đạt giải cuộc thi về “Dân vận khéo”', 'tác giả',
    'contest-award', 'count', null, '{}', 'flow',
    'Số tác giả, nhóm tác giả được trao giải ở từng chặng, tính theo ngày trao giải.',
    'Thể lệ cuộc thi viết về “Dân vận khéo”.'),

  (610, 'staff.count', 'Tổ chức, bộ máy', 'Cán bộ, công chức, viên chức, người lao động', 'người',
    'post', 'count', null, '{}', 'state',
    'Số người đang giữ vị trí trong đơn vị vào ngày cuối kỳ. Người giữ vị trí ở hai đơn vị được tính ở mỗi đơn vị một lần.',
    'Báo cáo của Văn phòng Hội đồng nhân dân (tình hình tổ chức, nhân sự).'),
  (620, 'standing-body.members', 'Tổ chức, bộ máy', 'Thành viên Thường trực Hội đồng nhân dân', 'người',
    'post', 'count', null, '{"unitKind": ["council-standing-body"]}', 'state',
    'Số người đang giữ vị trí trong Thường trực Hội đồng nhân dân vào ngày cuối kỳ.',
    'Luật Tổ chức chính quyền địa phương (Thường trực Hội đồng nhân dân).'),
  (630, 'council-committee.count', 'Tổ chức, bộ máy', 'Ban của Hội đồng nhân dân', 'ban',
    'unit', 'count', null, '{"kind": ["council-committee"]}', 'state',
    'Số Ban của Hội đồng nhân dân đang hoạt động vào ngày cuối kỳ.',
    'Luật Tổ chức chính quyền địa phương (các Ban của Hội đồng nhân dân).'),

  (710, 'rank.excellent', 'Xếp loại, khen thưởng', 'Đơn vị hoàn thành xuất sắc nhiệm vụ', 'đơn vị',
    'rank-result', 'count', null, '{"level": ["excellent"]}', 'flow',
    'Số đơn vị được xếp loại “Hoàn thành xuất sắc” về công tác dân vận của năm, tính cho năm được đánh giá.',
    'Quyết định công bố kết quả xếp loại công tác dân vận chính quyền của UBND tỉnh.'),
  (720, 'rank.not-completed', 'Xếp loại, khen thưởng', 'Đơn vị không hoàn thành nhiệm vụ', 'đơn vị',
    'rank-result', 'count', null, '{"level": ["not-completed"]}', 'flow',
    'Số đơn vị bị xếp loại “Không hoàn thành nhiệm vụ” của năm. Đơn vị chưa đủ điều kiện xếp loại không được tính.',
    'Quyết định công bố kết quả xếp loại công tác dân vận chính quyền của UBND tỉnh.'),
  (730, 'award.collectives', 'Xếp loại, khen thưởng', 'Tập thể được khen thưởng', 'tập thể',
    'award', 'count', null, '{"recipient": ["collective"]}', 'flow',
    'Số tập thể được tặng Bằng khen, Giấy khen về công tác dân vận, tính theo ngày quyết định.',
    'Quyết định khen thưởng; Luật Thi đua, khen thưởng.'),
  (740, 'award.individuals', 'Xếp loại, khen thưởng', 'Cá nhân được khen thưởng', 'cá nhân',
    'award', 'count', null, '{"recipient": ["individual"]}', 'flow',
    'Số cá nhân được tặng Bằng khen, Giấy khen về công tác dân vận, tính theo ngày quyết định.',
    'Quyết định khen thưởng; Luật Thi đua, khen thưởng.');

insert into role_permission (role_code, permission)
select role, permission
from (values
  ('figure.read', array['clerk', 'head', 'collector', 'leader', 'front', 'inspector'])
) as granted (permission, roles), unnest(roles) as role;
