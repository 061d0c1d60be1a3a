import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import { requireRepresentatives } from './large-group.ts'
import { type RefusalGroundCode, requireGround } from './refusal-ground.ts'

/** What people come about, by content and not by what they call it. Petitions have the same kinds. */
export const VISIT_KINDS = {
  complaint: 'Khiếu nại',
  denunciation: 'Tố cáo',
  proposal: 'Kiến nghị',
  feedback: 'Phản ánh',
} as const
export type VisitKind = keyof typeof VISIT_KINDS

/** What came of a visit on the spot. The first four received the visitor. */
export const OUTCOMES = {
  accepted: 'Tiếp nhận để xem xét, giải quyết',
  explained: 'Trả lời, giải thích ngay',
  guided: 'Hướng dẫn đến cơ quan có thẩm quyền',
  transferred: 'Chuyển cơ quan có thẩm quyền',
  refused: 'Từ chối tiếp',
} as const
export type Outcome = keyof typeof OUTCOMES

/** What stands in place of the visitor of a denunciation, everywhere. */
export const PROTECTED_VISITOR = 'Người tố cáo (được giữ bí mật)'
/** What stands in place of what was denounced, for those who do not keep the register of the very unit. */
export const PROTECTED_CONTENT = 'Nội dung tố cáo (được giữ bí mật)'

export type Visitor = { fullName: string; address: string; idNumber: string }

export type VisitEntered = {
  kind: VisitKind
  content: string
  personCount: number
  visitors: readonly Visitor[]
  outcome: Outcome | null
  otherBody: string
  documentNumber: string
  refusalGround: RefusalGroundCode | null
}

/**
 * Refuses what a row of the register cannot say: `reception.denouncer-not-written-here` (Law on Denunciations 25/2018/QH14, Articles
 * 8(3), 9(1) and 56), `reception.nobody-named`, `reception.other-body-missing` (guided or transferred, but where to),
 * `reception.ground-missing`, a ground that does not hold on the day, and the representatives that `requireRepresentatives` refuses.
 */
export function requireVisit(given: VisitEntered, heldOn: CalendarDate): void {
  if (given.kind === 'denunciation') refuseDenouncer(given.visitors)
  else {
    requireNames(given.visitors)
    requireRepresentatives(given.personCount, given.visitors.length)
  }
  if ((given.outcome === 'guided' || given.outcome === 'transferred') && given.otherBody === '') {
    const message =
      given.outcome === 'guided'
        ? 'Hãy ghi đã hướng dẫn công dân đến cơ quan nào.'
        : 'Hãy ghi đã chuyển đến cơ quan nào.'
    throw new Refusal('invalid', 'reception.other-body-missing', message, { otherBody: message })
  }
  if (given.outcome === 'refused') {
    if (given.refusalGround === null) {
      const message = 'Từ chối tiếp phải có căn cứ. Hãy chọn một căn cứ trong danh sách.'
      throw new Refusal('invalid', 'reception.ground-missing', message, { refusalGround: message })
    }
    requireGround(given.refusalGround, heldOn)
  }
}

function refuseDenouncer(visitors: readonly Visitor[]): void {
  if (visitors.length === 0) return
  const message =
    'Sổ tiếp công dân không ghi họ tên, địa chỉ, số giấy tờ của người tố cáo. Hãy xóa các ô này; thông tin người tố cáo quản lý theo chế độ mật.'
  throw new Refusal('invalid', 'reception.denouncer-not-written-here', message, { visitorName: message })
}

function requireNames(visitors: readonly Visitor[]): void {
  if (visitors.length > 0) return
  const message = 'Hãy ghi họ tên người được tiếp, hoặc người đại diện của đoàn.'
  throw new Refusal('invalid', 'reception.nobody-named', message, { visitorName: message })
}

/**
 * The people in a text with one on each line: `Họ tên; địa chỉ; số căn cước`, the last two as far as told. Blank lines do not count.
 * Refuses `reception.visitor-not-read` for a line with more parts.
 */
export function visitorsInLines(text: string): Visitor[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [fullName = '', address = '', idNumber = '', ...rest] = line.split(';').map((part) => part.trim())
      if (fullName === '' || rest.length > 0 || !/^[0-9A-Z]{0,20}$/i.test(idNumber.replace(/\s/g, ''))) {
        const message = `Không đọc được dòng “${line.slice(0, 60)}”. Mỗi dòng một người: họ tên; địa chỉ; số căn cước (hai phần sau có thể bỏ trống).`
        throw new Refusal('invalid', 'reception.visitor-not-read', message, { otherVisitors: message })
      }
      return { fullName, address, idNumber: idNumber.replace(/\s/g, '') }
    })
}

/** The same people as such lines. */
export function visitorLines(visitors: readonly Visitor[]): string {
  return visitors
    .map(({ fullName, address, idNumber }) => [fullName, address, idNumber].join('; ').replace(/(; )+$/, ''))
    .join('\n')
}

/** `093123456789` → `••••••••6789`: enough to tell two visitors of one name apart. */
export function maskedIdNumber(idNumber: string): string {
  if (idNumber.length <= 6) return '•'.repeat(idNumber.length)
  return '•'.repeat(idNumber.length - 4) + idNumber.slice(-4)
}

/**
 * Refuses `reception.visitor-in-text`: words that stay in the register of what turned out to be a denunciation still name who came.
 * Compared without accents and capitals.
 */
export function refuseVisitorInText(texts: Readonly<Record<string, string>>, visitors: readonly Visitor[]): void {
  const named = visitors
    .flatMap(({ fullName, address, idNumber }) => [fullName, address, idNumber])
    .map(withoutAccents)
    .filter((part) => part.length > 3)
  const message =
    'Nội dung còn nêu họ tên, địa chỉ hoặc số giấy tờ của người đến tố cáo. Hãy viết lại sao cho không nhận ra người tố cáo.'
  const fields = Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => named.some((part) => withoutAccents(text).includes(part)))
      .map(([name]) => [name, message]),
  )
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', 'reception.visitor-in-text', message, fields)
}
