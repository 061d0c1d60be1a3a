import { parseArgs } from 'node:util'
import { erasePerson, personToErase } from '../modules/organisation/index.ts'
import { sealEntries } from '../platform/audit/seal-entries.ts'
import { dateInVietnam } from '../vocabulary/calendar-date.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import type { Command } from './command.ts'
import { printJson, WrongUsage } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const erase: Command = {
  name: 'erase',
  usage: 'person --person ID (--preview | --basis TEXT) [--json]',
  title:
    'Xóa dữ liệu cá nhân của một người đã thôi mọi chức vụ: họ tên, tài khoản và nội dung nhật ký về người đó; số liệu và chuỗi niêm phong vẫn nguyên. Không lấy lại được. TEXT là căn cứ (số văn bản), không ghi dữ liệu cá nhân. Tên người đã ký, đã thực hiện công vụ được giữ theo pháp luật lưu trữ. --preview chỉ cho biết sẽ xóa gì.',
  example: 'npm run -s danvan -- erase person --person 1 --preview',
  async run(argv, settings) {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        person: { type: 'string' },
        basis: { type: 'string' },
        preview: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    })
    const personId = values.person ?? ''
    const basis = values.basis?.trim() ?? ''
    if (positionals.join(' ') !== 'person' || !/^\d{1,18}$/.test(personId)) {
      throw new WrongUsage('Cần: erase person --person ID, với ID là số ở cuối địa chỉ trang của người đó.')
    }
    if (!values.preview && basis === '') throw new WrongUsage('Cần --preview, hoặc --basis với căn cứ để xóa.')
    const { database, close } = await openMigratedDatabase(settings, { beside: true })
    try {
      const now = new Date()
      const today = dateInVietnam(now)
      if (values.preview) {
        const found = await personToErase(database, personId, today).catch((error: unknown) => {
          if (error instanceof Refusal) return error
          throw error
        })
        if (found instanceof Refusal) {
          if (values.json) printJson({ mayBeErased: false, code: found.code, message: found.messageForPerson })
          else process.stdout.write(`${found.messageForPerson}\n`)
          return 0
        }
        const { fullName, postCount, accountCount } = found
        if (values.json) printJson({ mayBeErased: true, fullName, postCount, accountCount })
        else
          process.stdout.write(
            `Sẽ xóa dữ liệu cá nhân của ${fullName}: họ tên, ${formatNumber(accountCount)} tài khoản và nội dung nhật ký về người này. Giữ ${formatNumber(postCount)} chức vụ đã qua, không còn tên.\n`,
          )
        return 0
      }
      await sealEntries(database)
      const erased = await erasePerson(database, { personId, basis, now, today }).catch(explained)
      if (values.json) printJson(erased)
      else
        process.stdout.write(
          `Đã xóa họ tên, ${formatNumber(erased.accountCount)} tài khoản và nội dung của ${formatNumber(erased.trailEntryCount)} dòng nhật ký. Giữ ${formatNumber(erased.postCount)} chức vụ đã qua, không còn tên.\n`,
        )
      return 0
    } finally {
      await close()
    }
  },
}

/** What PostgreSQL answers when the role may not touch the trail (SQLSTATE 42501), in words. */
function explained(error: unknown): never {
  if ((error as { code?: string }).code !== '42501') throw error
  throw new Refusal(
    'not-allowed',
    'audit.owner-needed',
    'Tài khoản trong DATABASE_URL không được xóa nội dung nhật ký. Chưa có gì bị thay đổi. Hãy chạy lệnh này với tài khoản chủ sở hữu của cơ sở dữ liệu.',
  )
}
