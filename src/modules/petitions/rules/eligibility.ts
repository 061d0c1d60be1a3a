import { Refusal } from '../../../vocabulary/refusal.ts'
import type { PetitionKind } from './petition-kind.ts'
import type { Sender } from './protected-sender.ts'

/**
 * Refuses `petition.sender-missing`: a complaint without the name or address of its writer is not accepted.
 * Source: Circular 05/2021/TT-TTCP, Article 6(2). Who denounces is checked on the secret papers, not here.
 */
export function refuseIneligible(kind: PetitionKind | null, sender: Sender): void {
  if (kind !== 'complaint' || (sender.senderName !== '' && sender.senderAddress !== '')) return
  throw new Refusal(
    'conflict',
    'petition.sender-missing',
    'Đơn khiếu nại chưa có họ tên hoặc địa chỉ người khiếu nại nên chưa đủ điều kiện thụ lý (khoản 2 Điều 6 Thông tư 05/2021/TT-TTCP). Hãy sửa đơn để ghi bổ sung, hoặc xếp lưu.',
  )
}
