import { constants } from 'node:fs'
import { access, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { MIGRATION_FOLDER, protectedKeyFile } from '../folders.ts'
import { hasNoAccount } from '../modules/identity/index.ts'
import { protectedKeysNeeded } from '../modules/petitions/index.ts'
import { powerOverTrail } from '../platform/database/application-role.ts'
import type { Database } from '../platform/database/database.ts'
import { isMigrated } from '../platform/database/migrate.ts'
import { openKeyRing } from '../platform/encryption/key-ring.ts'
import type { Settings } from '../settings.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import { printJson, type Run } from './command.ts'
import { openDatabaseAsItIs } from './with-database.ts'

/** What one check found. `warning` works today and may not tomorrow; `wrong` must be mended. */
export type Finding = { about: string; state: 'good' | 'warning' | 'wrong'; message: string }

const GIGABYTE = 1024 ** 3
const SIGNS = { good: '✓ Tốt', warning: '! Lưu ý', wrong: '✗ Sai' } as const
const NEEDED_EXTENSIONS = ['btree_gist', 'pg_trgm', 'unaccent']

export const run: Run = async (argv, settings) => {
  const { values } = parseArgs({ args: argv, options: { json: { type: 'boolean' } } })
  const findings = await examine(settings)
  if (values.json) printJson(findings)
  else
    process.stdout.write(
      findings.map(({ about, state, message }) => `${SIGNS[state]}  ${about}: ${message}\n`).join(''),
    )
  return findings.some((finding) => finding.state === 'wrong') ? 1 : 0
}

/** Looks at everything the system stands on. A check that cannot be made says so; the others are made all the same. */
export async function examine(settings: Settings): Promise<Finding[]> {
  return [
    checkNode(),
    checkSettings(settings),
    await checkFolder(settings),
    await checkDisk(settings),
    ...(await checkDatabase(settings)),
  ]
}

const good = (about: string, message: string): Finding => ({ about, state: 'good', message })
const warning = (about: string, message: string): Finding => ({ about, state: 'warning', message })
const wrong = (about: string, message: string): Finding => ({ about, state: 'wrong', message })

function checkNode(): Finding {
  const version = process.versions.node
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return good('Node.js', `phiên bản ${version}.`)
  return wrong('Node.js', `phiên bản ${version} quá cũ. Hãy cài Node.js 20.19 trở lên.`)
}

function checkSettings({ publicUrl, host, port, databaseUrl }: Settings): Finding {
  const told = `địa chỉ ${publicUrl}, cổng ${port}, cơ sở dữ liệu ${databaseUrl === null ? 'đi kèm' : 'theo DATABASE_URL'}`
  const isLocal = /^http:\/\/(localhost|127\.|\[::1\])/.test(publicUrl)
  if (isLocal && !/^(127\.|localhost$|::1$)/.test(host)) {
    return warning(
      'Cài đặt',
      `${told}. Hệ thống mở ra mạng nhưng PUBLIC_URL chỉ dùng được trên máy này: hãy đặt PUBLIC_URL.`,
    )
  }
  if (!isLocal && publicUrl.startsWith('http://')) {
    return warning('Cài đặt', `${told}. PUBLIC_URL chưa dùng https: mật khẩu đi trên mạng không được mã hóa.`)
  }
  return good('Cài đặt', `${told}.`)
}

async function checkFolder({ dataDirectory }: Settings): Promise<Finding> {
  const about = 'Thư mục dữ liệu'
  const folder = await stat(dataDirectory).catch(() => null)
  if (folder === null) {
    const canMake = await access(await nearestFolder(dataDirectory), constants.W_OK).then(
      () => true,
      () => false,
    )
    return canMake
      ? good(about, `${dataDirectory} chưa có, sẽ được tạo khi chạy lần đầu.`)
      : wrong(
          about,
          `${dataDirectory} chưa có và không tạo được. Hãy cấp quyền ghi hoặc đặt DATA_DIR sang thư mục khác.`,
        )
  }
  try {
    await rm(await mkdtemp(join(dataDirectory, 'doctor-')), { recursive: true })
  } catch {
    return wrong(about, `không ghi được vào ${dataDirectory}. Hãy cấp quyền ghi cho tài khoản đang chạy hệ thống.`)
  }
  if ((folder.mode & 0o077) !== 0) {
    return warning(
      about,
      `${dataDirectory} ghi được, nhưng tài khoản khác trên máy cũng vào được. Nên chạy: chmod 700 “${dataDirectory}”.`,
    )
  }
  return good(about, `${dataDirectory} ghi được và chỉ chủ sở hữu vào được.`)
}

async function checkDisk({ dataDirectory }: Settings): Promise<Finding> {
  const { bavail, bsize } = await statfs(await nearestFolder(dataDirectory))
  const free = Number(bavail) * Number(bsize)
  const told = `còn ${formatNumber(free / GIGABYTE, 1)} GB trống`
  if (free < GIGABYTE / 4)
    return wrong('Dung lượng đĩa', `${told}. Cơ sở dữ liệu sắp không ghi được nữa: hãy giải phóng đĩa ngay.`)
  if (free < 2 * GIGABYTE) return warning('Dung lượng đĩa', `${told}. Nên để trống ít nhất 2 GB.`)
  return good('Dung lượng đĩa', `${told}.`)
}

async function checkDatabase(settings: Settings): Promise<Finding[]> {
  const about = 'Cơ sở dữ liệu'
  const isNew =
    settings.databaseUrl === null && (await stat(join(settings.dataDirectory, 'postgresql')).catch(() => null)) === null
  if (isNew) return [good(about, 'chưa khởi tạo, sẽ được tạo khi chạy lần đầu.')]
  try {
    const { database, close } = await openDatabaseAsItIs(settings, { beside: true })
    try {
      const structure = await checkStructure(database)
      const upToDate =
        structure.state === 'good'
          ? [await checkTrail(database, settings), await checkProtectedKeys(database, settings)]
          : []
      return [await checkServer(database), structure, ...upToDate]
    } finally {
      await close()
    }
  } catch (error) {
    return [
      wrong(about, error instanceof Refusal ? error.messageForPerson : `không kết nối được (${reasonOf(error)}).`),
    ]
  }
}

async function checkServer(database: Database): Promise<Finding> {
  const about = 'Cơ sở dữ liệu'
  const answer = await sql<{ version: string; number: number; missing: string[] }>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      array(select needed from unnest(${NEEDED_EXTENSIONS}::text[]) as needed
        where needed not in (select name from pg_available_extensions)) as missing`.execute(database)
  const [{ version, number, missing } = { version: '', number: 0, missing: [] }] = answer.rows
  if (number < 150_000) return wrong(about, `PostgreSQL ${version} quá cũ. Cần PostgreSQL 15 trở lên.`)
  if (missing.length > 0) {
    return wrong(
      about,
      `PostgreSQL ${version} thiếu phần mở rộng ${missing.join(', ')}. Trên Debian hãy cài gói postgresql-contrib.`,
    )
  }
  return good(about, `kết nối được, PostgreSQL ${version}.`)
}

async function checkStructure(database: Database): Promise<Finding> {
  const about = 'Cấu trúc dữ liệu'
  const hasTables = await sql<{ found: string | null }>`select to_regclass('migration')::text as found`.execute(
    database,
  )
  if (!hasTables.rows[0]?.found) return warning(about, 'cơ sở dữ liệu còn trống. Hãy chạy lệnh migrate hoặc serve.')
  if (!(await isMigrated(database, MIGRATION_FOLDER))) {
    return wrong(about, 'cũ hơn chương trình. Hãy sao lưu rồi chạy lệnh migrate, hoặc khởi động lại hệ thống.')
  }
  if (await hasNoAccount(database)) {
    return warning(
      about,
      'đã cập nhật, nhưng chưa có tài khoản nào. Hãy chạy lệnh serve để lấy đường dẫn tạo người quản trị đầu tiên.',
    )
  }
  return good(about, 'đúng phiên bản của chương trình.')
}

/** Whether the role in use could change the trail, triggers or not. */
async function checkTrail(database: Database, { databaseUrl }: Settings): Promise<Finding> {
  const about = 'Nhật ký thay đổi'
  const power = await powerOverTrail(database)
  if (power === null) return good(about, 'tài khoản trong DATABASE_URL chỉ ghi thêm được, không sửa và không xóa được.')
  if (databaseUrl === null) {
    return good(
      about,
      'cơ sở dữ liệu đi kèm do chính chương trình giữ nên không tách quyền được; sửa, xóa đều lộ ra khi chạy lệnh audit verify.',
    )
  }
  const why = {
    superuser: 'là tài khoản quản trị máy chủ (superuser)',
    owner: 'là chủ sở hữu các bảng',
    granted: 'được cấp quyền sửa hoặc xóa',
  }[power]
  return warning(
    about,
    `tài khoản trong DATABASE_URL ${why} nên có thể sửa, xóa nhật ký. Hãy chạy hệ thống bằng một tài khoản riêng, cấp quyền bằng lệnh migrate --grant-to.`,
  )
}

/** Whether the key file is there that opens what is kept of denouncers, for its owner alone, and nothing of it lies about. */
async function checkProtectedKeys(database: Database, { dataDirectory }: Settings): Promise<Finding> {
  const about = 'Khóa kho bảo vệ người tố cáo'
  const { path, fault, names } = openKeyRing(protectedKeyFile(join(dataDirectory, 'keys')))
  const needed = await protectedKeysNeeded(database)
  const found = await fault(needed.map(({ keyName }) => keyName))
  if (found?.kind === 'missing') {
    const cases = needed
      .filter(({ keyName }) => found.names.includes(keyName))
      .reduce((sum, each) => sum + each.cases, 0)
    return wrong(
      about,
      `${path} thiếu khóa ${found.names.join(', ')} nên không mở được danh tính trong ${formatNumber(cases)} đơn. Hãy chép lại tệp khóa đã cất riêng; hệ thống không tự tạo khóa khác thay.`,
    )
  }
  if (found?.kind === 'unreadable') return wrong(about, `không đọc được ${path}, hoặc tệp không phải tệp khóa.`)
  if (found?.kind === 'open-to-others')
    return wrong(about, `tài khoản khác trên máy đọc được ${path}. Hãy chạy: chmod 600 “${path}”.`)
  const kept = await readdir(dirname(path)).catch(() => [])
  const retired = kept.filter((name) => name.startsWith(`${basename(path)}.`))
  if (retired.length > 0)
    return warning(about, `còn khóa cũ trong ${dirname(path)}: ${retired.join(', ')}. Hãy chuyển đi nơi cất riêng.`)
  if ((await names()).length === 0) return good(about, 'chưa có, sẽ được tạo khi có đơn tố cáo đầu tiên.')
  return good(
    about,
    `đủ khóa cho ${formatNumber(needed.reduce((sum, each) => sum + each.cases, 0))} đơn, chỉ chủ sở hữu đọc được. Bản sao lưu không chứa khóa: hãy cất riêng một bản.`,
  )
}

/** The folder itself or the nearest one above it that exists. */
async function nearestFolder(path: string): Promise<string> {
  const exists = (await stat(path).catch(() => null)) !== null
  return exists || dirname(path) === path ? path : nearestFolder(dirname(path))
}

/** Why there was no connection, without the address: it may hold a password. */
function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code
  const KNOWN: Record<string, string> = {
    ECONNREFUSED: 'không có máy chủ PostgreSQL ở địa chỉ trong DATABASE_URL',
    ENOTFOUND: 'không tìm thấy máy chủ trong DATABASE_URL',
    ETIMEDOUT: 'máy chủ không trả lời',
    '28P01': 'sai tên hoặc mật khẩu trong DATABASE_URL',
    '28000': 'máy chủ không cho tài khoản này kết nối',
    '3D000': 'cơ sở dữ liệu trong DATABASE_URL chưa được tạo',
  }
  return KNOWN[code ?? ''] ?? `mã lỗi ${code ?? 'không rõ'}`
}
