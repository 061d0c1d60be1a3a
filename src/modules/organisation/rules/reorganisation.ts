import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

/** How a unit passes on. `established` is no succession: a unit begins that nobody precedes. */
export const SUCCESSION_KINDS = {
  'merged-into': 'Sáp nhập',
  split: 'Chia tách',
  'part-transferred': 'Chuyển một phần',
  renamed: 'Đổi tên',
  dissolved: 'Giải thể',
  established: 'Thành lập mới',
} as const

export type SuccessionKind = keyof typeof SUCCESSION_KINDS

/** One line of what is asked for: one unit and one of its successors. Empty text where nothing is said. */
export type ReorganisationRow = {
  /** The row of the file as Excel numbers it, or the place in the list of the form. */
  number: number
  kind: SuccessionKind
  fromCode: string
  toCode: string
  toName: string
  toShortName: string
  toKindCode: string
  toParentCode: string
  toIssuerCode: string
  toPlaceName: string
  isMainHeir: boolean
  share: string
  parts: string
}

/** A unit as it is known when a reorganisation is looked at. */
export type KnownUnit = {
  id: string
  code: string
  name: string
  kindCode: string
  parentUnitId: string | null
  /** First day of its first version, first day of its latest, and its last day; null while it lives. */
  firstDay: CalendarDate
  latestFrom: CalendarDate
  lastDay: CalendarDate | null
  /** True when the official keeps this unit up. */
  isYours: boolean
}

export type RowFault = { number: number; message: string }

/** A unit that begins. Its parent is another one that begins (`parentCode`), one that is known, or nobody. */
export type UnitToBegin = {
  code: string
  name: string
  shortName: string
  kindCode: string
  parentCode: string | null
  parentUnitId: string | null
  issuerCode: string
  placeName: string
}

export type Edge = {
  number: number
  kind: Exclude<SuccessionKind, 'established'>
  fromUnitId: string
  /** Code of the successor; null when nobody follows. */
  toCode: string | null
  isMainHeir: boolean
  share: string
  parts: string
}

/** What a reorganisation comes to. Nothing of it may be done while there are faults. */
export type ReorganisationPlan = {
  faults: RowFault[]
  /** Units whose last day is the day before. */
  ends: KnownUnit[]
  begins: UnitToBegin[]
  /** Units that live on under another name, from the day on. */
  renames: { unit: KnownUnit; to: UnitToBegin }[]
  edges: Edge[]
  /** By the id of each unit that ends: the code of the one successor that takes over its open work; null when there is none. */
  heirs: ReadonlyMap<string, string | null>
  /** Units that live on while the unit above them ends: they come under its heir. */
  placedAnew: { unit: KnownUnit; heirCode: string }[]
}

/** One kind of thing a reorganisation moves, or leaves where it is. */
export type MovedKind = {
  title: string
  moved: number
  /** How a few of those that move are named, with the names of the units they leave and reach. */
  examples: { label: string; fromName: string; toName: string }[]
  /** Those that stay with the old unit, by reason. */
  stayed: { reason: string; count: number; examples: string[] }[]
}

/** Kinds by which the unit itself is gone afterwards. */
const ENDING: readonly SuccessionKind[] = ['merged-into', 'split', 'dissolved', 'renamed']
const CODE = /^[A-Za-z0-9.-]{1,40}$/

/**
 * What the rows come to against the units as they are, with every fault by its row. Pure: the same rows and units give the same plan.
 * `children` are the living units directly below those named, so that none is left under a unit that is gone.
 */
