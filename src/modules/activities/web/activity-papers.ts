import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { BodyBlock, OfficialDocument } from '../../documents/index.ts'
import { headOnPaper, nameOnPaper, superiorOnPaper, type UnitOnPaper } from '../../organisation/index.ts'
import type { ActivityRecord, opinionsOf } from '../queries/activities.ts'
import type { agendaOf, invitationsOf, PlannedActivity } from '../queries/planned-activities.ts'
import type { recommendationsOf } from '../queries/recommendations.ts'
import { type ActivityKind, PARTICIPANT_METHODS } from '../rules/activity.ts'
import { detailsInWords } from '../rules/activity-details.ts'
import { RECOMMENDATION_KINDS, recommendationKindOf } from '../rules/recommendation.ts'

type Agenda = Awaited<ReturnType<typeof agendaOf>>
type Invitations = Awaited<ReturnType<typeof invitationsOf>>
type Paper = { issuer: UnitOnPaper; demonstration: boolean }

/**
 * The invitation (giấy mời) to everybody on the list, as a draft without number and date. Layout: Decree 30/2020/NĐ-CP, Appendix III;
 * the order of its lines follows a copy of the form that has not been checked against the gazette.
 */
export function invitationPaper(
  given: Paper & { planned: PlannedActivity; invitations: Invitations; agenda: Agenda },
): OfficialDocument {
  const { planned, invitations, agenda, issuer } = given
  const invited = invitations.map(invitedName)
  const [only] = invited
  const inviting = `${nameOnPaper(issuer)} trân trọng kính mời:`
  return {
    ...frame(given, { typeCode: 'GM', date: null, summary: `Dự ${withSmallFirst(planned.title)}`, copiesTo: invited }),
    body: [
      ...(invited.length === 1 ? [paragraph(`${inviting} ${only}`)] : [inviting, ...listed(invited)].map(paragraph)),
      paragraph(`Tới dự: ${planned.title}`),
      paragraph(`Chủ trì: ${planned.chairedBy}`),
      paragraph(`Thời gian: ${timeInWords(planned.startsAt)}ngày ${formatCalendarDate(planned.plannedOn)}`),
      paragraph(`Địa điểm: ${planned.place}`),
      ...programme(agenda),
      paragraph('Đề nghị các cơ quan, đơn vị, đại biểu dự đúng thời gian và địa điểm nêu trên.'),
    ],
    signature: { authority: { kind: 'head', collective: null, title: headOnPaper(issuer) }, name: null },
  }
}

/**
 * The minutes (biên bản) of what was held, filled from the record; what the record does not know is left open to be written by hand.
 * Who raised an opinion is not named. Layout: as the invitation; that form leaves out place and day, which stand here as on every paper.
 */
export function minutesPaper(
  given: Paper & {
    activity: ActivityRecord
    preparation: { startsAt: string; agenda: Agenda; invitations: Invitations } | null
    opinions: Awaited<ReturnType<typeof opinionsOf>>
    followed: Awaited<ReturnType<typeof recommendationsOf>>
  },
): OfficialDocument {
  const { activity, preparation, opinions, followed } = given
  const kind = activity.kind as ActivityKind
  const day = formatCalendarDate(activity.heldOn)
  return {
    ...frame(given, { typeCode: 'BB', date: activity.heldOn, summary: activity.title, copiesTo: [] }),
    body: [
      paragraph(`Thời gian bắt đầu: ${timeInWords(preparation?.startsAt ?? '') || '…… giờ ……, '}ngày ${day}`),
      paragraph(`Địa điểm: ${activity.place}`),
      { kind: 'heading', level: 1, text: 'Thành phần tham dự' },
      paragraph(`Chủ trì (chủ tọa): ${activity.chairedBy}`),
      paragraph('Thư ký (người ghi biên bản): ………………………'),
      paragraph(
        `Số người tham dự: ${formatNumber(activity.participantCount)} người (${PARTICIPANT_METHODS[activity.participantMethod].toLowerCase()})`,
      ),
      ...present(preparation?.invitations ?? []),
      { kind: 'heading', level: 1, text: 'Nội dung' },
      ...detailsInWords(kind, activity.details).map(({ label, value }) => paragraph(`${label}: ${value}`)),
      ...programme(preparation?.agenda ?? []),
      paragraph(activity.content === '' ? 'Diễn biến: ………………………' : activity.content),
      ...opinionsRaised(opinions),
      ...concluded(RECOMMENDATION_KINDS[recommendationKindOf(kind)], followed),
      paragraph(`Kết thúc vào …… giờ ……, ngày ${day}. Biên bản đã được đọc lại cho những người có mặt cùng nghe`),
    ],
    signature: {
      authority: { kind: 'head', collective: null, title: 'Chủ tọa' },
      name: activity.chairedBy.split(',')[0] ?? '',
      beside: { authority: { kind: 'head', collective: null, title: 'Thư ký' }, name: null },
    },
  }
}

