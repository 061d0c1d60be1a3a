import { addDays, type CalendarDate, formatCalendarDate, parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import type { UnitDescription } from './unit-version.ts'

/** The columns of a file of units, with the titles they have in Excel; in JSON a row has these names as its keys. */
export const UNIT_COLUMNS = {
  code: 'Mã đơn vị',
  name: 'Tên đầy đủ',
  shortName: 'Tên viết tắt',
  kind: 'Loại đơn vị',
  parent: 'Mã đơn vị cấp trên',
  placeName: 'Địa danh',
  issuerCode: 'Ký hiệu cơ quan ban hành',
  administrativeCode: 'Mã hành chính',
  validFrom: 'Từ ngày',
  validTo: 'Đến hết ngày',
  legalAct: 'Căn cứ',
} as const
export type UnitColumn = keyof typeof UNIT_COLUMNS
const COLUMNS = Object.keys(UNIT_COLUMNS) as UnitColumn[]
const REQUIRED: readonly UnitColumn[] = ['code', 'name', 'kind', 'validFrom']
const LONGEST: Readonly<Record<UnitColumn, number>> = {
  code: 60,
  name: 300,
  shortName: 150,
  kind: 150,
  parent: 60,
  placeName: 100,
  issuerCode: 40,
  administrativeCode: 20,
  validFrom: 20,
  validTo: 20,
  legalAct: 300,
}

/** A row as it stands in the file; an empty cell is the empty text. `row` is the number beside it in Excel. */
export type UnitRow = { row: number } & Record<UnitColumn, string>
/** What is wrong with a row, so that whoever made the file can mend it. */
export type RowFault = { row: number; message: string }

/** What a unit is from a day to a day, with its parent by code. */
export type UnitSpan = Omit<UnitDescription, 'parentUnitId'> & {
  parentCode: string | null
  validFrom: CalendarDate
  validTo: CalendarDate | null
  legalAct: string
}
export type UnitInFile = { code: string; row: number; spans: UnitSpan[] }

/**
 * The rows below the heading of a sheet. Columns may stand in any order; those with other titles are left alone.
 * Refuses `organisation.import-no-heading` when a required column is missing in the first row.
 */
export function unitRowsOfSheet(
  rows: readonly { number: number; cells: readonly (string | number | boolean | null)[] }[],
): UnitRow[] {
  const [heading, ...below] = rows
  const titles = (heading?.cells ?? []).map((cell) => withoutAccents(String(cell ?? '')))
  const placeOf = (column: UnitColumn) => titles.indexOf(withoutAccents(UNIT_COLUMNS[column]))
  const missing = REQUIRED.filter((column) => placeOf(column) < 0)
  if (missing.length > 0) {
    throw new Refusal(
      'invalid',
      'organisation.import-no-heading',
      `Dòng đầu của trang tính phải là tên cột; còn thiếu: ${missing.map((column) => `“${UNIT_COLUMNS[column]}”`).join(', ')}. Hãy xuất danh sách đơn vị ra tệp mẫu rồi điền vào đó.`,
    )
  }
  return below.map(({ number, cells }) => {
    const read = (column: UnitColumn) => {
      const cell = cells[placeOf(column)]
      return cell === null || cell === undefined ? '' : String(cell)
    }
    return { row: number, ...(Object.fromEntries(COLUMNS.map((column) => [column, read(column)])) as CellsOfUnit) }
  })
}

type CellsOfUnit = Record<UnitColumn, string>

/** The rows of a JSON file: a list of objects, the first being row 1. Refuses `organisation.import-not-a-list`. */
export function unitRowsOfJson(content: unknown): UnitRow[] {
  if (!Array.isArray(content) || content.some((each) => typeof each !== 'object' || each === null)) {
    throw new Refusal(
      'invalid',
      'organisation.import-not-a-list',
      'Tệp JSON phải là một danh sách các đơn vị, như lệnh “export units” xuất ra.',
    )
  }
  return content.map((each: Record<string, unknown>, index) => {
    const cells = Object.fromEntries(
      COLUMNS.map((column) => [
        column,
        String(each[column] ?? '')
          .normalize('NFC')
          .trim(),
      ]),
    )
    return { row: index + 1, ...(cells as CellsOfUnit) }
  })
}

/**
 * The units of the rows. Several rows with one code are one unit through time: each holds until the day before the next begins;
 * the last holds on unless it says until when.
 */
export function readUnitRows(
  rows: readonly UnitRow[],
  kinds: readonly { code: string; title: string }[],
): { units: UnitInFile[]; faults: RowFault[] } {
  const faults: RowFault[] = []
  const units = new Map<string, UnitInFile>()
  for (const row of rows) {
    const { span, wrong } = readRow(row, kinds)
    faults.push(...wrong.map((message) => ({ row: row.row, message })))
    if (!span) continue
    const unit = units.get(row.code) ?? { code: row.code, row: row.row, spans: [] }
    if (unit.spans.some((other) => other.validFrom === span.validFrom)) {
      faults.push({
        row: row.row,
        message: `Mã “${row.code}” đã có ở dòng khác với cùng ngày bắt đầu ${formatCalendarDate(span.validFrom)}.`,
      })
      continue
    }
    unit.spans.push(span)
    units.set(row.code, unit)
  }
  for (const unit of units.values()) faults.push(...closeSpans(unit))
  return { units: [...units.values()], faults: inRowOrder(faults) }
}

export function inRowOrder(faults: readonly RowFault[]): RowFault[] {
  return [...faults].sort((first, second) => first.row - second.row)
}

function readRow(row: UnitRow, kinds: readonly { code: string; title: string }[]) {
  const wrong: string[] = []
  for (const column of COLUMNS) {
    if (REQUIRED.includes(column) && row[column] === '') wrong.push(`Thiếu “${UNIT_COLUMNS[column]}”.`)
    if (row[column].length > LONGEST[column]) {
      wrong.push(`“${UNIT_COLUMNS[column]}” dài quá ${LONGEST[column]} ký tự.`)
    }
  }
  if (row.code !== '' && !/^[\p{L}0-9._-]+$/u.test(row.code)) {
    wrong.push(`Mã đơn vị “${row.code}” chỉ được gồm chữ cái, chữ số, dấu chấm, gạch nối.`)
  }
  const kind = kinds.find(({ code, title }) => code === row.kind || withoutAccents(title) === withoutAccents(row.kind))
  if (!kind && row.kind !== '') wrong.push(`Không có loại đơn vị “${row.kind}”.`)
  const validFrom = dayIn(row, 'validFrom', wrong)
  const validTo = dayIn(row, 'validTo', wrong)
  if (validFrom && validTo && validTo < validFrom) {
    wrong.push(
      `“${UNIT_COLUMNS.validTo}” (${formatCalendarDate(validTo)}) trước “${UNIT_COLUMNS.validFrom}” (${formatCalendarDate(validFrom)}).`,
    )
  }
  if (row.parent !== '' && row.parent === row.code) wrong.push('Đơn vị không thể là cấp trên của chính mình.')
  if (wrong.length > 0 || !kind || !validFrom) return { span: null, wrong }
  const span: UnitSpan = {
    name: row.name,
    shortName: row.shortName === '' ? row.name.slice(0, 150) : row.shortName,
    kindCode: kind.code,
    parentCode: row.parent === '' ? null : row.parent,
    placeName: row.placeName === '' ? null : row.placeName,
    issuerCode: row.issuerCode === '' ? null : row.issuerCode,
    administrativeCode: row.administrativeCode === '' ? null : row.administrativeCode,
    validFrom,
    validTo,
    legalAct: row.legalAct,
  }
  return { span, wrong }
}

function dayIn(row: UnitRow, column: 'validFrom' | 'validTo', wrong: string[]): CalendarDate | null {
  if (row[column] === '') return null
  try {
    return parseCalendarDate(row[column])
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    wrong.push(`“${UNIT_COLUMNS[column]}”: ${refusal.messageForPerson}`)
    return null
  }
}

/** Ends each span where the next begins; a span that says otherwise is a fault. */
function closeSpans(unit: UnitInFile): RowFault[] {
  unit.spans.sort((first, second) => first.validFrom.localeCompare(second.validFrom))
  return unit.spans.flatMap((span, index) => {
    const next = unit.spans[index + 1]
    if (!next) return []
    if (span.validTo === null) span.validTo = addDays(next.validFrom, -1)
    if (span.validTo < next.validFrom) return []
    return [
      {
        row: unit.row,
        message: `Mã “${unit.code}”: giai đoạn từ ${formatCalendarDate(span.validFrom)} đến ${formatCalendarDate(span.validTo)} chồng lên giai đoạn từ ${formatCalendarDate(next.validFrom)}.`,
      },
    ]
  })
}

export type UnitImportPlan = {
  /** Units that are not there yet. */
  added: UnitInFile[]
  /** Units that are there and get what begins after what they have. */
  changed: UnitInFile[]
  unchanged: number
  faults: RowFault[]
}

/**
 * What bringing the units in would do, given what is there (by code, oldest span first). What is there is never overwritten: a
 * row must be the same as what is there, or begin after it.
 */
export function planUnitImport(
  units: readonly UnitInFile[],
  there: ReadonlyMap<string, readonly UnitSpan[]>,
): UnitImportPlan {
  const plan: UnitImportPlan = { added: [], changed: [], unchanged: 0, faults: [] }
  for (const unit of units) {
    const known = there.get(unit.code)
    const fresh = unit.spans.filter((span) => !known?.some((other) => isSameSpan(other, span)))
    if (!known) plan.added.push(unit)
    else if (endsWhatGoesOn(unit, known)) {
      const message = `Đơn vị “${unit.code}” đang hoạt động. Tệp không kết thúc đơn vị đã có: hãy để trống “${UNIT_COLUMNS.validTo}” và ghi việc kết thúc bằng một lần sắp xếp đơn vị.`
      plan.faults.push({ row: unit.row, message })
    } else if (fresh.length === 0) plan.unchanged += 1
    else {
      const wrong = whyNotAfter(unit, fresh, known)
      if (wrong) plan.faults.push({ row: unit.row, message: wrong })
      else plan.changed.push({ ...unit, spans: fresh })
    }
  }
  plan.faults.push(...parentFaults(units, there))
  return { ...plan, faults: inRowOrder(plan.faults) }
}

function whyNotAfter(unit: UnitInFile, fresh: readonly UnitSpan[], known: readonly UnitSpan[]): string | null {
  const latest = known.at(-1)
  const first = fresh[0]
  if (!latest || !first) return null
  if (first.validFrom <= latest.validFrom) {
    return `Đơn vị “${unit.code}” đã có thông tin từ ngày ${formatCalendarDate(latest.validFrom)}, khác với dòng này. Tệp không ghi đè: hãy sửa dòng cho khớp, hoặc ghi thay đổi từ một ngày sau đó.`
  }
  if (latest.validTo !== null && latest.validTo < addDays(first.validFrom, -1)) {
    return `Đơn vị “${unit.code}” đã kết thúc hoạt động ngày ${formatCalendarDate(latest.validTo)}.`
  }
  return null
}

function endsWhatGoesOn(unit: UnitInFile, known: readonly UnitSpan[]): boolean {
  const ending = unit.spans.at(-1)
  if (!ending || ending.validTo === null) return false
  return known.some((span) => span.validTo === null && isSameSpan(span, ending))
}

/** The day of the end is left out: it follows from what comes next. */
function isSameSpan(first: UnitSpan, second: UnitSpan): boolean {
  const described = ({ validTo: _validTo, ...rest }: UnitSpan) => JSON.stringify(Object.entries(rest).sort())
  return described(first) === described(second)
}

function parentFaults(units: readonly UnitInFile[], there: ReadonlyMap<string, readonly UnitSpan[]>): RowFault[] {
  const inFile = new Map(units.map((unit) => [unit.code, unit.spans]))
  const spanOn = (code: string, day: CalendarDate) =>
    [...(inFile.get(code) ?? []), ...(there.get(code) ?? [])].find(
      (span) => span.validFrom <= day && (span.validTo === null || day <= span.validTo),
    )
  return units.flatMap(({ code, row, spans }) =>
    spans.flatMap(({ parentCode, validFrom }) => {
      if (parentCode === null) return []
      if (!inFile.has(parentCode) && !there.has(parentCode)) {
        return [{ row, message: `Không có đơn vị cấp trên mang mã “${parentCode}”, cả trong hệ thống và trong tệp.` }]
      }
      const upwards = [code]
      for (let above: string | null = parentCode; above !== null; ) {
        if (upwards.includes(above)) {
          return [{ row, message: `Cấp trên của “${code}” quay vòng: ${[...upwards, above].join(' → ')}.` }]
        }
        upwards.push(above)
        const span: UnitSpan | undefined = spanOn(above, validFrom)
        if (!span) {
          const message = `Đơn vị cấp trên “${above}” không hoạt động vào ngày ${formatCalendarDate(validFrom)}.`
          return [{ row, message }]
        }
        above = span.parentCode
      }
      return []
    }),
  )
}