export function planReorganisation(
  rows: readonly ReorganisationRow[],
  {
    units,
    children,
    kinds,
    effectiveOn,
  }: {
    units: readonly KnownUnit[]
    children: readonly KnownUnit[]
    kinds: readonly { code: string; title: string }[]
    effectiveOn: CalendarDate
  },
): ReorganisationPlan {
  const faults: RowFault[] = []
  const fault = (number: number, message: string) => faults.push({ number, message })
  const known = new Map(units.map((unit) => [unit.code, unit]))
  const ownName = (row: ReorganisationRow) =>
    row.kind === 'renamed' && (row.toCode === '' || row.toCode === row.fromCode)

  const sources = new Map<string, ReorganisationRow[]>()
  for (const row of rows) {
    if (row.kind !== 'established') sources.set(row.fromCode, [...(sources.get(row.fromCode) ?? []), row])
  }
  const ends: KnownUnit[] = []
  for (const [code, group] of sources) {
    const [first] = group
    const unit = known.get(code)
    if (!first) continue
    if (!unit?.isYours) {
      fault(first.number, `Không có đơn vị nào mang mã “${code}” trong phạm vi bạn quản lý.`)
      continue
    }
    const why = whyNotFrom(unit, effectiveOn)
    if (why !== null) fault(first.number, why)
    const odd = whyNotTogether(group, unit.name)
    if (odd !== null) fault(odd.number, odd.message)
    if (group.some((row) => ENDING.includes(row.kind) && !ownName(row))) ends.push(unit)
  }
  const ending = new Set(ends.map((unit) => unit.code))

  const begins = new Map<string, UnitToBegin>()
  const renames: ReorganisationPlan['renames'] = []
  const described = new Map<string, ReorganisationRow[]>()
  for (const row of rows) {
    if (ownName(row)) {
      const unit = known.get(row.fromCode)
      if (unit) renames.push({ unit, to: renamedUnit(row, unit) })
      if (row.toName === '') fault(row.number, 'Đổi tên thì phải có tên mới của đơn vị.')
      continue
    }
    if (row.toCode === '') {
      if (row.kind !== 'dissolved') {
        fault(row.number, `Hình thức “${SUCCESSION_KINDS[row.kind]}” phải có mã đơn vị kế thừa.`)
      }
      continue
    }
    if (row.kind !== 'established' && row.toCode === row.fromCode) {
      fault(row.number, 'Đơn vị kế thừa không thể là chính đơn vị đó. Nếu chỉ đổi tên, hãy chọn hình thức “Đổi tên”.')
      continue
    }
    described.set(row.toCode, [...(described.get(row.toCode) ?? []), row])
  }
  for (const [code, group] of described) {
    const [first] = group
    if (!first) continue
    const existing = known.get(code)
    if (existing) {
      if (first.kind === 'established') fault(first.number, `Mã “${code}” đã dùng cho ${existing.name}.`)
      if (ending.has(code)) {
        fault(first.number, `${existing.name} vừa là đơn vị kết thúc vừa là đơn vị kế thừa. Hãy kiểm tra lại mã.`)
      } else if (!livesOn(existing, effectiveOn)) {
        fault(first.number, `${existing.name} không hoạt động vào ngày ${formatCalendarDate(effectiveOn)}.`)
      }
      continue
    }
    if (!CODE.test(code)) {
      fault(first.number, `Mã “${code}” chỉ được gồm chữ cái không dấu, chữ số, dấu chấm và gạch nối, tối đa 40 ký tự.`)
    }
    begins.set(code, firstGiven(code, group))
    const clash = group.find((row) => row.toName !== '' && row.toName !== begins.get(code)?.name)
    if (clash)
      fault(
        clash.number,
        `Mã “${code}” được ghi với hai tên khác nhau: “${begins.get(code)?.name}” và “${clash.toName}”.`,
      )
  }
  for (const [code, unit] of begins) {
    const number = described.get(code)?.[0]?.number ?? 0
    if (unit.name === '') fault(number, `Chưa có đơn vị nào mang mã “${code}”; hãy ghi tên đơn vị mới.`)
    if (!kinds.some((kind) => kind.code === unit.kindCode)) {
      fault(number, `Đơn vị mới “${unit.name || code}” chưa có loại đơn vị hoặc loại không có trong danh mục.`)
    }
    const parent = placeOf(unit, { number, begins, known, ending, heirs: described, effectiveOn, fault })
    if (parent === null && !precededByTop(code, rows, known)) {
      fault(number, `Đơn vị mới “${unit.name || code}” chưa có đơn vị cấp trên.`)
    }
    unit.parentUnitId = parent?.id ?? null
  }
  for (const code of inCircle(begins)) {
    fault(described.get(code)?.[0]?.number ?? 0, `Đơn vị cấp trên của mã “${code}” lại trực thuộc chính nó.`)
  }
  for (const rename of renames) {
    const number = rows.find((row) => ownName(row) && row.fromCode === rename.unit.code)?.number ?? 0
    if (rename.to.parentCode !== null) {
      rename.to.parentUnitId =
        placeOf(rename.to, { number, begins, known, ending, heirs: described, effectiveOn, fault })?.id ?? null
    }
  }

  const edges: Edge[] = rows.flatMap((row) => {
    const unit = known.get(row.fromCode)
    if (row.kind === 'established' || !unit) return []
    const toCode = ownName(row) ? row.fromCode : row.toCode === '' ? null : row.toCode
    return [
      {
        number: row.number,
        kind: row.kind,
        fromUnitId: unit.id,
        toCode,
        isMainHeir: false,
        share: row.share,
        parts: row.parts,
      },
    ]
  })
  const seen = new Set<string>()
  for (const edge of edges) {
    const key = `${edge.fromUnitId} ${edge.toCode}`
    if (seen.has(key)) fault(edge.number, 'Dòng này trùng đơn vị cũ và đơn vị kế thừa với một dòng ở trên.')
    seen.add(key)
  }
  const heirs = new Map<string, string | null>()
  for (const unit of ends) heirs.set(unit.id, heirOf(sources.get(unit.code) ?? []))
  for (const edge of edges) edge.isMainHeir = edge.toCode !== null && heirs.get(edge.fromUnitId) === edge.toCode

  const placedAnew: ReorganisationPlan['placedAnew'] = []
  const codeOf = new Map(ends.map((unit) => [unit.id, unit.code]))
  for (const child of children) {
    const parentCode = child.parentUnitId === null ? undefined : codeOf.get(child.parentUnitId)
    if (parentCode === undefined || ending.has(child.code)) continue
    const rename = renames.find((each) => each.unit.id === child.id)
    if (rename && rename.to.parentCode !== null) continue
    const heirCode = heirs.get(child.parentUnitId ?? '') ?? null
    if (heirCode !== null && heirCode !== child.code) {
      if (child.latestFrom > effectiveOn) {
        fault(
          sources.get(parentCode)?.[0]?.number ?? 0,
          `${child.name} đã có thay đổi ghi từ ngày ${formatCalendarDate(child.latestFrom)}, sau ngày hiệu lực, nên chưa chuyển sang đơn vị kế thừa được.`,
        )
      }
      placedAnew.push({ unit: child, heirCode })
      continue
    }
    if (heirCode === child.code) continue
    fault(
      sources.get(parentCode)?.[0]?.number ?? 0,
      `${child.name} còn trực thuộc đơn vị kết thúc này mà không có đơn vị kế thừa chính. Hãy thêm dòng cho đơn vị đó hoặc chọn đơn vị kế thừa chính.`,
    )
  }
  return {
    faults: faults.sort((first, second) => first.number - second.number),
    ends,
    begins: [...begins.values()],
    renames,
    edges,
    heirs,
    placedAnew,
  }
}

