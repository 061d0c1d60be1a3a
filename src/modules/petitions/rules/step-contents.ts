import type { Refusal } from '../../../vocabulary/refusal.ts'
import { reopeningGrounds } from './obstacles-after-the-end.ts'
import type { PetitionEvent } from './petition-event.ts'
import {
  ELIGIBILITY_GAPS,
  gapsOf,
  NEW_LAW_FROM,
  STOP_GROUNDS,
  SUSPENSION_GROUNDS,
  stopGroundsOf,
  suspensionGroundsOf,
} from './petition-grounds.ts'
import { PETITION_KINDS, type PetitionKind } from './petition-kind.ts'
import { isByProcedure, type Standing } from './petition-standing.ts'
import { whyNotRecommended } from './recommended.ts'
import { conflict, notOpen } from './step-obstacles.ts'

/** Why a step that is possible is not possible with what it carries; null when it is. */
export function contentObstacle(before: Standing, event: PetitionEvent): Refusal | null {
  switch (event.kind) {
    case 'classified':
      return whyNotClassified(before, event.petitionKind)
    case 'assigned':
      if (event.personId !== before.handlerPersonId) return null
      return conflict('petition.same-handler', 'Người này đang xử lý đơn. Hãy chọn người khác hoặc giữ nguyên.')
    case 'transferred':
      return whyNotTransferred(before, event)
    case 'examined':
      return notOfKind(
        before,
        event.gaps,
        (kind) => gapsOf(kind),
        (gap) => ELIGIBILITY_GAPS[gap],
      )
    case 'suspended':
      return whyNotSuspended(before, event)
    case 'stopped':
      return notOfKind(
        before,
        [event.ground],
        (kind) => stopGroundsOf(kind),
        (ground) => STOP_GROUNDS[ground],
      )
    case 'found-complex':
      return whyNotComplex(before, event.criteria.length)
    case 'decided':
      if (event.recommended) {
        const refusal = whyNotRecommended(event.recommended)
        if (refusal) return refusal
      }
      if (before.kind !== 'denunciation' || event.manner === 'decision') return null
      return conflict(
        'petition.denunciation-not-explained',
        'Tố cáo kết thúc bằng kết luận nội dung tố cáo, không bằng giải thích, thuyết phục (Điều 35 Luật Tố cáo 25/2018/QH14).',
      )
    case 'withdrawn':
      return whyNotWithdrawn(before, event)
    case 'reopened':
      if (reopeningGrounds(before).includes(event.ground)) return null
      return conflict(
        'petition.not-a-ground-to-reopen',
        'Lý do này không phải căn cứ để giải quyết lại đơn ở tình trạng hiện nay (khoản 3 Điều 37 Luật Tố cáo 25/2018/QH14; Luật 136/2025/QH15). Hãy chọn căn cứ khác.',
      )
    case 'appealed':
      if (event.to !== 'court' || before.kind === 'complaint') return null
      return conflict(
        'petition.not-for-the-court',
        'Chỉ người khiếu nại khởi kiện vụ án hành chính (Điều 7 Luật Khiếu nại 02/2011/QH13). Tố cáo, kiến nghị, phản ánh thì gửi tiếp lên cấp trên.',
      )
    default:
      return null
  }
}

function whyNotClassified(before: Standing, kind: PetitionKind): Refusal | null {
  if (kind === before.kind) {
    return conflict('petition.same-kind', `Đơn đã được phân loại là ${PETITION_KINDS[kind].toLowerCase()}.`)
  }
  // A denunciation found late still has its sender protected at once; other kinds change nothing once the matter has ended.
  return kind === 'denunciation' ? null : notOpen(before)
}

/** Within this system a petition is not sent round and round: the third unit to pass it on passes it up, and that unit decides. */
const TRANSFERS_BEFORE_GOING_UP = 2

/** True when the next transfer to another unit must be to the parent of the unit that has it. */
export function mustGoUp({ hops }: Pick<Standing, 'hops'>): boolean {
  return hops % (TRANSFERS_BEFORE_GOING_UP + 1) === TRANSFERS_BEFORE_GOING_UP
}

