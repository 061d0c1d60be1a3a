import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import { readAnnexMethod } from './annex-lines.ts'
import { type Numbering, readNumbering, standsUnder } from './annex-numbering.ts'
import type { CriteriaNode, CriteriaSet, Criterion, GroupRole, RankLevel } from './criteria-set.ts'
import { compare, parseQuantity, plus, type Quantity } from './exact.ts'
import { blankSet, readRanks } from './general-fields.ts'
import type { ImportQuestion } from './import-question.ts'
import { readDecimal } from './method-lines.ts'

/** One row of a sheet: what Excel numbers it and the text of its cells. */
export interface AnnexRow {
  readonly number: number
  readonly cells: readonly string[]
}

export interface ReadAnnex {
  readonly set: CriteriaSet
  readonly questions: readonly ImportQuestion[]
  /** What was understood, in sentences. */
  readonly understood: readonly string[]
}

interface Columns {
  readonly number: number
  readonly content: number
  readonly points: number
  readonly how: number | null
  readonly evidence: number | null
}

/** A node while it is read. */
interface Reading {
  readonly row: number
  readonly numbering: Numbering
  readonly code: string
  title: string
  max: string | null
  readonly lines: string[]
  readonly evidence: string[]
  readonly children: Reading[]
}

/**
 * Reads a criteria set out of an annex as it is printed: TT | Nội dung | Điểm tối đa | Cách chấm | Tài liệu kiểm chứng. Nothing is
 * guessed: what can be understood in more than one way, or in none, comes as a question for a person.
 * Null where no row looks like the heads of such columns.
 */
export function readAnnex(
  rows: readonly AnnexRow[],
  { year, indicators }: { year: number; indicators: ReadonlySet<string> },
): ReadAnnex | null {
  const head = rows.findIndex((row) => columnsIn(row) !== null)
  const columns = head < 0 ? null : columnsIn(rows[head] ?? { number: 0, cells: [] })
  if (columns === null) return null
  const questions: ImportQuestion[] = []
  const ask = (row: number, code: string | null, text: string) => questions.push({ row, code, text, decided: false })
  const table = readTable(rows.slice(head + 1), columns, ask)
  const groups = table.roots.map((root) => nodeOf(root, indicators, ask))
  const blank = blankSet(year, titleIn(rows.slice(0, head)) ?? 'Bộ tiêu chí nhập từ tệp Excel')
  const baseMaximum = sumOf(groups.filter((group) => group.role === undefined).map((group) => group.maxPoints))
  if (table.total !== null && table.total.points !== baseMaximum) {
    ask(
      table.total.row,
      null,
      `Dòng tổng cộng ghi ${table.total.points} điểm, các nhóm cộng lại được ${baseMaximum} điểm.`,
    )
  }
  const headRow = rows[head]?.number ?? 0
  if (table.ranks.length < 2) ask(headRow, null, 'Tệp không ghi các mức xếp loại; tạm để bốn mức mẫu.')
  ask(
    headRow,
    null,
    'Tệp không ghi loại đơn vị, năm áp dụng, cách làm tròn và ai chấm từng tiêu chí; hãy xem lại phần thông tin chung.',
  )
  const set: CriteriaSet = {
    ...blank,
    legalAct: { ...blank.legalAct, ...actIn(rows.slice(0, head)) },
    scale: { ...blank.scale, baseMaximum },
    groups,
    ranks: table.ranks.length < 2 ? blank.ranks : table.ranks,
  }
  return { set, questions, understood: understoodIn(set) }
}

type Ask = (row: number, code: string | null, text: string) => void

const HEADS = {
  number: /^(tt|stt|so tt)$/,
  content: /^(noi dung|tieu chi|ten tieu chi|cac tieu chi|linh vuc)/,
  points: /^(diem toi da|diem chuan|diem$|so diem|thang diem toi da)/,
  how: /^(cach cham|cach tinh|phuong phap|huong dan cham|thang diem|ghi chu cach)/,
  evidence: /^(tai lieu|minh chung|ho so)/,
} as const

