/** What does not come in from spreadsheets: what follows from other records, and what must be done one by one. */
export const NOT_IN_SPREADSHEETS: readonly { what: string; why: string }[] = [
  {
    what: 'Đơn tố cáo',
    why: 'không bao giờ nhập, không bao giờ xuất bằng bảng tính; dòng ghi loại Tố cáo là lỗi và không được giữ lại; danh tính người tố cáo chỉ nằm ở kho riêng đã mã hóa (Luật Tố cáo 25/2018/QH14).',
  },
  {
    what: 'Số liệu của chỉ tiêu, điểm chấm, xếp loại, báo cáo',
    why: 'được tính từ các bản ghi nên không nhập tay; con số đơn vị tự khai ghi ở bảng tự chấm, kèm minh chứng.',
  },
  { what: 'Nhật ký hệ thống và niêm phong của nhật ký', why: 'do hệ thống tự ghi, không ai sửa được.' },
  { what: 'Quyết định khen thưởng, kết quả thẩm định', why: 'mỗi việc do người có thẩm quyền làm trên từng hồ sơ.' },
  { what: 'Tài khoản; vai trò và quyền của vai trò', why: 'cấp cho từng người, có liên kết đặt mật khẩu riêng.' },
  { what: 'Tệp kèm theo', why: 'gửi ở trang của từng bản ghi; nhập từ Excel giữ nguyên tệp đã có.' },
  { what: 'Đơn gửi trực tuyến', why: 'người gửi tự viết; vào sổ từ trang của đơn.' },
  {
    what: 'Lượt tiếp công dân',
    why: 'ghi vào sổ của buổi tiếp khi tiếp: họ tên, địa chỉ, giấy tờ và lời trình bày của người dân không ra tệp.',
  },
]
