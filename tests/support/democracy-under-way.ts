import { sql } from 'kysely'
import type { Person } from './person.ts'
import type { RunningSystem } from './system.ts'

const PAPER = { files: [{ name: 'tai-lieu.pdf', buffer: Buffer.from('%PDF-1.7 paper') }] }

/**
 * What stands among many others of its kind: a document made public with a file, a consultation with a file and what one sees after
 * sending an opinion to it, what a People's Inspection Board withdrew, every vote and consultation of the commune, of which each stands
 * at another step, and an opinion that was written down as well as one that was sent.
 */
export async function democracyPages(clerk: Person, { database }: RunningSystem): Promise<string[]> {
  await clerk.go('/democracy/disclosures/new?content=planning')
  await clerk.fill({ 'Tên văn bản, tài liệu': 'Quy hoạch chợ', 'Ngày văn bản': '19/11/2026', 'Tệp công khai': PAPER })
  await clerk.press('Lưu, sang bước công khai')
  await clerk.fill({ 'Nơi công khai': 'Bảng niêm yết', 'Ảnh, tài liệu chứng minh': PAPER })
  await clerk.press('Công khai')
  const disclosure = clerk.path()
  await clerk.go('/democracy/consultations/new')
  await clerk.fill({
    'Loại nội dung': 'Quy hoạch',
    'Việc cần lấy ý kiến': 'Quy hoạch bến đò',
    'Nội dung lấy ý kiến': 'Đặt bến ở đâu?',
    'Đến hết ngày': '20/12/2026',
    'Dự thảo, tài liệu': PAPER,
  })
  await clerk.press('Lưu')
  await clerk.follow('Công bố lấy ý kiến')
  await clerk.press('Công bố')
  const consultation = clerk.path()
  const { rows } = await sql<{ path: string }>`
    select '/democracy/decisions/' || id as path from community_decision
    union all select '/democracy/consultations/' || id from consultation
    union all select '/democracy/inspection/' || id from inspection_board_plan where withdrawn_on is not null
    union all select '/democracy/inspection-items/' || id from inspection_board_item where withdrawn_on is not null
    union all select '/democracy/inspection-items/' || min(item.id) from inspection_board_item item
      join inspection_board_plan plan on plan.id = item.plan_id
      where plan.sent_on is null and item.held_on is null and num_nonnulls(item.dropped_on, item.withdrawn_on, plan.withdrawn_on) = 0
    union all select '/democracy/consultation-opinions/' || min(opinion.id) || '/edit'
      from consultation_opinion opinion join consultation on consultation.id = opinion.consultation_id
      where consultation.concluded_on is null group by opinion.created_by_account_id is null`.execute(database)
  const open = consultation.replace('/democracy', '/public')
  return [
    ...[disclosure, disclosure.replace('/democracy', '/public')],
    ...[consultation, open, `${open}/opinion`, `${open}/sent`],
    ...rows.map(({ path }) => path),
  ]
}
