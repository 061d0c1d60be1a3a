import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { erasePerson, personToErase } from '../modules/organisation/index.ts'
import { eraseSender, senderToErase } from '../modules/petitions/index.ts'
import { forgetVisitors } from '../modules/reception/index.ts'
import { sealEntries } from '../platform/audit/seal-entries.ts'
import { type Database, inTransaction } from '../platform/database/database.ts'
import { openFileStore } from '../platform/files/file-store.ts'
import { dateInVietnam } from '../vocabulary/calendar-date.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import { printJson, type Run, WrongUsage } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

/** What is said of an erasure, to a person and to a machine. */
type Told = { words: string; data: Record<string, unknown> }

/** Somebody whose data can be erased. */
type Erasable = {
  preview: (database: Database) => Promise<Told>
  erase: (database: Database, basis: string) => Promise<Told>
}

export const run: Run = async (argv, settings) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      person: { type: 'string' },
      petition: { type: 'string' },
      basis: { type: 'string' },
      preview: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  const basis = values.basis?.trim() ?? ''
  const what = erasable(positionals.join(' '), values, join(settings.dataDirectory, 'files'))
  if (!values.preview && basis === '') throw new WrongUsage('Cần --preview, hoặc --basis với căn cứ để xóa.')
  const say = ({ words, data }: Told) => (values.json ? printJson(data) : void process.stdout.write(`${words}\n`))
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    if (values.preview) {
      say(await what.preview(database).catch(mayNotBe))
      return 0
    }
    await sealEntries(database)
    say(await what.erase(database, basis).catch(explained))
    return 0
  } finally {
    await close()
  }
}

function erasable(
  kind: string,
  { person = '', petition = '' }: { person?: string | undefined; petition?: string | undefined },
  fileFolder: string,
): Erasable {
  if (kind === 'person' && /^\d{1,18}$/.test(person)) return aPerson(person)
  if (kind === 'sender' && /^\d{1,18}$/.test(petition)) return aSender(petition, fileFolder)
  throw new WrongUsage(
    'Cần: erase person --person ID, với ID là số ở cuối địa chỉ trang của người đó; hoặc erase sender --petition ID, với ID là số ở cuối địa chỉ trang của đơn.',
  )
}

function aPerson(personId: string): Erasable {
  const now = new Date()
  const today = dateInVietnam(now)
  return {
    preview: async (database) => {
      const { fullName, postCount, accountCount } = await personToErase(database, personId, today)
      return {
        words: `Sẽ xóa dữ liệu cá nhân của ${fullName}: họ tên, ${formatNumber(accountCount)} tài khoản và nội dung nhật ký về người này. Giữ ${formatNumber(postCount)} chức vụ đã qua, không còn tên.`,
        data: { mayBeErased: true, fullName, postCount, accountCount },
      }
    },
    erase: async (database, basis) => {
      const erased = await erasePerson(database, { personId, basis, now, today })
      return {
        words: `Đã xóa họ tên, ${formatNumber(erased.accountCount)} tài khoản và nội dung của ${formatNumber(erased.trailEntryCount)} dòng nhật ký. Giữ ${formatNumber(erased.postCount)} chức vụ đã qua, không còn tên.`,
        data: erased,
      }
    },
  }
}

function aSender(petitionId: string, fileFolder: string): Erasable {
  return {
    preview: async (database) => {
      const { number, year, unitName } = await senderToErase(database, petitionId)
      return {
        words: `Sẽ xóa dữ liệu cá nhân của người gửi đơn số ${number}/${year} (${unitName}): họ tên, địa chỉ, điện thoại, nội dung, tệp kèm theo. Giữ số đơn, ngày, loại đơn và các bước đã làm.`,
        data: { mayBeErased: true, number, year, unitName },
      }
    },
    erase: async (database, basis) => {
      const erased = await inTransaction(database, async (transaction) => {
        await forgetVisitors(transaction, petitionId)
        return eraseSender(transaction, { petitionId, basis })
      })
      await openFileStore(fileFolder).removeAsked(database)
      return {
        words: `Đã xóa dữ liệu cá nhân của người gửi đơn số ${erased.number}, ${formatNumber(erased.fileCount)} tệp và nội dung của ${formatNumber(erased.trailEntryCount)} dòng nhật ký. Số đơn, ngày và các bước đã làm vẫn giữ.`,
        data: erased,
      }
    },
  }
}

/** What cannot be erased is an answer to a preview. */
function mayNotBe(error: unknown): Told {
  if (!(error instanceof Refusal)) throw error
  return {
    words: error.messageForPerson,
    data: { mayBeErased: false, code: error.code, message: error.messageForPerson },
  }
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
