import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { protectedKeyFile } from '../folders.ts'
import { rotateProtectedKeys } from '../modules/petitions/index.ts'
import { openKeyRing } from '../platform/encryption/key-ring.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import { printJson, type Run, say, WrongUsage } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const run: Run = async (argv, settings) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  })
  if (positionals.join(' ') !== 'rotate') throw new WrongUsage('Cần: keys rotate')
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    const ring = openKeyRing(protectedKeyFile(join(settings.dataDirectory, 'keys')))
    const rotated = await rotateProtectedKeys(database, ring, new Date())
    const { keyName, rewrapped, retiredKeyFile } = rotated
    if (values.json) printJson({ ...rotated, keyFile: ring.path })
    else
      process.stdout.write(
        `Đã đổi sang khóa ${keyName}; ${formatNumber(rewrapped)} khóa dữ liệu được bọc lại.\nTệp khóa: ${ring.path}\n`,
      )
    if (retiredKeyFile !== null)
      say(
        `Khóa cũ ở ${retiredKeyFile}: bản sao lưu làm trước hôm nay chỉ mở được bằng khóa này. Hãy cất tệp đó cùng nơi cất khóa rồi xóa khỏi máy chủ; và sao chép tệp khóa mới đi cất.`,
      )
    return 0
  } finally {
    await close()
  }
}