function whyNotFrom(unit: KnownUnit, effectiveOn: CalendarDate): string | null {
  const day = formatCalendarDate(effectiveOn)
  if (unit.lastDay !== null && unit.lastDay < effectiveOn) {
    return `${unit.name} đã kết thúc hoạt động ngày ${formatCalendarDate(unit.lastDay)}, trước ngày hiệu lực ${day}.`
  }
  if (unit.firstDay >= effectiveOn) {
    return `${unit.name} chỉ hoạt động từ ngày ${formatCalendarDate(unit.firstDay)}, không trước ngày hiệu lực ${day}.`
  }
  if (unit.latestFrom >= effectiveOn) {
    return `${unit.name} đã có thay đổi ghi từ ngày ${formatCalendarDate(unit.latestFrom)}, không trước ngày hiệu lực ${day}. Hãy kiểm tra lại thay đổi đó.`
  }
  if (unit.lastDay !== null) {
    return `${unit.name} đã được ghi kết thúc vào ngày ${formatCalendarDate(unit.lastDay)}.`
  }
  return null
}

/** Which forms of succession can't stand together for one unit. */
function whyNotTogether(group: readonly ReorganisationRow[], name: string): RowFault | null {
  const of = (...kinds: SuccessionKind[]) => group.filter((row) => kinds.includes(row.kind))
  const ending = of('merged-into', 'split', 'dissolved', 'renamed')
  const [first, second] = ending
  if (first && second && new Set(ending.map((row) => row.kind)).size > 1) {
    return {
      number: second.number,
      message: `${name} chỉ có thể kết thúc theo một hình thức; ở đây có nhiều hình thức khác nhau.`,
    }
  }
  if (first && second && first.kind !== 'split') {
    return {
      number: second.number,
      message: `${name} có nhiều đơn vị kế thừa. Hãy dùng hình thức “Chia tách”, hoặc “Chuyển một phần” cho phần nhỏ.`,
    }
  }
  if (first?.kind === 'split' && !second) {
    return { number: first.number, message: `${name} chia tách thì phải có ít nhất hai đơn vị kế thừa.` }
  }
  const [, another] = group.filter((row) => row.isMainHeir && row.kind !== 'part-transferred')
  if (another) return { number: another.number, message: `${name} chỉ được có một đơn vị kế thừa chính.` }
  return null
}

