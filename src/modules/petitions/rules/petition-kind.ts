/**
 * The kinds of petition, kept apart because other laws govern each. The kind follows from content and request, never from the
 * heading (Circular 05/2021/TT-TTCP, Article 6). The table `petition_kind` holds the same.
 */
export const PETITION_KINDS = {
  complaint: 'Khiếu nại',
  denunciation: 'Tố cáo',
  proposal: 'Kiến nghị',
  feedback: 'Phản ánh',
} as const

export type PetitionKind = keyof typeof PETITION_KINDS

/** How to tell the kinds apart, for whoever registers. */
export const KIND_HINTS: Readonly<Record<PetitionKind, string>> = {
  complaint: 'Đề nghị xem xét lại quyết định, hành vi hành chính liên quan đến quyền lợi của chính người gửi',
  denunciation: 'Báo hành vi vi phạm pháp luật của cơ quan, tổ chức, cá nhân',
  proposal: 'Đề xuất giải pháp, đề nghị giải quyết một việc',
  feedback: 'Cho biết tình hình, sự việc đang diễn ra',
}

/** The ways by which a petition comes in. The table `petition_channel` holds the same. */
export const PETITION_CHANNELS = {
  counter: 'Nộp trực tiếp',
  reception: 'Tại buổi tiếp công dân',
  dialogue: 'Tại buổi đối thoại',
  'voter-contact': 'Tại buổi tiếp xúc cử tri',
  post: 'Bưu chính',
  phone: 'Điện thoại',
  online: 'Trực tuyến',
  forwarded: 'Cơ quan, đại biểu, báo chí chuyển đến',
} as const

export type PetitionChannel = keyof typeof PETITION_CHANNELS

/** `12/2026`: a petition's number within the unit that registered it. */
export function petitionNumber({ number, year }: { number: number; year: number }): string {
  return `${number}/${year}`
}
