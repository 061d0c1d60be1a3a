import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { unitOnDay, unitsAsRows, unitsAsWorkbook } from '../modules/organisation/index.ts'
import { dateInVietnam } from '../vocabulary/calendar-date.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { printJson, type Run, say, WrongUsage } from './command.ts'
import { recordSheets, sheetExport } from './record-sheets.ts'
import { openMigratedDatabase } from './with-database.ts'

export const run: Run = async (argv, settings) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      unit: { type: 'string' },
      output: { type: 'string' },
      json: { type: 'boolean' },
      account: { type: 'string' },
    },
  })
  const { output } = values
  if (output !== undefined && !/\.(xlsx|json)$/i.test(output)) throw new WrongUsage('Tệp phải là .xlsx hoặc .json.')
  const sheet = recordSheets().find((known) => known.kind === positionals[0])
  if (sheet && positionals.length === 1) {
    if (values.unit !== undefined) {
      throw new WrongUsage(`Cần: export ${sheet.kind} [--account TÊN_ĐĂNG_NHẬP] [--output FILE.xlsx|FILE.json]`)
    }
    return sheetExport(settings, sheet, { account: values.account, output })
  }
  if (positionals.length !== 1 || positionals[0] !== 'units') {
    throw new WrongUsage(`Cần nói xuất gì: ${['units', ...recordSheets().map((known) => known.kind)].join(', ')}.`)
  }
  if (values.account !== undefined) throw new WrongUsage('--account không dùng khi xuất đơn vị.')
  const today = dateInVietnam(new Date())
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    const under = values.unit === undefined ? null : [await idOf(values.unit)]
    if (output === undefined) printJson(await unitsAsRows(database, under, today))
    else {
      const content = /\.json$/i.test(output)
        ? `${JSON.stringify(await unitsAsRows(database, under, today), null, 2)}\n`
        : await unitsAsWorkbook(database, under, today)
      await writeFile(output, content)
      say(`Đã ghi danh sách đơn vị vào ${output}.`)
    }
    return 0
  } finally {
    await close()
  }

  async function idOf(code: string): Promise<string> {
    const unit = await unitOnDay(database, { code }, today)
    if (unit) return unit.id
    throw new Refusal('not-found', 'organisation.no-such-unit', `Không có đơn vị nào mang mã “${code}” vào hôm nay.`)
  }
}
