import type { TimelineEntry } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import type { UnitMoved } from '../../organisation/index.ts'
import type { PetitionMoment } from '../queries/petition.ts'
import { EVENT_TITLES } from '../rules/petition-event.ts'
import { PETITION_CHANNELS, PETITION_KINDS } from '../rules/petition-kind.ts'

/**
 * The log of a petition as its timeline, newest first, with the reorganisations by which it came to another unit: those are told from
 * what was done then and stand in no log.
 */
export function petitionMoments(moments: readonly PetitionMoment[], moves: readonly UnitMoved[]): TimelineEntry[] {
  const steps = moments.map((moment) => ({ at: moment.recordedAt, entry: stepEntry(moment) }))
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

function stepEntry(moment: PetitionMoment): TimelineEntry {
  return {
    title: [EVENT_TITLES[moment.kind], subjectOf(moment)].filter((part) => part !== '').join(': '),
    by: moment.recordedBy ?? 'Hệ thống',
    at: `Ngày ${formatCalendarDate(moment.happenedOn)}, ghi lúc ${formatInstant(moment.recordedAt)}`,
    children: <Words moment={moment} />,
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
    default:
      return moment.body
  }
}

function Words({ moment }: { moment: PetitionMoment }) {
  const { note, documentNumber, legalBasis } = moment
  return (
    <>
      {note !== '' && <p class="govuk-body-s app-prewrap">{note}</p>}
      {documentNumber !== '' && <p class="govuk-body-s">Văn bản số {documentNumber}</p>}
      {legalBasis !== '' && <p class="govuk-body-s app-muted">Căn cứ: {legalBasis}</p>}
    </>
  )
}
