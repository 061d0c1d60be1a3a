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
  { userName: 'canbo.xa', password: PASSWORD, about: 'Công chức xã (ghi việc, báo cáo, tự chấm điểm)' },
  { userName: 'lanhdao.xa', password: PASSWORD, about: 'Chủ tịch UBND xã (duyệt, gửi báo cáo)' },
  { userName: 'canbo.huyen', password: PASSWORD, about: 'Chuyên viên UBND huyện' },
  { userName: 'canbo.so', password: PASSWORD, about: 'Chuyên viên một sở' },
  { userName: 'tonghop.snv', password: PASSWORD, about: 'Sở Nội vụ: tổng hợp báo cáo, thẩm định' },
  { userName: 'lanhdao.tinh', password: PASSWORD, about: 'Lãnh đạo UBND tỉnh (quyết định xếp loại)' },
  { userName: 'mattran.tinh', password: PASSWORD, about: 'Ủy ban MTTQ tỉnh' },
  { userName: 'thanhtra.tinh', password: PASSWORD, about: 'Thanh tra tỉnh' },
  { userName: 'quantri', password: PASSWORD, about: 'Quản trị hệ thống' },
]
