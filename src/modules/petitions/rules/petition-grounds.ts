import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { PetitionKind } from './petition-kind.ts'

/** Closed lists that events refer to by code: so that a log holds no words that could tell who denounces. */

/** The day on which Law 136/2025/QH15 and Decrees 154, 155 and 156/2026 came into force. */
export const NEW_LAW_FROM: CalendarDate = '2026-07-01'

/** What a petition may lack or have against it so that it is not eligible. Source: Circular 05/2021/TT-TTCP, Article 6(2). */
export const ELIGIBILITY_GAPS = {
  language: 'Không viết bằng tiếng Việt và không kèm bản dịch được công chứng',
  date: 'Không ghi ngày, tháng, năm viết đơn',
  writer: 'Không ghi họ tên, địa chỉ của người viết đơn',
  signature: 'Không có chữ ký hoặc điểm chỉ của người viết đơn',
  'complained-of': 'Không ghi tên, địa chỉ cơ quan, tổ chức, cá nhân bị khiếu nại',
  'complaint-content': 'Không nêu nội dung, lý do, tài liệu và yêu cầu khiếu nại',
  denounced: 'Không ghi tên, địa chỉ người bị tố cáo',
  violation: 'Không nêu hành vi vi phạm pháp luật bị tố cáo',
  contact: 'Không có cách thức liên hệ với người tố cáo',
  content: 'Không nêu nội dung kiến nghị, phản ánh',
  'sent-to-several': 'Gửi cho nhiều nơi, trong đó đã có cơ quan có thẩm quyền',
  'already-handled': 'Đã được hướng dẫn hoặc xử lý một lần về cùng nội dung',
  unreadable: 'Rách nát, tẩy xóa, không đọc được',
} as const

export type EligibilityGap = keyof typeof ELIGIBILITY_GAPS

const GAPS_OF_ONE_KIND: Partial<Readonly<Record<EligibilityGap, readonly PetitionKind[]>>> = {
  'complained-of': ['complaint'],
  'complaint-content': ['complaint'],
  denounced: ['denunciation'],
  violation: ['denunciation'],
  contact: ['denunciation'],
  content: ['proposal', 'feedback'],
}

/** The gaps that a petition of the kind can have. */
export function gapsOf(kind: PetitionKind): EligibilityGap[] {
  return codesOf(ELIGIBILITY_GAPS).filter((gap) => GAPS_OF_ONE_KIND[gap]?.includes(kind) ?? true)
}

/** The seven criteria of complexity. Source: Decree 155/2026/NĐ-CP, Article 3a (complaints); Decree 31/2019/NĐ-CP, Article 3 (denunciations). */
export const COMPLEXITY_CRITERIA = {
  'several-places': 'Một nội dung nhưng phải xác minh từ hai địa điểm trở lên',
  'several-contents': 'Có từ hai nội dung trở lên',
  'many-people': 'Nhiều người cùng khiếu nại, tố cáo hoặc liên quan đến quyền lợi của nhiều người',
  'foreign-element': 'Có yếu tố nước ngoài',
  'several-bodies': 'Liên quan đến chức năng quản lý của nhiều cơ quan, tổ chức',
  'bodies-disagree': 'Các cơ quan còn có ý kiến khác nhau',
  'contradictory-evidence': 'Thông tin, tài liệu, chứng cứ mâu thuẫn nhau',
} as const

export type ComplexityCriterion = keyof typeof COMPLEXITY_CRITERIA

export const SUSPENSION_GROUNDS = {
  'other-result': 'Cần đợi kết quả giải quyết của cơ quan khác hoặc của vụ việc khác có liên quan',
  'expert-opinion': 'Cần đợi kết quả giám định bổ sung, giám định lại',
} as const

export type SuspensionGround = keyof typeof SUSPENSION_GROUNDS

/** Source: Law on Denunciations, Article 34(1). For complaints only waiting for a related matter was found (Law 136/2025/QH15). */
export function suspensionGroundsOf(kind: PetitionKind): SuspensionGround[] {
  return kind === 'denunciation' ? ['other-result', 'expert-opinion'] : ['other-result']
}

export const STOP_GROUNDS = {
  withdrawn: 'Người gửi rút toàn bộ đơn bằng văn bản',
  'complainant-gone': 'Người khiếu nại chết hoặc tổ chức khiếu nại giải thể, không có người thừa kế quyền, nghĩa vụ',
  'denounced-died': 'Người bị tố cáo chết và nội dung tố cáo chỉ liên quan đến người đó',
  'already-decided': 'Vụ việc đã được giải quyết bằng quyết định, bản án có hiệu lực',
} as const

export type StopGround = keyof typeof STOP_GROUNDS

/** Source: Law on Complaints, Articles 10 and 11; Decree 155/2026/NĐ-CP, Articles 7a and 28b; Law on Denunciations, Article 34(3). */
export function stopGroundsOf(kind: PetitionKind): StopGround[] {
  return kind === 'denunciation'
    ? ['withdrawn', 'denounced-died', 'already-decided']
    : ['withdrawn', 'complainant-gone']
}

/** How far a petition is withdrawn. Withdrawn as a whole, a denunciation may have to go on all the same. */
export const WITHDRAWAL_EXTENTS = {
  whole: 'Rút toàn bộ: đơn kết thúc',
  part: 'Rút một phần: phần còn lại tiếp tục giải quyết',
  'goes-on': 'Rút toàn bộ nhưng vụ việc vẫn tiếp tục giải quyết',
} as const

export type WithdrawalExtent = keyof typeof WITHDRAWAL_EXTENTS

export const OUTCOMES = {
  founded: 'Đúng',
  unfounded: 'Sai',
  partly: 'Đúng một phần',
} as const

export type Outcome = keyof typeof OUTCOMES

/** How a complaint was settled, counted apart in form 01/KQGQ. A denunciation is always settled by a conclusion. */
export const MANNERS = {
  decision: 'Bằng quyết định giải quyết hoặc kết luận',
  explanation: 'Bằng giải thích, thuyết phục, người khiếu nại đồng ý',
} as const

export type Manner = keyof typeof MANNERS

export const REOPENING_GROUNDS = {
  'wrong-findings': 'Kết luận không chính xác hoặc không khách quan',
  'missed-evidence': 'Bỏ sót tình tiết, tài liệu, chứng cứ quan trọng',
  'misapplied-law': 'Áp dụng pháp luật không đúng khi giải quyết',
  'forced-withdrawal': 'Việc rút đơn do bị đe dọa, ép buộc',
  'new-facts': 'Có tình tiết mới',
} as const

export type ReopeningGround = keyof typeof REOPENING_GROUNDS

export const APPEALS = {
  higher: 'Khiếu nại, kiến nghị tiếp lên cấp trên',
  court: 'Khởi kiện vụ án hành chính tại Tòa án',
} as const

export type Appeal = keyof typeof APPEALS

/** Those who are told of a step. */
export const PARTIES = {
  sender: 'Người gửi đơn',
  'complained-of': 'Người bị khiếu nại',
  denounced: 'Người bị tố cáo (chỉ nội dung, không nêu người tố cáo)',
  forwarder: 'Cơ quan, người đã chuyển đơn',
  'related-bodies': 'Cơ quan, tổ chức, cá nhân có liên quan',
  'upper-level': 'Cấp trên trực tiếp',
} as const

export type Party = keyof typeof PARTIES

export function codesOf<Code extends string>(titles: Readonly<Record<Code, string>>): Code[] {
  return Object.keys(titles) as Code[]
}
