/** Whose signature: the person who is competent, then the body. Source: Decree 30/2020/NĐ-CP, Article 5. */
export type SignatureRole = 'person' | 'body'

/** How it came about: outside this system, with the office's own certificate file, or by a signing service. */
export type SignatureWay = 'outside' | 'certificate-file' | 'service'

/** Where the person signs: in points from the upper left corner of the page; `top` and `height` are the room between title and name. */
export type SignaturePlace = { page: number; middle: number; top: number; height: number }

/** prepared → signed by the person → signed by the body → sent. */
export type IssueState = 'prepared' | 'signed-by-person' | 'signed-by-body' | 'sent'

export const ISSUE_STATES: Readonly<Record<IssueState, string>> = {
  prepared: 'Chờ người có thẩm quyền ký số',
  'signed-by-person': 'Chờ cơ quan ký số',
  'signed-by-body': 'Đã ký số đủ, chờ gửi',
  sent: 'Đã phát hành',
}

export const SIGNATURE_ROLES: Readonly<Record<SignatureRole, string>> = {
  person: 'Người có thẩm quyền',
  body: 'Cơ quan ban hành',
}

/** Where an issue stands, from what was done with it. */
export function issueState(done: {
  signatures: readonly { role: SignatureRole }[]
  sentOn: string | null
}): IssueState {
  if (done.sentOn !== null) return 'sent'
  if (done.signatures.some(({ role }) => role === 'body')) return 'signed-by-body'
  return done.signatures.some(({ role }) => role === 'person') ? 'signed-by-person' : 'prepared'
}

/** Whose signature is next; null when both are given. */
export function nextSignature(state: IssueState): SignatureRole | null {
  if (state === 'prepared') return 'person'
  return state === 'signed-by-person' ? 'body' : null
}
