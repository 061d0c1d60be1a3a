import { Refusal } from '../../../vocabulary/refusal.ts'

export type RedactedCopyState = 'waiting' | 'approved' | 'returned'

export const REDACTED_COPY_STATES: Readonly<Record<RedactedCopyState, string>> = {
  waiting: 'Chờ người thứ hai kiểm tra',
  approved: 'Đã kiểm tra, được bàn giao',
  returned: 'Trả lại, phải viết bản khác',
}

export function stateOfCopy(isApproved: boolean | null): RedactedCopyState {
  if (isApproved === null) return 'waiting'
  return isApproved ? 'approved' : 'returned'
}

/**
 * A redacted copy is checked once, by somebody else than who wrote it.
 * Refuses `petition.own-redacted-copy`, `petition.copy-checked`, and `petition.return-without-note`.
 * Source: the house's own reading of Law on Denunciations 25/2018/QH14, Article 56: the law asks for the redaction, not for a second
 * person.
 */
export function refuseCheck(
  copy: { isApproved: boolean | null; writtenByPersonId: string },
  check: { personId: string; isApproved: boolean; note: string },
): void {
  if (copy.isApproved !== null) {
    throw new Refusal(
      'conflict',
      'petition.copy-checked',
      'Bản trích này đã có người kiểm tra. Hãy mở lại để xem kết quả; bạn chưa thay đổi gì.',
    )
  }
  if (copy.writtenByPersonId === check.personId) {
    throw new Refusal(
      'conflict',
      'petition.own-redacted-copy',
      'Bản trích phải do người khác với người viết kiểm tra. Hãy nhờ người được giao xử lý, lãnh đạo hoặc người được cấp quyền trong đơn này.',
    )
  }
  if (!check.isApproved && check.note === '') {
    const message = 'Hãy ghi chỗ nào còn có thể nhận ra người tố cáo, không chép lại chỗ đó.'
    throw new Refusal('invalid', 'petition.return-without-note', message, { note: message })
  }
}

/** Refuses `petition.copy-not-checked`: what nobody else has looked at does not leave the house. */
export function refuseUnchecked(isApproved: boolean | null): void {
  if (isApproved) return
  throw new Refusal(
    'conflict',
    'petition.copy-not-checked',
    'Bản trích chưa được người thứ hai kiểm tra nên chưa bàn giao được.',
  )
}