/** The one successor that takes over: the only one of a merger, the marked one of a split. */
function heirOf(group: readonly ReorganisationRow[]): string | null {
  const whole = group.filter((row) => row.kind !== 'part-transferred' && row.toCode !== '')
  const marked = whole.find((row) => row.isMainHeir)
  if (marked) return marked.toCode
  return whole.length === 1 ? (whole[0]?.toCode ?? null) : null
}

function livesOn(unit: KnownUnit, day: CalendarDate): boolean {
  return unit.firstDay <= day && (unit.lastDay === null || unit.lastDay >= day)
}

function renamedUnit(row: ReorganisationRow, unit: KnownUnit): UnitToBegin {
  return {
    code: unit.code,
    name: row.toName,
    shortName: row.toShortName || row.toName,
    kindCode: row.toKindCode || unit.kindCode,
    parentCode: row.toParentCode || null,
    parentUnitId: unit.parentUnitId,
    issuerCode: row.toIssuerCode,
    placeName: row.toPlaceName,
  }
}

/** A unit may be described on any of the rows that name it: of each column the first that says something. */
function firstGiven(code: string, group: readonly ReorganisationRow[]): UnitToBegin {
  const given = (key: 'toName' | 'toShortName' | 'toKindCode' | 'toParentCode' | 'toIssuerCode' | 'toPlaceName') =>
    group.find((row) => row[key] !== '')?.[key] ?? ''
  return {
    code,
    name: given('toName'),
    shortName: given('toShortName') || given('toName'),
    kindCode: given('toKindCode'),
    parentCode: given('toParentCode') || null,
    parentUnitId: null,
    issuerCode: given('toIssuerCode'),
    placeName: given('toPlaceName'),
  }
}

/** Where a unit stands: `{ id }` with null for a parent that begins too; null when none is named. */
function placeOf(
  unit: UnitToBegin,
  {
    number,
    begins,
    known,
    ending,
    heirs,
    effectiveOn,
    fault,
  }: {
    number: number
    begins: ReadonlyMap<string, UnitToBegin>
    known: ReadonlyMap<string, KnownUnit>
    ending: ReadonlySet<string>
    /** Codes of the successors that the rows name. */
    heirs: { has: (code: string) => boolean }
    effectiveOn: CalendarDate
    fault: (number: number, message: string) => void
  },
): { id: string | null } | null {
  if (unit.parentCode === null) return null
  if (begins.has(unit.parentCode)) return { id: null }
  const parent = known.get(unit.parentCode)
  if (!parent) {
    fault(number, `Không có đơn vị cấp trên nào mang mã “${unit.parentCode}”, và tệp cũng không lập đơn vị đó.`)
    return { id: null }
  }
  if (!parent.isYours && !heirs.has(unit.parentCode)) {
    fault(
      number,
      `Đơn vị cấp trên ${parent.name} không thuộc phạm vi bạn quản lý và không kế thừa đơn vị nào trong tệp.`,
    )
  }
  if (ending.has(unit.parentCode) || !livesOn(parent, effectiveOn)) {
    fault(number, `Đơn vị cấp trên ${parent.name} không hoạt động vào ngày ${formatCalendarDate(effectiveOn)}.`)
  }
  return { id: parent.id }
}

/** A unit at the top may begin when it comes of one that was at the top. */
function precededByTop(
  code: string,
  rows: readonly ReorganisationRow[],
  known: ReadonlyMap<string, KnownUnit>,
): boolean {
  return rows.some((row) => row.toCode === code && known.get(row.fromCode)?.parentUnitId === null)
}

function inCircle(begins: ReadonlyMap<string, UnitToBegin>): string[] {
  return [...begins.keys()].filter((start) => {
    let code: string | null | undefined = begins.get(start)?.parentCode
    for (let steps = 0; code && steps <= begins.size; steps += 1) {
      if (code === start) return true
      code = begins.get(code)?.parentCode
    }
    return false
  })
}

/** The day on which the old units still are. */
export const lastDayBefore = (effectiveOn: CalendarDate): CalendarDate => addDays(effectiveOn, -1)
