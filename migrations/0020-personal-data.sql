-- Why: who asks about data on themselves is owed an answer within two working days (Law on Personal Data Protection 91/2025/QH15,
-- Decree 356/2025), so requests are kept with their clock. What is kept about people, where, why and how long is data as well, so
-- that everybody reads the same register and a period is put in force by the act that sets it, not by a change of the program.

create table retention_class (
  code text primary key,
  position int not null,
  title text not null,
  covers text not null,
  period_in_years int check (period_in_years > 0),
  legal_source text not null,
  legal_hold text not null,
  valid_from date,
  constraint retention_period_has_its_first_day check ((period_in_years is null) = (valid_from is null))
);
comment on table retention_class is 'How long records of one kind are kept. A period that no act found so far sets is null: nothing is erased by it.';
comment on column retention_class.legal_hold is 'What keeps a record although its period is over.';

insert into retention_class (code, position, title, covers, legal_source, legal_hold) values
  ('complaint-file', 1, 'Hồ sơ khiếu nại', 'Đơn, văn bản, nhật ký xử lý và tệp của việc khiếu nại.',
   'Điều 34 Luật Khiếu nại 02/2011/QH13: hồ sơ được đánh số trang và lưu trữ theo pháp luật về lưu trữ.',
   'Giữ lại khi còn khiếu nại tiếp, khởi kiện, thanh tra, kiểm tra.'),
  ('denunciation-file', 2, 'Hồ sơ tố cáo', 'Nội dung và nhật ký xử lý tố cáo; không có người tố cáo, bản gốc quản lý theo chế độ mật.',
   'Pháp luật về lưu trữ; Điều 56 Luật Tố cáo 25/2018/QH14 (bản gốc).',
   'Giữ lại khi còn tố cáo tiếp, thanh tra, kiểm tra, điều tra.'),
  ('filed-petition', 3, 'Đơn lưu vì không đủ điều kiện xử lý', 'Đơn đã xếp lưu.',
   'Điều 28 Thông tư 07/2014/TT-TTCP ghi 1 năm nhưng đã được thay thế; thời hạn hiện hành chưa tìm thấy.',
   'Giữ lại khi người gửi bổ sung, gửi lại đơn.'),
  ('proposal-file', 4, 'Hồ sơ kiến nghị, phản ánh', 'Đơn kiến nghị, phản ánh, ý kiến của Nhân dân và việc trả lời.',
   'Pháp luật về lưu trữ.', 'Giữ lại khi việc chưa giải quyết xong.'),
  ('work-file', 5, 'Hồ sơ công việc', 'Văn bản, kế hoạch, hoạt động, mô hình, báo cáo, chấm điểm, khen thưởng.',
   'Pháp luật về lưu trữ; Nghị định 30/2020/NĐ-CP về công tác văn thư.', 'Giữ lại khi còn thanh tra, kiểm tra, kiểm toán.'),
  ('staff-record', 6, 'Cán bộ, tài khoản', 'Họ tên, chức vụ, tài khoản đăng nhập.',
   'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: chỉ giữ trong thời gian cần thiết cho mục đích.',
   'Giữ lại phần gắn với văn bản, quyết định còn lưu trữ.'),
  ('trail', 7, 'Nhật ký hệ thống', 'Ai làm việc gì, lúc nào, trên hồ sơ nào.',
   'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: bảo đảm an toàn dữ liệu.',
   'Dấu niêm phong không xóa; lời ghi về một người có thể xóa khi pháp luật yêu cầu.'),
  ('data-request', 8, 'Yêu cầu về dữ liệu cá nhân', 'Họ tên, cách liên hệ của người yêu cầu; phần còn lại của yêu cầu được giữ.',
   'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: chỉ giữ trong thời gian cần thiết cho mục đích.',
   'Giữ lại khi chưa trả lời.');

create table processing_purpose (
  code text primary key,
  position int not null,
  title text not null,
  kept_data text not null,
  kept_where text not null,
  purpose text not null,
  legal_basis text not null,
  retention_class_code text references retention_class
);
comment on table processing_purpose is 'The register of processing purposes: which personal data is kept where, for which purpose, on which legal basis.';
comment on column processing_purpose.retention_class_code is 'Null where nothing is kept.';

insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('official', 1, 'Cán bộ, công chức', 'Họ tên, chức vụ, đơn vị, thời gian giữ chức vụ.', 'Đơn vị, cán bộ',
   'Giao việc, xác định trách nhiệm, phân quyền theo chức vụ.',
   'Thực hiện nhiệm vụ của cơ quan nhà nước theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (điều, khoản cần đối chiếu).', 'staff-record'),
  ('account', 2, 'Tài khoản',
   'Tên đăng nhập, mật khẩu và mã khôi phục ở dạng không đọc lại được, khóa xác thực đã mã hóa, phiên đăng nhập và thiết bị, địa chỉ mạng của lần đăng nhập sai.',
   'Tài khoản', 'Xác nhận người đăng nhập, ngăn truy cập trái phép.',
   'Nghĩa vụ bảo đảm an toàn dữ liệu theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (điều, khoản cần đối chiếu).', 'staff-record'),
  ('trail', 3, 'Người thao tác', 'Họ tên, chức vụ người làm, thời điểm, nội dung thay đổi.', 'Nhật ký hệ thống',
   'Xác minh ai đã làm gì; phát hiện việc sửa trái phép.',
   'Nghĩa vụ bảo đảm an toàn dữ liệu theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (điều, khoản cần đối chiếu).', 'trail'),
  ('complainant', 4, 'Người khiếu nại', 'Họ tên, địa chỉ, điện thoại, nội dung đơn và tệp kèm theo; có thể có dữ liệu nhạy cảm.',
   'Đơn thư', 'Thụ lý, giải quyết và trả lời người khiếu nại.', 'Luật Khiếu nại 02/2011/QH13.', 'complaint-file'),
  ('denouncer', 5, 'Người tố cáo', 'Không lưu trong hệ thống này.', 'Bản gốc theo chế độ mật, ngoài hệ thống',
   'Giữ bí mật người tố cáo.', 'Điểm b khoản 1 Điều 9, Điều 56 Luật Tố cáo 25/2018/QH14.', null),
  ('petition-sender', 6, 'Người gửi kiến nghị, phản ánh', 'Họ tên, địa chỉ, điện thoại, nội dung đơn và tệp kèm theo; có thể có dữ liệu nhạy cảm.',
   'Đơn thư', 'Giải quyết và trả lời người gửi.', 'Luật Tiếp công dân 42/2013/QH13.', 'proposal-file'),
  ('participant', 7, 'Người dự hoạt động', 'Chỉ số người dự, không có danh sách; họ tên người chủ trì.', 'Hoạt động',
   'Đếm và báo cáo kết quả hoạt động.', 'Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.', 'work-file'),
  ('opinion', 8, 'Người nêu ý kiến', 'Nội dung ý kiến và câu trả lời; người nêu ý kiến nếu được ghi.', 'Hoạt động, ý kiến của Nhân dân',
   'Giao cơ quan trả lời, theo dõi việc trả lời.', 'Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.', 'proposal-file'),
  ('author', 9, 'Tác giả dự thi “Dân vận khéo”', 'Họ tên, nơi công tác hoặc nơi ở, tên tác phẩm, giải thưởng.', 'Dân vận khéo',
   'Chấm giải, thống kê kết quả.', 'Thể lệ hội thi.', 'work-file'),
  ('commended', 10, 'Cá nhân được đề nghị khen thưởng', 'Họ tên, chức vụ, thành tích; công khai khi có quyết định.', 'Khen thưởng',
   'Xét và công bố khen thưởng.', 'Pháp luật về thi đua, khen thưởng.', 'work-file'),
  ('requester', 11, 'Người yêu cầu về dữ liệu cá nhân', 'Họ tên, cách liên hệ, nội dung yêu cầu.', 'Dữ liệu cá nhân',
   'Trả lời yêu cầu và chứng minh đã trả lời.', 'Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 356/2025/NĐ-CP.', 'data-request');

create table data_request (
  id bigint generated always as identity primary key,
  unit_id bigint not null references unit,
  received_on date not null,
  requester_name text not null,
  requester_contact text not null,
  requester_erased_on date,
  right_code text not null check (right_code in ('know', 'access', 'correct', 'delete', 'restrict', 'object', 'withdraw-consent',
    'complain')),
  subject text not null,
  channel text not null check (channel in ('counter', 'post', 'phone', 'online', 'forwarded')),
  due_on date,
  answered_on date,
  decision text check (decision in ('granted', 'partly', 'refused')),
  decision_reason text not null default '',
  legal_basis text not null default '',
  done text not null default '',
  illustration text,
  version int not null default 1,
  created_by_account_id bigint references account,
  created_at timestamptz not null default now(),
  changed_by_account_id bigint references account,
  changed_at timestamptz not null default now(),
  check (due_on > received_on),
  check (answered_on >= received_on),
  check ((answered_on is null) = (decision is null)),
  constraint data_request_refused_with_a_reason check (
    decision is null or decision = 'granted' or (decision_reason <> '' and legal_basis <> '')),
  constraint data_request_is_answered_before_the_requester_is_erased check (
    requester_erased_on is null or (answered_on is not null and requester_erased_on >= answered_on and requester_name = '' and requester_contact = ''))
);
comment on table data_request is 'What a person asks about data on themselves, and the answer.';
comment on column data_request.due_on is 'The last day for the answer. Null when the calendar of the year is not known, or the request came in before the law was in force.';
create index data_request_by_unit on data_request (unit_id, received_on desc, id desc);
create index data_request_open on data_request (unit_id, due_on) where answered_on is null;

insert into role_permission (role_code, permission)
select role, 'personal-data.handle' from unnest(array['clerk', 'head']) as role;
