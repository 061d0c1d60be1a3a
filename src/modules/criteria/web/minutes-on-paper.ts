import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { BodyBlock, OfficialDocument } from '../../documents/index.ts'
import type { CouncilMember } from '../rules/council-session.ts'

/** A council's session as its minutes tell it. */
export type SessionOnPaper = {
  readonly heldOn: CalendarDate
  readonly place: string
  readonly chairedBy: string
  readonly secretary: string
  readonly conclusion: string
  readonly members: readonly Pick<CouncilMember, 'fullName' | 'office' | 'isPresent'>[]
}

/**
 * The minutes of a council's session, of whichever council: who was there, what `content` tells of its work, what it concluded. What is
 * not known of it, such as the hour, is left open to be written by hand. Form: Decree 30/2020/NĐ-CP, Appendix III, form 1.9.
 */
export function minutesOnPaper({
  body,
  session,
  summary,
  content,
  marker,
}: {
  /** Who heads the paper. */
  body: { superior: string | null; name: string; code: string; place: string | null }
  session: SessionOnPaper
  summary: string
  content: readonly BodyBlock[]
  marker: string | null
}): OfficialDocument {
  const inWords = ({ fullName, office }: SessionOnPaper['members'][number]) =>
    office === '' ? fullName : `${fullName}, ${office}`
  const present = session.members.filter((member) => member.isPresent)
  const away = session.members.filter((member) => !member.isPresent)
  return {
    superiorBody: body.superior,
    issuingBody: body.name,
    number: { number: null, typeCode: 'BB', issuerCode: body.code, draftingCode: null },
    place: body.place ?? '……',
    date: session.heldOn,
    summary,
    recipients: { addressees: [], others: [], draftingUnitCode: null },
    legalBases: [],
    body: [
      paragraph(`Thời gian: …… giờ ……, ngày ${formatCalendarDate(session.heldOn)}`),
      paragraph(`Địa điểm: ${session.place}`),
      { kind: 'heading', level: 1, text: 'Thành phần' },
      paragraph(`Chủ trì: ${session.chairedBy}`),
      paragraph(`Thư ký: ${session.secretary}`),
      paragraph(`Có mặt ${present.length} trên ${session.members.length} thành viên:`),
      { kind: 'clauses', items: present.map(inWords) },
      ...(away.length > 0 ? [paragraph(`Vắng: ${away.map(inWords).join('; ')}`)] : []),
      ...content,
      ...(session.conclusion === ''
        ? []
        : [{ kind: 'heading' as const, level: 1 as const, text: 'Kết luận' }, paragraph(session.conclusion)]),
      paragraph('Biên bản đã được đọc lại cho những người có mặt cùng nghe và thông qua'),
    ],
    signature: {
      authority: { kind: 'head', collective: null, title: 'Chủ tọa' },
      name: session.chairedBy.split(',')[0] ?? '',
      beside: {
        authority: { kind: 'head', collective: null, title: 'Thư ký' },
        name: session.secretary.split(',')[0] ?? '',
      },
    },
    marker,
  }
}

const paragraph = (text: string): BodyBlock => ({ kind: 'paragraph', text })
