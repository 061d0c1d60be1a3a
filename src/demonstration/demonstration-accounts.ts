/** An account of the demonstration. The passwords are printed at every start: they protect nothing and must not. */
export type DemonstrationAccount = {
  userName: string
  password: string
  /** Whose account it is, in words. */
  about: string
}

const PASSWORD = 'dan-van-kheo-2026'

/** One account for each role and level of unit; printed at the start and in the README. */
export const DEMONSTRATION_ACCOUNTS: readonly DemonstrationAccount[] = [
  {
    userName: 'canbo.xa',
    password: PASSWORD,
    about: 'Công chức UBND xã Vĩnh Tường: ghi việc, soạn báo cáo, tự chấm điểm',
  },
  { userName: 'lanhdao.xa', password: PASSWORD, about: 'Chủ tịch UBND xã Vĩnh Tường: duyệt, gửi báo cáo' },
  { userName: 'canbo.huyen', password: PASSWORD, about: 'Chuyên viên UBND huyện Vị Thủy' },
  { userName: 'lanhdao.huyen', password: PASSWORD, about: 'Lãnh đạo UBND huyện Vị Thủy' },
  { userName: 'canbo.so', password: PASSWORD, about: 'Chuyên viên Sở Tư pháp' },
  { userName: 'lanhdao.so', password: PASSWORD, about: 'Lãnh đạo Sở Tư pháp' },
  { userName: 'tonghop.snv', password: PASSWORD, about: 'Sở Nội vụ: tổng hợp báo cáo, thẩm định điểm' },
  { userName: 'lanhdao.snv', password: PASSWORD, about: 'Giám đốc Sở Nội vụ: duyệt báo cáo, bảng tự chấm của Sở' },
  { userName: 'lanhdao.tinh', password: PASSWORD, about: 'Lãnh đạo UBND tỉnh: quyết định xếp loại, khen thưởng' },
  { userName: 'mattran.tinh', password: PASSWORD, about: 'Ủy ban MTTQ tỉnh' },
  { userName: 'thanhtra.tinh', password: PASSWORD, about: 'Thanh tra tỉnh: xem, kiểm tra' },
  {
    userName: 'canbo.vanphong',
    password: PASSWORD,
    about: 'Văn phòng Đoàn ĐBQH và HĐND (số liệu 5 tháng năm 2023, nguồn không nêu tên tỉnh)',
  },
  { userName: 'tonghop.dongthap', password: PASSWORD, about: 'Sở Nội vụ Đồng Tháp (xếp loại 2021, 2022)' },
  { userName: 'lanhdao.dongthap', password: PASSWORD, about: 'Lãnh đạo UBND tỉnh Đồng Tháp' },
  { userName: 'quantri', password: PASSWORD, about: 'Quản trị hệ thống (không xem đơn thư)' },
]
