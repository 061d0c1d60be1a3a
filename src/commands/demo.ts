import { isDemonstration, loadDemonstration } from '../demonstration/index.ts'
import { hasNoAccount } from '../modules/identity/index.ts'
import { dateInVietnam } from '../vocabulary/calendar-date.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import type { Command } from './command.ts'
import { say } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const demo: Command = {
  name: 'demo',
  usage: '',
  title: 'Nạp tỉnh minh họa vào một hệ thống còn trống.',
  example: 'npm run -s danvan -- demo',
  async run(_argv, settings) {
    const { database, close } = await openMigratedDatabase(settings, { beside: true })
    try {
      if (await isDemonstration(database)) {
        say('Tỉnh minh họa đã được nạp từ trước; không có gì thay đổi.')
        return 0
      }
      if (!(await hasNoAccount(database))) {
        throw new Refusal(
          'conflict',
          'demonstration.system-not-empty',
          'Hệ thống đã có dữ liệu nên không nạp dữ liệu minh họa vào. Hãy dùng một cơ sở dữ liệu hoặc DATA_DIR khác.',
        )
      }
      await loadDemonstration(database, dateInVietnam(new Date()))
      say('Đã nạp tỉnh minh họa.')
      return 0
    } finally {
      await close()
    }
  },
}
