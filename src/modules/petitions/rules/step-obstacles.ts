import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { obstacleAfterTheEnd } from './obstacles-after-the-end.ts'
import type { EventKind } from './petition-event.ts'
import { ELIGIBILITY_GAPS } from './petition-grounds.ts'
import { PETITION_KINDS } from './petition-kind.ts'
import { isByProcedure, isOpen, isSuspended, STATE_TITLES, type Standing, stateOf } from './petition-standing.ts'

/** Why the step is not possible where the petition stands, with the legal ground; null when it is. */
export function obstacle(standing: Standing, step: EventKind): Refusal | null {
  switch (step) {
    case 'received':
      return conflict('petition.already-received', 'Đơn này đã được tiếp nhận.')
    case 'registered':
      return standing.registeredOn === null ? null : conflict('petition.already-registered', 'Đơn này đã vào sổ.')
    case 'classified':
      return standing.registeredOn === null ? notRegistered() : null
    case 'corrected':
      return notOpen(standing)
    case 'closed':
    case 'sent':
    case 'published':
    case 'executed':
    case 'reopened':
    case 'appealed':
    case 'replied':
      return notClassified(standing) ?? obstacleAfterTheEnd(standing, step)
    case 'urged':
      return standing.ended?.how === 'transferred' ? null : (notOpen(standing) ?? notClassified(standing))
    default:
      return (
        notOpen(standing) ??
        notClassified(standing) ??
        whyNotWhileMerged(standing, step) ??
        whyNotWhileSuspended(standing, step) ??
        (standing.acceptedOn === null ? whyNotBefore(standing, step) : whyNotAfterAcceptance(standing, step))
      )
  }
}

export function conflict(code: string, message: string): Refusal {
  return new Refusal('conflict', code, message)
}

export function notOpen(standing: Standing): Refusal | null {
  if (isOpen(standing)) return null
  const on = standing.ended?.on ?? standing.answeredOn ?? standing.receivedOn
  const state = STATE_TITLES[stateOf(standing)].toLowerCase()
  return conflict(
    'petition.ended',
    `Đơn ở tình trạng “${state}” từ ngày ${formatCalendarDate(on)} nên không làm thêm bước này. Hãy mở lại trang của đơn để xem các bước đã làm.`,
  )
}

function notClassified(standing: Standing): Refusal | null {
  if (standing.kind !== null) return null
  return conflict(
    'petition.not-classified',
    'Đơn chưa phân loại. Hãy phân loại theo nội dung và yêu cầu của đơn trước (Điều 6 Thông tư 05/2021/TT-TTCP).',
  )
}

const notRegistered = () => conflict('petition.not-registered', 'Đơn chưa vào sổ. Hãy vào sổ trước khi phân loại.')

/** One case, separate petitions: the case is settled with the first, and each sender is told. */
function whyNotWhileMerged({ mergedIntoId }: Standing, step: EventKind): Refusal | null {
  if (mergedIntoId === null) {
    if (step !== 'unmerged') return null
    return conflict('petition.not-merged', 'Đơn này không nhập vào vụ việc nào.')
  }
  if (step === 'answered' || step === 'assigned' || step === 'withdrawn' || step === 'unmerged') return null
  return conflict(
    'petition.merged',
    'Đơn đã nhập vào vụ việc của đơn nhận trước: vụ việc giải quyết ở đơn đó, ở đây chỉ trả lời người gửi. Muốn xử lý riêng, hãy bỏ nhập vụ việc trước (Thông tư 05/2021/TT-TTCP).',
  )
}

function whyNotWhileSuspended(standing: Standing, step: EventKind): Refusal | null {
  const last = standing.suspensions.at(-1)
  if (!last || !isSuspended(standing)) {
    return step === 'resumed' && standing.acceptedOn !== null
      ? conflict('petition.not-suspended', 'Vụ việc không bị tạm đình chỉ nên không có gì để tiếp tục.')
      : null
  }
  if (step === 'resumed' || step === 'stopped' || step === 'assigned' || step === 'withdrawn') return null
  return conflict(
    'petition.suspended',
    `Vụ việc tạm đình chỉ từ ngày ${formatCalendarDate(last.from)}. Hãy ghi quyết định tiếp tục giải quyết trước (${standing.kind === 'denunciation' ? 'khoản 2 Điều 34 Luật Tố cáo 25/2018/QH14' : 'Điều 28b Nghị định 124/2020/NĐ-CP, được sửa đổi, bổ sung bởi Nghị định 155/2026/NĐ-CP'}).`,
  )
}

