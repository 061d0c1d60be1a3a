import type { Person } from './person.ts'

/** A picture of two by three pixels. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAFElEQVR4nGP8z8Dwn4GBgYkBCpgAJAQDAS5MuZ8AAAAASUVORK5CYII=',
  'base64',
)

/** A clerk registers a denunciation with who denounces, and answers its path. */
export async function registerDenunciation(clerk: Person): Promise<string> {
  await clerk.go('/petitions/new-denunciation')
  await clerk.fill({
    'Tóm tắt nội dung': 'Trưởng ấp thu tiền không biên lai',
    'Họ tên người tố cáo': 'Người Được Bảo Vệ',
    'Điện thoại người tố cáo': '0900 000 001',
    'Cách liên hệ người tố cáo mong muốn': 'Chỉ gọi sau 18 giờ',
    'Đơn gốc, chứng cứ': { files: [{ name: 'don.png', buffer: PICTURE }] },
    'Họ tên người bị tố cáo': 'Trưởng ấp Ba',
  })
  await clerk.press('Vào sổ và lấy số')
  return clerk.path()
}

/** The head names the clerk, and writes two copies for handing over; answers the pages of the copies. */
export async function writeCopies(head: Person, petition: string, clerkName: string): Promise<string[]> {
  await head.go(`${petition}/denouncer/rights/new`)
  await head.fill({ 'Người được xem': clerkName, 'Lý do cấp quyền': 'Kiểm tra bản trích' })
  await head.press('Cấp quyền')
  const copies: string[] = []
  for (const name of ['anh-1.png', 'anh-2.png']) {
    await head.go(`${petition}/redacted-copies/new`)
    await head.fill({ 'Ảnh đã che': { files: [{ name, buffer: PICTURE }] } })
    await head.press('Gửi kiểm tra')
    copies.push(head.path())
  }
  return copies
}

/** The clerk, now with the right, looks at the identity and approves a copy. */
export async function approveCopy(clerk: Person, petition: string, copy: string): Promise<void> {
  await clerk.go(`${petition}/denouncer/looks/new`)
  await clerk.fill({ 'Lý do xem': 'Đối chiếu bản trích' })
  await clerk.press('Ghi lý do và xem')
  await clerk.go(`${copy}/check`)
  await clerk.fill({ 'Không còn nhận ra người tố cáo: cho bàn giao': 'có' })
  await clerk.press('Ghi kết quả')
}
