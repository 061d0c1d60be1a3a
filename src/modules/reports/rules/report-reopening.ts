import { Refusal } from '../../../vocabulary/refusal.ts'
import { isOpen, type ReportState } from './report-state.ts'

/**
 * A sent report once it is reopened: it goes back to its unit, and what was sent stays readable.
 * Refuses `report.not-sent` and `report.reason-missing`.
 */
export function reopened(
  { state }: { readonly state: ReportState },
  reason: string,
): { state: 'reopened'; returnedReason: string } {
  if (isOpen({ state })) {
    throw new Refusal(
      'conflict',
      'report.not-sent',
      'Báo cáo đang ở đơn vị, chưa gửi hoặc chưa gửi lại, nên không cần mở lại.',
    )
  }
  return {
    state: 'reopened',
    returnedReason: requireReason(reason, 'Hãy ghi lý do mở lại; lý do được lưu cùng báo cáo.'),
  }
}

/** Refuses `report.reason-missing`. */
export function requireReason(reason: string, message: string): string {
  if (reason.trim() === '') throw new Refusal('invalid', 'report.reason-missing', message, { reason: message })
  return reason.trim()
}