function whyNotAfterAcceptance(standing: Standing, step: EventKind): Refusal | null {
  const { kind, acceptedOn, complexity, extensions, round, dialogueOn } = standing
  if (step === 'assigned' || step === 'withdrawn') return null
  if (!isByProcedure(kind)) {
    if (step === 'answered') return null
    return PROCEDURE.has(step) ? notByProcedure(step) : alreadyAccepted(acceptedOn)
  }
  switch (step) {
    case 'answered':
      return conflict(
        'petition.to-be-decided',
        kind === 'complaint'
          ? 'Khiếu nại đã thụ lý được giải quyết bằng quyết định. Hãy ghi kết quả giải quyết (Điều 31 Luật Khiếu nại 02/2011/QH13).'
          : 'Tố cáo đã thụ lý kết thúc bằng kết luận nội dung tố cáo. Hãy ghi kết luận (Điều 35 Luật Tố cáo 25/2018/QH14).',
      )
    case 'decided':
      if (round === 1 || kind === 'denunciation' || dialogueOn !== null) return null
      return conflict(
        'petition.dialogue-missing',
        'Khiếu nại lần hai bắt buộc phải đối thoại trước khi ra quyết định. Hãy tổ chức và ghi đối thoại trước (Điều 39 Luật Khiếu nại 02/2011/QH13; Điều 28 Nghị định 124/2020/NĐ-CP).',
      )
    case 'dialogue-held':
      return kind === 'complaint'
        ? null
        : conflict(
            'petition.no-dialogue-on-denunciation',
            'Đối thoại chỉ tổ chức khi giải quyết khiếu nại; tố cáo phải giữ bí mật người tố cáo (Điều 8, Điều 56 Luật Tố cáo 25/2018/QH14).',
          )
    case 'extended':
      return whyNotExtended(kind, complexity.length, extensions)
    case 'found-complex':
    case 'suspended':
    case 'resumed':
    case 'stopped':
      return null
    default:
      return alreadyAccepted(acceptedOn)
  }
}

/** Extensions of settling a denunciation: one when it is complex (one criterion), two when especially complex (two or more). */
function whyNotExtended(kind: 'complaint' | 'denunciation', criteria: number, extensions: number): Refusal | null {
  if (kind === 'complaint') {
    return conflict(
      'petition.complaint-not-extended',
      'Thời hạn giải quyết khiếu nại không gia hạn: vụ việc phức tạp có thời hạn dài hơn thay cho thời hạn thường. Hãy ghi văn bản xác định vụ việc phức tạp (Điều 28, Điều 37 Luật Khiếu nại 02/2011/QH13).',
    )
  }
  const most = Math.min(criteria, 2)
  if (extensions < most) return null
  return conflict(
    'petition.extended-too-often',
    most === 0
      ? 'Chỉ gia hạn giải quyết tố cáo khi vụ việc phức tạp. Hãy ghi việc xác định vụ việc phức tạp trước (Điều 30 Luật Tố cáo 25/2018/QH14; Điều 3 Nghị định 31/2019/NĐ-CP).'
      : `Vụ việc ${most === 1 ? 'phức tạp (một tiêu chí) chỉ được gia hạn một lần' : 'đặc biệt phức tạp chỉ được gia hạn hai lần'}, đã gia hạn đủ (Điều 30 Luật Tố cáo 25/2018/QH14; Điều 3 Nghị định 31/2019/NĐ-CP).`,
  )
}

function alreadyAccepted(acceptedOn: Standing['acceptedOn']): Refusal | null {
  if (acceptedOn === null) return null
  return conflict(
    'petition.already-accepted',
    `Đơn đã thụ lý ngày ${formatCalendarDate(acceptedOn)}: cơ quan thụ lý phải giải quyết (Điều 27 Luật Khiếu nại 02/2011/QH13, Điều 29 Luật Tố cáo 25/2018/QH14).`,
  )
}

/** Steps of settling a complaint or denunciation that was accepted. */
const PROCEDURE: ReadonlySet<EventKind> = new Set([
  'found-complex',
  'extended',
  'suspended',
  'resumed',
  'stopped',
  'dialogue-held',
  'decided',
])

function notByProcedure(step: EventKind): Refusal {
  return step === 'decided'
    ? conflict(
        'petition.not-to-be-decided',
        'Kiến nghị, phản ánh được trả lời, không giải quyết bằng quyết định theo thủ tục khiếu nại, tố cáo (Điều 28 Luật Tiếp công dân 42/2013/QH13). Hãy ghi việc trả lời.',
      )
    : conflict(
        'petition.not-by-procedure',
        'Bước này chỉ có trong thủ tục giải quyết khiếu nại, tố cáo (Luật Khiếu nại 02/2011/QH13, Luật Tố cáo 25/2018/QH14), không áp dụng cho kiến nghị, phản ánh.',
      )
}