function whyNotTransferred(before: Standing, event: Extract<PetitionEvent, { kind: 'transferred' }>): Refusal | null {
  if (event.toUnitId === before.handlingUnitId) {
    return conflict('petition.same-unit', 'Đơn đang ở chính đơn vị này. Hãy chọn đơn vị khác.')
  }
  if (event.toUnitId === null || event.goesUp || !mustGoUp(before)) return null
  return conflict(
    'petition.third-transfer-goes-up',
    'Đơn đã chuyển hai lần giữa các đơn vị mà chưa đúng nơi giải quyết. Lần thứ ba hãy chuyển lên cấp trên trực tiếp để cấp trên xác định cơ quan giải quyết.',
  )
}

function whyNotComplex({ extensions }: Standing, criteria: number): Refusal | null {
  if (criteria === 0) {
    return conflict(
      'petition.no-criterion',
      'Chưa chọn tiêu chí nào. Vụ việc chỉ là phức tạp khi có ít nhất một trong bảy tiêu chí (Điều 3a Nghị định 124/2020/NĐ-CP, được bổ sung bởi Nghị định 155/2026/NĐ-CP; Điều 3 Nghị định 31/2019/NĐ-CP).',
    )
  }
  if (criteria >= extensions) return null
  // The second extension rests on two criteria: to take one back would leave an extension that nothing allows.
  return conflict(
    'petition.extended-on-more-criteria',
    `Vụ việc đã gia hạn ${extensions} lần vì có ít nhất ${extensions} tiêu chí phức tạp. Hãy chọn từ ${extensions} tiêu chí trở lên (Điều 30 Luật Tố cáo 25/2018/QH14; Điều 3 Nghị định 31/2019/NĐ-CP).`,
  )
}

function whyNotSuspended(before: Standing, event: Extract<PetitionEvent, { kind: 'suspended' }>): Refusal | null {
  if (before.kind === 'complaint' && event.on < NEW_LAW_FROM) {
    return conflict(
      'petition.complaint-not-suspended-then',
      'Trước ngày 01/07/2026 pháp luật không có tạm đình chỉ giải quyết khiếu nại (Luật 136/2025/QH15, Nghị định 155/2026/NĐ-CP). Hãy kiểm tra lại ngày.',
    )
  }
  return notOfKind(
    before,
    [event.ground],
    (kind) => suspensionGroundsOf(kind),
    (ground) => SUSPENSION_GROUNDS[ground],
  )
}

function whyNotWithdrawn(before: Standing, event: Extract<PetitionEvent, { kind: 'withdrawn' }>): Refusal | null {
  if (event.extent === 'goes-on' && before.kind !== 'denunciation') {
    return conflict(
      'petition.withdrawn-does-not-go-on',
      'Chỉ tố cáo đã rút mới có thể tiếp tục giải quyết (khoản 3 Điều 33 Luật Tố cáo 25/2018/QH14). Với đơn khác hãy ghi rút toàn bộ hoặc một phần.',
    )
  }
  const whole = event.extent === undefined || event.extent === 'whole'
  if (!whole || before.acceptedOn === null || !isByProcedure(before.kind)) return null
  return conflict(
    'petition.withdrawn-is-stopped',
    before.kind === 'complaint'
      ? 'Khiếu nại đã thụ lý mà rút toàn bộ thì phải có quyết định đình chỉ. Hãy ghi bước Đình chỉ giải quyết (Điều 10 Luật Khiếu nại 02/2011/QH13; Điều 7a Nghị định 124/2020/NĐ-CP, được bổ sung bởi Nghị định 155/2026/NĐ-CP).'
      : 'Tố cáo đã thụ lý mà rút toàn bộ thì phải có quyết định đình chỉ, hoặc tiếp tục giải quyết khi có dấu hiệu vi phạm, ép buộc. Hãy ghi bước Đình chỉ giải quyết (Điều 33, Điều 34 Luật Tố cáo 25/2018/QH14).',
  )
}

/** Grounds and gaps that belong to another kind of petition. */
function notOfKind<Code extends string>(
  { kind }: Standing,
  given: readonly Code[],
  allowed: (kind: PetitionKind) => readonly Code[],
  titleOf: (code: Code) => string,
): Refusal | null {
  if (kind === null) return null
  const wrong = given.find((code) => !allowed(kind).includes(code))
  if (wrong === undefined) return null
  return conflict(
    'petition.not-of-this-kind',
    `“${titleOf(wrong)}” không áp dụng cho đơn ${PETITION_KINDS[kind].toLowerCase()}. Hãy chọn lại.`,
  )
}