function frame(
  { issuer, demonstration }: Paper,
  {
    typeCode,
    date,
    summary,
    copiesTo,
  }: {
    typeCode: 'GM' | 'BB'
    date: CalendarDate | null
    summary: string
    copiesTo: readonly string[]
  },
): Omit<OfficialDocument, 'body' | 'signature'> {
  return {
    superiorBody: superiorOnPaper(issuer),
    issuingBody: nameOnPaper(issuer),
    number: { number: null, typeCode, issuerCode: issuer.issuerCode ?? '……', draftingCode: null },
    place: issuer.placeName ?? '……',
    date,
    summary,
    recipients: { addressees: [], others: copiesTo, draftingUnitCode: null },
    legalBases: [],
    marker: demonstration ? 'Dữ liệu minh họa' : null,
  }
}

const paragraph = (text: string): BodyBlock => ({ kind: 'paragraph', text })

const listed = (names: readonly string[]) => names.map((name) => `- ${name};`)

const invitedName = ({ unitName, guest }: Invitations[number]) => unitName ?? guest

const withSmallFirst = (words: string) => words.charAt(0).toLocaleLowerCase('vi') + words.slice(1)

/** “7 giờ 30, ” for 07:30; nothing where the hour is not known. */
function timeInWords(startsAt: string): string {
  const [hours, minutes] = startsAt.split(':')
  return hours && minutes ? `${Number(hours)} giờ ${minutes}, ` : ''
}

function programme(agenda: Agenda): BodyBlock[] {
  if (agenda.length === 0) return []
  return [
    {
      kind: 'table',
      caption: 'Chương trình',
      columns: [
        { heading: 'Giờ', widthShare: 1, alignment: 'centre' },
        { heading: 'Nội dung', widthShare: 5, alignment: 'left' },
        { heading: 'Người trình bày', widthShare: 3, alignment: 'left' },
      ],
      rows: agenda.map(({ startsAt, content, speaker }) => [startsAt, content, speaker]),
      totalRow: null,
    },
  ]
}

function present(invitations: Invitations): BodyBlock[] {
  const came = invitations.filter((each) => each.came).map(invitedName)
  return came.length === 0 ? [] : ['Có mặt theo danh sách mời:', ...listed(came)].map(paragraph)
}

function opinionsRaised(opinions: Awaited<ReturnType<typeof opinionsOf>>): BodyBlock[] {
  if (opinions.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: 'Ý kiến, kiến nghị được nêu' },
    {
      kind: 'clauses',
      items: opinions.map(({ content, answer }) => (answer === null ? content : `${content} Trả lời: ${answer}`)),
    },
  ]
}

function concluded(word: string, followed: Awaited<ReturnType<typeof recommendationsOf>>): BodyBlock[] {
  const standing = followed.filter(({ withdrawnOn }) => withdrawnOn === null)
  if (standing.length === 0) return []
  return [
    { kind: 'heading', level: 1, text: word },
    {
      kind: 'table',
      caption: null,
      columns: [
        { heading: 'Nội dung', widthShare: 5, alignment: 'left' },
        { heading: 'Đơn vị thực hiện', widthShare: 3, alignment: 'left' },
        { heading: 'Thời hạn', widthShare: 1.6, alignment: 'centre' },
      ],
      rows: standing.map(({ content, responsibleUnitName, dueOn }) => [
        content,
        responsibleUnitName,
        dueOn === null ? 'Không đặt hạn' : formatCalendarDate(dueOn),
      ]),
      totalRow: null,
    },
  ]
}
