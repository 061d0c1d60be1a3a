import type { TimelineEntry } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import type { UnitMoved } from '../../organisation/index.ts'
import type { PetitionMoment } from '../queries/petition.ts'
import { EVENT_TITLES } from '../rules/petition-event.ts'
import {
  APPEALS,
  COMPLEXITY_CRITERIA,
  ELIGIBILITY_GAPS,
  OUTCOMES,
  PARTIES,
  REOPENING_GROUNDS,
  STOP_GROUNDS,
  SUSPENSION_GROUNDS,
  WITHDRAWAL_EXTENTS,
} from '../rules/petition-grounds.ts'
import { PETITION_CHANNELS, PETITION_KINDS, petitionNumber } from '../rules/petition-kind.ts'
import { recommendedLines } from './recommended-fields.tsx'

/**
 * The log of a petition as its timeline, newest first, with the reorganisations by which it came to another unit: those are told from
 * what was done then and stand in no log.
 */
export function petitionMoments(
  moments: readonly PetitionMoment[],
  moves: readonly UnitMoved[],
  effects: readonly string[],
): TimelineEntry[] {
  const steps = moments.map((moment) => ({
    at: moment.recordedAt,
    entry: stepEntry(moment, effects[moment.position - 1] ?? ''),
  }))
  const handovers = moves.map((move) => ({ at: move.doneAt, entry: handoverEntry(move) }))
  return [...steps, ...handovers]
    .sort((first, second) => second.at.getTime() - first.at.getTime())
    .map(({ entry }) => entry)
}

function handoverEntry(move: UnitMoved): TimelineEntry {
  return {
    title: `Đơn vị giải quyết chuyển từ ${move.fromName} sang ${move.toName} khi sắp xếp đơn vị`,
    by: move.doneBy ?? 'Hệ thống',
    at: `Ngày ${formatCalendarDate(move.effectiveOn)}, ghi lúc ${formatInstant(move.doneAt)}`,
    children: (
      <p class="govuk-body-s app-muted">
        Căn cứ: {move.legalAct}. Số đơn, ngày nhận, thời hạn và người giải quyết giữ nguyên.
      </p>
    ),
  }
}

function stepEntry(moment: PetitionMoment, effect: string): TimelineEntry {
  return {
    title: [EVENT_TITLES[moment.kind], subjectOf(moment)].filter((part) => part !== '').join(': '),
    by: moment.recordedBy ?? 'Hệ thống',
    at: `Ngày ${formatCalendarDate(moment.happenedOn)}, ghi lúc ${formatInstant(moment.recordedAt)}`,
    children: <Words moment={moment} effect={effect} />,
  }
}

function subjectOf(moment: PetitionMoment): string {
  switch (moment.kind) {
    case 'received':
      return [moment.unitName, moment.channel && PETITION_CHANNELS[moment.channel].toLowerCase()]
        .filter(Boolean)
        .join(', ')
    case 'classified':
      return moment.petitionKind ? PETITION_KINDS[moment.petitionKind].toLowerCase() : ''
    case 'corrected':
      return moment.channel
        ? `nhận ngày ${formatCalendarDate(moment.happenedOn)}, ${PETITION_CHANNELS[moment.channel].toLowerCase()}`
        : ''
    case 'assigned':
      return moment.handlerName ?? ''
    case 'transferred':
      return moment.unitName ?? moment.body
    case 'split':
    case 'separated':
    case 'merged':
    case 'second-round':
      return moment.relatedNumber === null || moment.relatedYear === null
        ? ''
        : `đơn số ${petitionNumber({ number: moment.relatedNumber, year: moment.relatedYear })}`
    default:
      return moment.body || findingOf(moment)
  }
}

/** What a step found, in the words of its closed list. */
function findingOf({ kind, details }: PetitionMoment): string {
  const { gaps, outcome, manner, suspensionGround, stopGround, reopeningGround, appeal, extent } = details
  if (kind === 'examined') return gaps?.length ? 'chưa đủ điều kiện' : 'đủ điều kiện'
  if (outcome)
    return [OUTCOMES[outcome], manner === 'explanation' ? 'bằng giải thích, thuyết phục' : '']
      .filter(Boolean)
      .join(', ')
      .toLowerCase()
  if (suspensionGround) return SUSPENSION_GROUNDS[suspensionGround].toLowerCase()
  if (stopGround) return STOP_GROUNDS[stopGround].toLowerCase()
  if (reopeningGround) return REOPENING_GROUNDS[reopeningGround].toLowerCase()
  if (appeal) return APPEALS[appeal]
  if (extent) return WITHDRAWAL_EXTENTS[extent].toLowerCase()
  if (details.absent) return 'người khiếu nại vắng mặt không có lý do'
  return details.remote ? 'vùng sâu, vùng xa đi lại khó khăn' : ''
}

function Words({ moment, effect }: { moment: PetitionMoment; effect: string }) {
  const { note, documentNumber, documentOn, decidedBy, legalBasis, notified, details } = moment
  const found = [
    ...(details.gaps ?? []).map((gap) => ELIGIBILITY_GAPS[gap]),
    ...(details.criteria ?? []).map((criterion) => COMPLEXITY_CRITERIA[criterion]),
    ...recommendedLines(details.recommended ?? {}),
  ]
  return (
    <>
      {found.length > 0 && (
        <ul class="govuk-list govuk-list--bullet govuk-body-s">
          {found.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      {note !== '' && <p class="govuk-body-s app-prewrap">{note}</p>}
      {(documentNumber !== '' || documentOn !== null) && (
        <p class="govuk-body-s">
          Văn bản{documentNumber !== '' && ` số ${documentNumber}`}
          {documentOn !== null && ` ngày ${formatCalendarDate(documentOn)}`}
        </p>
      )}
      {decidedBy !== null && <p class="govuk-body-s">Người quyết định: {decidedBy}</p>}
      {notified.length > 0 && (
        <p class="govuk-body-s">Đã thông báo: {notified.map((party) => PARTIES[party].toLowerCase()).join('; ')}</p>
      )}
      {effect !== '' && <p class="govuk-body-s">{effect}</p>}
      {legalBasis !== '' && <p class="govuk-body-s app-muted">Căn cứ: {legalBasis}</p>}
    </>
  )
}
