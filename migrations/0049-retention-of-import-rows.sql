-- Why: rows of a file brought in are kept for 30 days, so that they can be undone; the register of purposes names the class of what is kept.
insert into retention_class (code, position, title, covers, legal_source, legal_hold)
select 'import-rows', max(position) + 1, 'Dòng của tệp Excel gửi lên', 'Các dòng chờ kiểm tra, và điều kiện để hoàn tác một lần nhập.',
  'Không có văn bản nào quy định riêng. Hệ thống xóa sau 30 ngày, theo nguyên tắc chỉ giữ trong thời gian cần thiết cho mục đích (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, điều, khoản cần đối chiếu).',
  'Không có.'
from retention_class;
update processing_purpose set retention_class_code = 'import-rows' where code = 'spreadsheet-row';