/** What the kind of petition does not allow before it is accepted. */
function whyNotBefore(standing: Standing, step: EventKind): Refusal | null {
  const { kind } = standing
  if (step === 'extended' && kind === 'denunciation') return whyNotLengthened(standing)
  if (PROCEDURE.has(step) || (step === 'answered' && isByProcedure(kind) && standing.mergedIntoId === null)) {
    return isByProcedure(kind) ? notAccepted(kind) : notByProcedure(step)
  }
  switch (step) {
    case 'accepted':
      return whyNotEligible(standing)
    case 'refused':
      return isByProcedure(kind) ? null : notToBeRefused()
    case 'guided':
      return kind === 'complaint' ? null : notToBeGuided(kind === 'denunciation')
    case 'returned':
      return standing.channel === 'forwarded' ? null : notForwarded()
    case 'second-round':
      return whyNotSecondRound(standing)
    case 'split':
      return kind === 'denunciation' ? denunciationNotSplit() : null
    case 'separated':
      return standing.separatedFromId === null
        ? null
        : conflict('petition.already-separated', 'Đơn này đã là đơn tách.')
    default:
      return null
  }
}

function notAccepted(kind: 'complaint' | 'denunciation'): Refusal {
  const ground =
    kind === 'complaint' ? 'Điều 27, Điều 28 Luật Khiếu nại 02/2011/QH13' : 'Điều 29, Điều 30 Luật Tố cáo 25/2018/QH14'
  return conflict(
    'petition.not-accepted',
    `Đơn ${PETITION_KINDS[kind].toLowerCase()} chưa thụ lý nên chưa có kết quả giải quyết. Hãy ghi việc thụ lý trước (${ground}).`,
  )
}

function whyNotLengthened({ severalPlaces, round }: Standing): Refusal | null {
  if (round === 2) {
    return conflict(
      'petition.no-extension',
      'Thời hạn xem xét tố cáo tiếp là 20 ngày và không được gia hạn (khoản 2 Điều 37 Luật Tố cáo 25/2018/QH14).',
    )
  }
  if (!severalPlaces) return null
  return conflict(
    'petition.extended-too-often',
    'Thời hạn kiểm tra điều kiện thụ lý đã kéo dài một lần, thành 10 ngày làm việc (khoản 1 Điều 24 Luật Tố cáo 25/2018/QH14).',
  )
}

function whyNotEligible({ gaps }: Standing): Refusal | null {
  if (gaps === null || gaps.length === 0) return null
  const missing = gaps.map((gap) => ELIGIBILITY_GAPS[gap].toLowerCase()).join('; ')
  return conflict(
    'petition.not-eligible',
    `Đơn đã xác định không đủ điều kiện xử lý: ${missing} (khoản 2 Điều 6 Thông tư 05/2021/TT-TTCP). Khi đã bổ sung, hãy ghi xem xét lại điều kiện; nếu không, xếp lưu đơn.`,
  )
}

const notToBeRefused = () =>
  conflict(
    'petition.not-to-be-refused',
    'Không thụ lý chỉ áp dụng cho khiếu nại, tố cáo (Điều 11, Điều 27 Luật Khiếu nại 02/2011/QH13; Điều 24, Điều 29 Luật Tố cáo 25/2018/QH14). Đơn này hãy trả lời, chuyển hoặc xếp lưu.',
  )

const notToBeGuided = (isDenunciation: boolean) =>
  conflict(
    'petition.not-to-be-guided',
    isDenunciation
      ? 'Tố cáo không thuộc thẩm quyền thì chuyển đến cơ quan có thẩm quyền, không hướng dẫn (khoản 2 Điều 24 Luật Tố cáo 25/2018/QH14).'
      : 'Kiến nghị, phản ánh không thuộc thẩm quyền thì chuyển đến cơ quan có thẩm quyền (khoản 2 Điều 26 Luật Tiếp công dân 42/2013/QH13).',
  )

const notForwarded = () =>
  conflict(
    'petition.not-forwarded',
    'Chỉ trả lại đơn do cơ quan, đại biểu, báo chí chuyển đến (Thông tư 05/2021/TT-TTCP). Đơn công dân gửi thẳng thì hướng dẫn hoặc chuyển.',
  )

const denunciationNotSplit = () =>
  conflict(
    'petition.denunciation-not-split',
    'Không tách đơn tố cáo bằng cách chép sang đơn mới, để giữ bí mật người tố cáo (Điều 56 Luật Tố cáo 25/2018/QH14). Nội dung khác thì vào sổ đơn tố cáo riêng hoặc hướng dẫn người tố cáo viết riêng.',
  )

function whyNotSecondRound({ kind, round }: Standing): Refusal | null {
  if (!isByProcedure(kind)) {
    return conflict(
      'petition.no-second-round',
      'Chỉ có khiếu nại lần hai và tố cáo tiếp (Điều 7, Điều 33 Luật Khiếu nại 02/2011/QH13; Điều 37 Luật Tố cáo 25/2018/QH14). Kiến nghị, phản ánh gửi lại thì nhập vụ việc hoặc trả lời.',
    )
  }
  return round === 1 ? null : conflict('petition.already-second-round', 'Đơn này đã ghi là đơn lần hai, đơn tiếp.')
}
