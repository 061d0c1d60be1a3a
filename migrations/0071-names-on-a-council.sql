-- Why: the minutes of a council name who sat on it, who led it, who stood aside. Whoever asks what is kept about people must find that.
insert into processing_purpose (code, position, title, kept_data, kept_where, purpose, legal_basis, retention_class_code) values
  ('council-member', 65, 'Thành viên Hội đồng, người được phân công thẩm định điểm',
   'Họ tên, chức vụ, đơn vị của thành viên Hội đồng; có mặt hay vắng; ai không tham gia biểu quyết vì là việc của đơn vị mình; ai được giao thẩm định, chấm lần hai phần nào. Không ghi từng người bỏ phiếu thế nào.',
   'Chấm điểm: phiên họp Hội đồng, phân công thẩm định', 'Để kết quả xếp loại kiểm tra lại được và người có lợi ích liên quan không quyết định.',
   'Thực hiện nhiệm vụ của cơ quan nhà nước theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (điều, khoản cần đối chiếu).', 'staff-record');
