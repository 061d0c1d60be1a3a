import type { Job } from '../jobs/job.ts'
import './tables.ts'

/** How long a message that has ended is kept, for asking what became of it. Told in the register of personal data. */
const KEPT_IN_DAYS = 30

export const forgetMail: Job = {
  name: 'mail.forget',
  title: `Xóa thư đã kết thúc quá ${KEPT_IN_DAYS} ngày`,
  schedule: { at: '02:00' },
  run: async (_payload, { database, now }) => {
    await database
      .deleteFrom('mail_message')
      .where('ended_at', '<', new Date(now().getTime() - KEPT_IN_DAYS * 86_400_000))
      .execute()
  },
}
