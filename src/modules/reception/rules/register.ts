import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type RefusalGroundCode, refusalGround } from './refusal-ground.ts'
import {
  maskedIdNumber,
  OUTCOMES,
  type Outcome,
  PROTECTED_CONTENT,
  PROTECTED_VISITOR,
  VISIT_KINDS,
  type VisitKind,
  type Visitor,
} from './visit.ts'

/** A row of the register as it is kept. */
export type RegisterRow = {
  heldOn: CalendarDate
  kind: VisitKind
  visitors: readonly Visitor[]
  content: string
  /** False for a denunciation that the reader may not read. */
  contentIsOpen: boolean
  personCount: number
  resolvedBy: string
  withinCompetence: boolean | null
  outcome: Outcome | null
  otherBody: string
  documentNumber: string
  refusalGround: RefusalGroundCode | null
  result: string
  resultOn: CalendarDate | null
  note: string
}

export type RegisterForm = { title: string; source: string; columns: readonly string[] }

/** Form 03/TCD of Decree 154/2026/NĐ-CP; read in an unofficial copy, to be compared with the gazette. */
const FORM_OF_2026: RegisterForm = {
  title: 'Mẫu số 03/TCD',
  source: 'Nghị định 154/2026/NĐ-CP (đọc ở bản chưa chính thức, cần đối chiếu Công báo)',
  columns: [
    'STT',
    'Ngày tiếp',
    'Họ tên, địa chỉ',
    'CCCD/CMND/Hộ chiếu',
    'Nội dung đơn',
    'Loại đơn (KN/TC/KN/PA)',
    'Số người cùng nội dung',
    'Cơ quan đã giải quyết',
    'Thuộc thẩm quyền (x)',
    'Hướng dẫn công dân đến cơ quan có thẩm quyền',
    'Cơ quan, đơn vị thụ lý',
    'Theo dõi kết quả giải quyết',
    'Ghi chú',
  ],
}

/** The form before, with the three ways of handling in columns of their own. Order and wording are reconstructed. */
const FORM_OF_2021: RegisterForm = {
  title: 'Mẫu số 03/TCD',
  source: 'Thông tư 04/2021/TT-TTCP (12 cột; thứ tự và tên cột cần đối chiếu văn bản)',
  columns: [
    'STT',
    'Ngày tiếp',
    'Họ tên, địa chỉ, CMND/Hộ chiếu',
    'Nội dung vụ việc',
    'Phân loại đơn',
    'Số người cùng nội dung',
    'Cơ quan đã giải quyết',
    'Thụ lý để giải quyết',
    'Trả lại đơn và hướng dẫn',
    'Chuyển đơn đến cơ quan có thẩm quyền',
    'Theo dõi kết quả giải quyết',
    'Ghi chú',
  ],
}

const FORM_OF_2026_FROM: CalendarDate = '2026-07-01'

/** The form that holds on a day. */
export const registerFormOn = (day: CalendarDate): RegisterForm =>
  day >= FORM_OF_2026_FROM ? FORM_OF_2026 : FORM_OF_2021

/** The cells of a row in the form of its own day, as texts; `number` is its place in the print. ID numbers only as far as asked. */
export function registerCells(
  row: RegisterRow,
  number: number,
  { fullIdNumbers }: { fullIdNumbers: boolean },
): string[] {
  const names = row.kind === 'denunciation' ? PROTECTED_VISITOR : row.visitors.map(nameAndAddress).join('\n')
  const ids = row.visitors
    .map(({ idNumber }) => (fullIdNumbers ? idNumber : maskedIdNumber(idNumber)))
    .filter((id) => id !== '')
    .join('\n')
  const content = row.contentIsOpen ? row.content : PROTECTED_CONTENT
  const elsewhere = [row.otherBody, row.documentNumber].filter((part) => part !== '').join(', ')
  const guided = row.outcome === 'guided' ? elsewhere : ''
  const transferred = row.outcome === 'transferred' ? elsewhere : ''
  const common = { first: [String(number), formatCalendarDate(row.heldOn)], last: [tracking(row), remarks(row)] }
  if (row.heldOn < FORM_OF_2026_FROM) {
    const accepted = row.outcome === 'accepted' ? 'x' : ''
    const who = [names, ids].filter((part) => part !== '').join('\n')
    const middle = [who, content, VISIT_KINDS[row.kind], String(row.personCount), row.resolvedBy]
    return [...common.first, ...middle, accepted, guided, transferred, ...common.last]
  }
  const middle = [names, ids, content, VISIT_KINDS[row.kind], String(row.personCount), row.resolvedBy]
  return [...common.first, ...middle, row.withinCompetence ? 'x' : '', guided, transferred, ...common.last]
}

const nameAndAddress = ({ fullName, address }: Visitor) => [fullName, address].filter((part) => part !== '').join(', ')

function tracking({ result, resultOn }: RegisterRow): string {
  return resultOn === null ? '' : `${formatCalendarDate(resultOn)}: ${result}`
}

function remarks({ note, outcome, refusalGround: code }: RegisterRow): string {
  const refused = outcome === 'refused' && code !== null ? `${OUTCOMES.refused}: ${refusalGround(code).source}` : ''
  const explained = outcome === 'explained' ? OUTCOMES.explained : ''
  return [refused, explained, note].filter((part) => part !== '').join('. ')
}
