import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import {
  type CountryImport,
  importCountryUnits,
  importUnits,
  previewUnitImport,
  type UnitImportPlan,
  type UnitRow,
  unitRowsOfJson,
  unitRowsOfWorkbook,
} from '../modules/organisation/index.ts'
import type { Database } from '../platform/database/database.ts'
import { dateInVietnam } from '../vocabulary/calendar-date.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import { printJson, type Run, say, WrongUsage } from './command.ts'
import { readJsonFile } from './json-file.ts'
import { recordSheets, sheetImport } from './record-sheets.ts'
import { openMigratedDatabase } from './with-database.ts'

type Asked = { file: string | undefined; province: string | undefined; dryRun: boolean; json: boolean }

/** What can be imported, by the word that names it on the command line. */
const KINDS: Readonly<Record<string, (database: Database, asked: Asked) => Promise<number>>> = {
  'country-units': countryUnitsImport,
  units: unitsImport,
}

export const run: Run = async (argv, settings) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      province: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
      account: { type: 'string' },
      'good-rows': { type: 'boolean' },
    },
  })
  const [kind = '', file] = positionals
  const sheet = recordSheets().find((known) => known.kind === kind)
  if (sheet) {
    if (file === undefined || positionals.length > 2 || values.province !== undefined) {
      throw new WrongUsage(
        `Cần: import ${kind} FILE.xlsx|FILE.json [--account TÊN_ĐĂNG_NHẬP] [--dry-run] [--good-rows]`,
      )
    }
    return sheetImport(settings, sheet, {
      ...{ file, account: values.account, dryRun: values['dry-run'] ?? false },
      ...{ goodRows: values['good-rows'] ?? false, json: values.json ?? false },
    })
  }
  if (values.account !== undefined || values['good-rows'])
    throw new WrongUsage('--account, --good-rows không dùng khi nhập đơn vị.')
  const work = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined
  if (!work || positionals.length > 2) {
    throw new WrongUsage(
      `Cần nói nhập gì: ${[...Object.keys(KINDS), ...recordSheets().map((known) => known.kind)].join(', ')}.`,
    )
  }
  const asked = { file, province: values.province, dryRun: values['dry-run'] ?? false, json: values.json ?? false }
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    return await work(database, asked)
  } finally {
    await close()
  }
}

async function countryUnitsImport(database: Database, { file, province, dryRun, json }: Asked): Promise<number> {
  if (file !== undefined) throw new WrongUsage('import country-units không cần tệp.')
  const answer = await importCountryUnits(database, { onlyProvince: province, dryRun })
  if (json) printJson(answer)
  else process.stdout.write(countryAsText(answer, dryRun))
  return 0
}

const GROUPS = {
  province: 'tỉnh, thành phố',
  commune: 'xã, phường, đặc khu',
  'former-province': 'tỉnh, thành phố cũ',
  'former-district': 'huyện, quận, thị xã, thành phố cũ',
  'former-commune': 'xã, phường, thị trấn cũ',
} as const

function countryAsText({ units, successionsAdded, fromList }: CountryImport, dryRun: boolean): string {
  const lines = units.map(
    ({ group, added, untouched }) =>
      `${formatNumber(added).padStart(8)} ${GROUPS[group]}; ${formatNumber(untouched)} đã có, giữ nguyên`,
  )
  const isDone = units.every(({ added }) => added === 0)
  return [
    isDone ? 'Mọi đơn vị đã có, không có gì thay đổi.' : dryRun ? 'Sẽ thêm (chưa ghi gì):' : 'Đã thêm:',
    ...lines,
    `${formatNumber(successionsAdded).padStart(8)} quan hệ kế thừa (sáp nhập, kết thúc hoạt động)`,
    `Danh mục: ${formatNumber(fromList.provinces)} tỉnh, ${formatNumber(fromList.communes)} đơn vị cấp xã, ${formatNumber(fromList.mappings)} dòng đối chiếu; ${formatNumber(fromList.communesThatContinue)} đơn vị cấp xã giữ nguyên.`,
    ...(fromList.mappingsWithoutOldUnit === 0
      ? []
      : [
          `${formatNumber(fromList.mappingsWithoutOldUnit)} dòng đối chiếu không có mã đơn vị cũ nên không tạo đơn vị (xem docs/import.md).`,
        ]),
    ...(fromList.communesWithoutPredecessor.length === 0
      ? []
      : [`Danh mục không nêu đơn vị cũ của: ${fromList.communesWithoutPredecessor.join(', ')}.`]),
    '',
  ].join('\n')
}

async function unitsImport(database: Database, { file, province, dryRun, json }: Asked): Promise<number> {
  if (file === undefined || province !== undefined) throw new WrongUsage('Cần: import units FILE.xlsx|FILE.json')
  const rows = await unitRowsOf(file)
  const today = dateInVietnam(new Date())
  const plan = dryRun
    ? await previewUnitImport(database, null, rows, today)
    : await importUnits(database, null, rows, today)
  if (json) printJson(unitPlanAnswer(plan))
  else {
    for (const { row, message } of plan.faults) say(`Dòng ${row}: ${message}`)
    process.stdout.write(
      `${dryRun ? 'Sẽ thêm' : 'Đã thêm'} ${formatNumber(plan.added.length)} đơn vị, ghi thay đổi ${formatNumber(plan.changed.length)} đơn vị; ${formatNumber(plan.unchanged)} đơn vị đã có, giữ nguyên.\n`,
    )
  }
  return plan.faults.length === 0 ? 0 : 1
}

function unitPlanAnswer({ added, changed, unchanged, faults }: UnitImportPlan) {
  const codes = (units: { code: string }[]) => units.map((unit) => unit.code)
  return { added: codes(added), changed: codes(changed), unchanged, faults }
}

async function unitRowsOf(file: string): Promise<UnitRow[]> {
  if (!/\.(xlsx|json)$/i.test(file)) {
    throw new Refusal('invalid', 'organisation.import-no-such-format', 'Chỉ nhận tệp .xlsx hoặc .json.')
  }
  if (/\.json$/i.test(file)) return unitRowsOfJson(await readJsonFile(file))
  const content = await readFile(file).catch(() => {
    throw new Refusal('invalid', 'file.unreadable', `Không đọc được tệp “${file}”. Hãy kiểm tra lại đường dẫn.`)
  })
  return unitRowsOfWorkbook(content)
}
