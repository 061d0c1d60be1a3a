import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** A ground on which a visitor may be refused. */
export type RefusalGround = {
  title: string
  source: string
  /** First day on which it can be named; the law's own three hold since the law is in force. */
  validFrom?: CalendarDate
  /** True where the head must say so in writing (form 01/TCD); elsewhere it is explained on the spot. */
  inWriting?: true
}

const LAW = 'Điều 9 Luật Tiếp công dân 42/2013/QH13'
const DECREE = 'khoản 1 Điều 4 Nghị định 154/2026/NĐ-CP'
const DECREE_FROM = '2026-07-01'

/**
 * Law on Citizen Reception 42/2013/QH13, Article 9; Decree 154/2026/NĐ-CP, Article 4(1), a to k, in force since 1 July 2026. The decree
 * was read in an unofficial copy: to be compared with the gazette.
 */
export const REFUSAL_GROUNDS = {
  '9-1': {
    title: 'Người say do dùng chất kích thích, mất khả năng nhận thức hoặc điều khiển hành vi',
    source: `Khoản 1 ${LAW}`,
  },
  '9-2': { title: 'Đe dọa, xúc phạm hoặc vi phạm nội quy nơi tiếp công dân', source: `Khoản 2 ${LAW}` },
  '9-3': {
    title:
      'Khiếu nại, tố cáo kéo dài về vụ việc đã giải quyết đúng, đã được rà soát, thông báo bằng văn bản và đã được tiếp, giải thích',
    source: `Khoản 3 ${LAW}`,
    inWriting: true,
  },
  '4-a': {
    title: 'Mang vũ khí, vật liệu nổ, chất nguy hiểm mà không chấp hành gửi, giao nộp',
    source: `Điểm a ${DECREE}`,
    validFrom: DECREE_FROM,
  },
  '4-b': { title: 'Không chấp hành kiểm tra an ninh', source: `Điểm b ${DECREE}`, validFrom: DECREE_FROM },
  '4-c': {
    title: 'Tự ý ghi âm, ghi hình, phát trực tiếp khi đã được yêu cầu không ghi',
    source: `Điểm c ${DECREE}`,
    validFrom: DECREE_FROM,
  },
  '4-d': {
    title: 'Kích động, lôi kéo, gây rối trật tự nơi tiếp công dân',
    source: `Điểm d ${DECREE}`,
    validFrom: DECREE_FROM,
  },
  '4-đ': {
    title: 'Không có năng lực hành vi dân sự đầy đủ và không có người đại diện hợp pháp',
    source: `Điểm đ ${DECREE}`,
    validFrom: DECREE_FROM,
  },
  '4-e': {
    title: 'Người đại diện, người được ủy quyền không xuất trình giấy tờ chứng minh',
    source: `Điểm e ${DECREE}`,
    validFrom: DECREE_FROM,
  },
  '4-g': {
    title: 'Nội dung không thuộc phạm vi khiếu nại, tố cáo, kiến nghị, phản ánh',
    source: `Điểm g ${DECREE}`,
    validFrom: DECREE_FROM,
  },
  '4-h': {
    title: 'Kiến nghị, phản ánh về vụ việc đã được tiếp, hướng dẫn hoặc trả lời bằng văn bản, không có tình tiết mới',
    source: `Điểm h ${DECREE}`,
    validFrom: DECREE_FROM,
    inWriting: true,
  },
  '4-i': {
    title: 'Vụ việc đã có bản án, quyết định của Tòa án có hiệu lực, không thuộc trường hợp xem xét lại',
    source: `Điểm i ${DECREE}`,
    validFrom: DECREE_FROM,
  },
  '4-k': {
    title: 'Vụ việc đang được cơ quan có thẩm quyền khác thụ lý, giải quyết',
    source: `Điểm k ${DECREE}`,
    validFrom: DECREE_FROM,
  },
} as const satisfies Record<string, RefusalGround>

export type RefusalGroundCode = keyof typeof REFUSAL_GROUNDS

export const refusalGround = (code: RefusalGroundCode): RefusalGround => REFUSAL_GROUNDS[code]

/** The grounds that hold on the day, in the order of the acts. */
export function refusalGroundsOn(day: CalendarDate): RefusalGroundCode[] {
  const codes = Object.keys(REFUSAL_GROUNDS) as RefusalGroundCode[]
  return codes.filter((code) => (refusalGround(code).validFrom ?? '') <= day)
}

/** Refuses `reception.ground-not-in-force`: a ground of the decree before the decree. */
export function requireGround(code: RefusalGroundCode, day: CalendarDate): void {
  if (refusalGroundsOn(day).includes(code)) return
  const message = `Căn cứ từ chối “${refusalGround(code).source}” chưa có hiệu lực vào ngày tiếp. Hãy chọn căn cứ tại Điều 9 Luật Tiếp công dân.`
  throw new Refusal('invalid', 'reception.ground-not-in-force', message, { refusalGround: message })
}