function columnsIn(row: AnnexRow): Columns | null {
  const texts = row.cells.map((cell) =>
    withoutAccents(cell)
      .replace(/[^a-z0-9 ]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const at = (head: RegExp) => texts.findIndex((text) => head.test(text))
  const [number, content, points] = [at(HEADS.number), at(HEADS.content), at(HEADS.points)]
  if (number < 0 || content < 0 || points < 0) return null
  const optional = (head: RegExp) => (at(head) < 0 ? null : at(head))
  return { number, content, points, how: optional(HEADS.how), evidence: optional(HEADS.evidence) }
}

function readTable(rows: readonly AnnexRow[], columns: Columns, ask: Ask) {
  const roots: Reading[] = []
  const open: Reading[] = []
  const taken = new Set<string>()
  const ranks: RankLevel[] = []
  let total: { row: number; points: string } | null = null
  let first: string | null = null
  for (const row of rows) {
    const cell = (column: number | null) => (column === null ? '' : (row.cells[column] ?? '').trim())
    const [content, points, how] = [cell(columns.content), cell(columns.points), cell(columns.how)]
    const words = withoutAccents(content === '' ? cell(columns.number) : content)
    if (/^(tong cong|tong diem|tong so diem|cong$)/.test(words)) {
      const number = pointsIn(points)
      if (number !== null) total = { row: row.number, points: number }
      continue
    }
    const rank = rankIn(content === '' ? cell(columns.number) : content)
    if (rank !== null && total !== null) {
      ranks.push(rank)
      continue
    }
    const read = readNumbering(cell(columns.number))
    first ??= read?.kind ?? null
    // Capital letters stand above roman numbers only in an annex that begins with them.
    const numbering = read?.kind === 'part' && first !== 'part' ? { ...read, depth: 1 } : read
    const current = open.at(-1)
    if (numbering === null || content === '') {
      addToOpen(current, row, { content, points, how, evidence: cell(columns.evidence) }, ask)
      continue
    }
    while (open.length > 0 && !isInside(numbering, open.at(-1))) open.pop()
    const parent = open.at(-1)
    const reading = begin(
      row,
      numbering,
      { parent, taken, content, points, how, evidence: cell(columns.evidence) },
      ask,
    )
    ;(parent?.children ?? roots).push(reading)
    open.push(reading)
  }
  return { roots, ranks, total }
}

function isInside(numbering: Numbering, holder: Reading | undefined): boolean {
  if (holder === undefined) return false
  if (standsUnder(numbering.text, holder.numbering.text)) return true
  if (numbering.kind === 'dotted' && holder.numbering.kind === 'dotted') return false
  // “1.1” after another “1” than its own is not inside that.
  if (numbering.kind === 'dotted' && holder.numbering.kind === 'number') return false
  return numbering.depth > holder.numbering.depth
}

function begin(
  row: AnnexRow,
  numbering: Numbering,
  at: {
    parent: Reading | undefined
    taken: Set<string>
    content: string
    points: string
    how: string
    evidence: string
  },
  ask: Ask,
): Reading {
  const { parent, taken } = at
  const own = numbering.kind === 'letter' && parent ? `${parent.code}.${numbering.text}` : numbering.text
  const code = taken.has(own) && parent ? `${parent.code}.${numbering.text}` : own
  if (taken.has(code)) ask(row.number, code, `Số thứ tự “${numbering.text}” đứng hai lần; hãy đặt mã khác cho một mục.`)
  const free = taken.has(code) ? `${code}-${row.number}` : code
  taken.add(free)
  const [title = '', ...more] = at.content.split('\n').map((line) => line.trim())
  const max = pointsIn(at.points)
  if (max === null && at.points !== '') ask(row.number, free, `Ô điểm ghi “${at.points}”, không phải một con số.`)
  return {
    row: row.number,
    numbering,
    code: free,
    title,
    max,
    lines: [...more, ...linesIn(at.how)],
    evidence: linesIn(at.evidence),
    children: [],
  }
}

/** A row without a number belongs to the one above: a line of its scale, or more of its evidence. */
function addToOpen(
  current: Reading | undefined,
  row: AnnexRow,
  at: { content: string; points: string; how: string; evidence: string },
  ask: Ask,
): void {
  if (at.content === '' && at.how === '' && at.evidence === '') return
  if (current === undefined) {
    ask(row.number, null, `Dòng “${at.content.slice(0, 200)}” không thuộc mục nào nên chưa được đọc.`)
    return
  }
  const number = pointsIn(at.points)
  const lines = linesIn(at.content)
  const [only] = lines
  if (lines.length === 1 && only !== undefined && number !== null && !/điểm/iu.test(only)) {
    current.lines.push(`${only}: ${at.points.trim()} điểm`.replace('điểm điểm', 'điểm'))
  } else if (lines.length > 0 && !/^[-–+•*]/u.test(at.content) && !/điểm/iu.test(at.content)) {
    ask(
      row.number,
      current.code,
      `Dòng không có số thứ tự: “${at.content.slice(0, 200)}”. Chưa rõ là tiêu chí hay cách chấm.`,
    )
  } else current.lines.push(...lines)
  current.lines.push(...linesIn(at.how))
  current.evidence.push(...linesIn(at.evidence))
}

function nodeOf(reading: Reading, indicators: ReadonlySet<string>, ask: Ask): CriteriaNode {
  const role = roleOf(reading)
  const kept = role === undefined ? {} : { role }
  if (reading.children.length > 0) {
    const capped = reading.lines.some((line) => /cộng quá thì cắt/iu.test(line))
    const children = reading.children.map((child) => nodeOf(child, indicators, ask))
    const maxPoints = reading.max ?? (role === 'bonus' ? null : sumOf(children.map((child) => child.maxPoints)))
    if (reading.max === null && role === undefined) {
      ask(
        reading.row,
        reading.code,
        `Mục không ghi điểm tối đa; tạm lấy tổng của các mục bên trong (${maxPoints} điểm).`,
      )
    }
    return { code: reading.code, title: reading.title, ...kept, maxPoints, ...(capped ? { capped } : {}), children }
  }
  const taking = reading.max?.startsWith('-') === true
  const maxPoints = taking ? '0' : reading.max
  const base = { code: reading.code, title: reading.title, maxPoints: maxPoints ?? '0' }
  const { method, questions } = readAnnexMethod(reading.lines, base, indicators)
  for (const question of questions) ask(reading.row, reading.code, question)
  if (reading.max === null) ask(reading.row, reading.code, 'Tiêu chí không ghi điểm tối đa; tạm để 0 điểm.')
  const evidence = reading.evidence.map((line) => ({
    text: line.replace(/^[-–+•*]\s*/u, '').replace(/\s*\(nếu có\)$/u, ''),
    required: !/\(nếu có\)$/u.test(line),
  }))
  const criterion: Criterion = {
    ...base,
    ...kept,
    ...(taking && reading.max !== null ? { minPoints: reading.max } : {}),
    scorer: 'unit',
    method,
    ...(evidence.length === 0 ? {} : { evidence }),
  }
  return criterion
}

function roleOf(reading: Reading): GroupRole | undefined {
  const words = [reading.title, ...reading.lines].map(withoutAccents)
  if (words.some((each) => /^diem (thuong|cong)\b/.test(each))) return 'bonus'
  return words.some((each) => /^diem tru\b/.test(each)) ? 'deduction' : undefined
}

const linesIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function pointsIn(text: string): string | null {
  return readDecimal(text.replace(/^(tối đa|cộng)\s*/iu, '').replace(/\s*(điểm|đ)$/iu, ''))
}

/** `Hoàn thành tốt: từ 80 đến dưới 90 điểm`. */
function rankIn(text: string): RankLevel | null {
  const found = /^[-–+•*]?\s*([^:]{2,80}):\s*(?:đạt\s*)?(?:từ\s*([\d.,]+)|(dưới)\s*[\d.,]+)/iu.exec(text)
  if (!found?.[1]) return null
  if (found[3] !== undefined) return { title: found[1].trim(), from: '0' }
  const [rank] = readRanks(`${found[1]}: từ ${found[2]} điểm`, 'ranks')
  return rank ?? null
}

function sumOf(points: readonly (string | null)[]): string {
  const sum = points.reduce<Quantity>((total, each) => plus(total, parseQuantity(each ?? '0') ?? 0), 0)
  return typeof sum === 'number' ? String(sum) : sum.toFixed()
}

function titleIn(rows: readonly AnnexRow[]): string | null {
  const texts = rows.flatMap((row) => row.cells).map((cell) => cell.replace(/\s+/g, ' ').trim())
  return texts.find((text) => /tiêu chí/iu.test(text) && text.length < 500) ?? null
}

function actIn(rows: readonly AnnexRow[]): { number?: string; date?: string } {
  const text = rows.flatMap((row) => row.cells).join(' ')
  const number = /(\d+)\s*\/\s*(?:\d{4}\/)?(QĐ|NQ|KH|HD)-[A-ZĐ]+/u.exec(text)?.[0]?.replace(/\s+/g, '')
  const day = /ngày\s+(\d{1,2})(?:\s+tháng\s+|\/)(\d{1,2})(?:\s+năm\s+|\/)(\d{4})/iu.exec(text)
  const date = day ? `${day[3]}-${day[2]?.padStart(2, '0')}-${day[1]?.padStart(2, '0')}` : undefined
  return { ...(number === undefined ? {} : { number }), ...(date === undefined ? {} : { date }) }
}

function understoodIn(set: CriteriaSet): string[] {
  const leaves = (node: CriteriaNode): Criterion[] => ('children' in node ? node.children.flatMap(leaves) : [node])
  const criteria = set.groups.flatMap(leaves)
  const read = criteria.filter((criterion) => criterion.method.kind !== 'free').length
  const zero = compare(parseQuantity(set.scale.baseMaximum) ?? 0, 0) === 0
  return [
    `${set.groups.length} nhóm, ${criteria.length} tiêu chí, tổng ${zero ? 'chưa rõ' : set.scale.baseMaximum} điểm.`,
    `Đọc được cách chấm của ${read} tiêu chí.`,
  ]
}
