import type { Person } from './person.ts'

/** On the page where a self-assessment is handed in: says of each piece of required evidence why it is not there. */
export async function explainMissingEvidence(head: Person): Promise<void> {
  for (const field of await head.page.getByLabel(/^Lý do thiếu minh chứng tiêu chí/).all()) {
    await field.fill('Văn bản giấy lưu tại Văn phòng, chưa số hóa')
  }
}
