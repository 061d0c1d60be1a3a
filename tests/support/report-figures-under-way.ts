import type { Person } from './person.ts'

/**
 * Writes down a dialogue that was held before the unit's report was sent, and answers the page on which the report tells which records
 * came since.
 */
export async function recordAfterSending(clerk: Person, report: string): Promise<string> {
  await clerk.go('/activities/new')
  await clerk.fill({
    'Nội dung chính': 'Đối thoại về cấp nước sạch ấp Vĩnh Lộc',
    'Ngày tổ chức': '12/11/2026',
    'Địa điểm': 'Nhà văn hóa ấp Vĩnh Lộc',
    'Người chủ trì': 'Trần Văn Tám, Chủ tịch Ủy ban nhân dân xã',
    'Số người tham dự': '60',
  })
  await clerk.press('Lưu hoạt động')
  await clerk.go('/reports')
  await clerk.follow(report)
  await clerk.follow(/^Xem hồ sơ thêm, bớt/)
  return clerk.path()
}

/** The page on which the words of an earlier report are taken into the draft of this one. */
export async function wordsToTakeUp(clerk: Person, report: string): Promise<string> {
  await clerk.go('/reports')
  await clerk.follow(report)
  await clerk.follow(/^(Soạn|Sửa) mục Ưu điểm/)
  await clerk.follow(/^Dùng lại lời này/)
  return clerk.path()
}
