import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { EventKind } from './petition-event.ts'
import type { ReopeningGround } from './petition-grounds.ts'
import { isOpen, STATE_TITLES, type Standing, stateOf } from './petition-standing.ts'

type LateStep = Extract<EventKind, 'closed' | 'sent' | 'published' | 'executed' | 'reopened' | 'appealed' | 'replied'>

/** Why a step that belongs after the answer, the decision or another end is not possible; null when it is. */
export function obstacleAfterTheEnd(standing: Standing, step: LateStep): Refusal | null {
  switch (step) {
    case 'closed':
      return whyNotClosed(standing)
    case 'reopened':
      return whyNotReopened(standing)
    case 'appealed':
      return whyNotAppealed(standing)
    case 'replied':
      if (standing.ended?.how === 'transferred') return null
      return conflict(
        'petition.not-transferred-outside',
        'Chỉ ghi trả lời của nơi nhận khi đơn đã chuyển ra ngoài hệ thống này.',
      )
    default:
      return whyNotFollowed(standing, step)
  }
}

function conflict(code: string, message: string): Refusal {
  return new Refusal('conflict', code, message)
}

function whyNotClosed(standing: Standing): Refusal | null {
  const { ended, answeredOn, decision, kind, sentOn, publishedOn } = standing
  if (ended) return alreadyEnded(standing)
  if (answeredOn === null) {
    return conflict(
      'petition.not-answered',
      'Đơn chưa được trả lời nên chưa kết thúc được hồ sơ. Hãy ghi kết quả trả lời trước.',
    )
  }
  if (decision === null) return null
  if (sentOn === null) {
    return conflict(
      'petition.not-sent',
      kind === 'denunciation'
        ? 'Kết luận chưa được gửi và thông báo. Hãy ghi việc gửi trước khi kết thúc hồ sơ (khoản 3 Điều 35 Luật Tố cáo 25/2018/QH14).'
        : 'Quyết định giải quyết chưa được gửi. Hãy ghi việc gửi trước khi kết thúc hồ sơ (Điều 32, Điều 41 Luật Khiếu nại 02/2011/QH13).',
    )
  }
  if (publishedOn !== null || (kind === 'complaint' && standing.round === 1)) return null
  return conflict(
    'petition.not-published',
    kind === 'denunciation'
      ? 'Kết luận nội dung tố cáo chưa được công khai. Hãy ghi việc công khai trước khi kết thúc hồ sơ (Điều 40 Luật Tố cáo 25/2018/QH14).'
      : 'Quyết định giải quyết khiếu nại lần hai chưa được công khai. Hãy ghi việc công khai trước khi kết thúc hồ sơ (Điều 41 Luật Khiếu nại 02/2011/QH13).',
  )
}

function alreadyEnded(standing: Standing): Refusal {
  const on = standing.ended?.on ?? standing.receivedOn
  const state = STATE_TITLES[stateOf(standing)].toLowerCase()
  return conflict(
    'petition.ended',
    `Đơn ở tình trạng “${state}” từ ngày ${formatCalendarDate(on)} nên không làm thêm bước này. Hãy mở lại trang của đơn để xem các bước đã làm.`,
  )
}

const DONE_ALREADY = {
  sent: 'Việc gửi quyết định, kết luận đã được ghi.',
  published: 'Việc công khai đã được ghi.',
  executed: 'Việc thi hành xong đã được ghi.',
} as const

function whyNotFollowed(standing: Standing, step: 'sent' | 'published' | 'executed'): Refusal | null {
  if (standing.decision === null) {
    return conflict(
      'petition.not-decided',
      'Đơn chưa có quyết định giải quyết khiếu nại hoặc kết luận nội dung tố cáo nên chưa có gì để gửi, công khai, thi hành (Điều 31 Luật Khiếu nại 02/2011/QH13, Điều 35 Luật Tố cáo 25/2018/QH14).',
    )
  }
  const done = { sent: standing.sentOn, published: standing.publishedOn, executed: standing.executedOn }[step]
  return done === null ? null : conflict('petition.done-already', DONE_ALREADY[step])
}

/** The grounds on which a petition that ended so can be taken up again; none when it can't. */
export function reopeningGrounds(standing: Standing): ReopeningGround[] {
  const { ended, decision, kind, answeredOn } = standing
  if (ended?.how === 'withdrawn' || (ended?.how === 'stopped' && ended.ground === 'withdrawn'))
    return ['forced-withdrawal']
  if (ended?.how === 'filed') return ['new-facts']
  if (decision !== null) return kind === 'denunciation' ? ['wrong-findings', 'missed-evidence', 'misapplied-law'] : []
  return answeredOn === null ? [] : ['new-facts']
}

function whyNotReopened(standing: Standing): Refusal | null {
  if (isOpen(standing))
    return conflict('petition.not-ended', 'Đơn đang được giải quyết nên không có gì để giải quyết lại.')
  if (reopeningGrounds(standing).length > 0) return null
  if (standing.decision !== null) {
    return conflict(
      'petition.complaint-not-reopened',
      'Khiếu nại đã có quyết định giải quyết thì không giải quyết lại: người khiếu nại khiếu nại lần hai hoặc khởi kiện (Điều 7, Điều 33 Luật Khiếu nại 02/2011/QH13). Đơn lần hai vào sổ riêng.',
    )
  }
  return conflict(
    'petition.not-to-be-reopened',
    `Đơn kết thúc ở tình trạng “${STATE_TITLES[stateOf(standing)].toLowerCase()}” không mở lại ở đây. Khi người gửi có đơn mới, hãy vào sổ đơn mới (Điều 11, Điều 27 Luật Khiếu nại 02/2011/QH13; Điều 24, Điều 37 Luật Tố cáo 25/2018/QH14).`,
  )
}

function whyNotAppealed({ answeredOn, ended }: Standing): Refusal | null {
  if (answeredOn !== null || ended?.how === 'refused' || ended?.how === 'stopped') return null
  return conflict(
    'petition.nothing-to-appeal',
    'Đơn chưa có kết quả để khiếu nại tiếp hoặc khởi kiện (Điều 7 Luật Khiếu nại 02/2011/QH13, Điều 37 Luật Tố cáo 25/2018/QH14).',
  )
}
