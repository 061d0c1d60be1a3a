import type { Command } from './command.ts'
import { say } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  title: 'Cập nhật cấu trúc cơ sở dữ liệu lên phiên bản của chương trình.',
  example: 'npm run -s danvan -- migrate',
  async run(_argv, settings) {
    const { close } = await openMigratedDatabase(settings, { beside: true })
    await close()
    say('Cơ sở dữ liệu đã ở phiên bản mới nhất.')
    return 0
  },
}
