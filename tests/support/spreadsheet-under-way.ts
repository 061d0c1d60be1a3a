import type { Person } from './person.ts'

const cells = (title: string, heldOn: string) =>
  [
    'Đối thoại',
    title,
    heldOn,
    'Nhà văn hóa ấp 3',
    'Ủy ban nhân dân xã Vĩnh Tường, huyện Vị Thủy',
    'Chủ tịch xã',
    '45',
  ].join('\t')

/** A clerk pastes cells: one file stands checked with a fault, another is applied. Answers the pages of both. */
export async function spreadsheetPages(clerk: Person): Promise<string[]> {
  const checked = await paste(clerk, [
    cells('Đối thoại dán từ Excel', '05/03/2026'),
    cells('Đối thoại sai ngày', '30/02/2026'),
  ])
  const applied = await paste(clerk, [cells('Đối thoại dán và nhập', '06/03/2026')])
  await clerk.follow('Nhập vào hệ thống')
  await clerk.press('Nhập')
  await finished(clerk)
  return [checked, applied]
}

async function paste(clerk: Person, rows: readonly string[]): Promise<string> {
  await clerk.go('/spreadsheets/import?kind=activities')
  await clerk.fill({ 'Hoặc dán các ô chép từ Excel': rows.join('\n') })
  await clerk.press('Kiểm tra thử')
  await finished(clerk)
  return clerk.path()
}

/** Waits as a person would: the page asks for itself again until the system has finished and tells how many rows there were. */
export async function finished(person: Person): Promise<void> {
  await person.page.getByRole('main').getByText('Giống như đã có').waitFor({ timeout: 30_000 })
}
