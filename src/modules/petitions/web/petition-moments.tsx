import type { TimelineEntry } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import type { PetitionMoment } from '../queries/petition.ts'
import { EVENT_TITLES } from '../rules/petition-event.ts'
import { PETITION_CHANNELS, PETITION_KINDS } from '../rules/petition-kind.ts'

/** The log of a petition as its timeline, newest first. */
export function petitionMoments(moments: readonly PetitionMoment[]): TimelineEntry[] {
  return moments.map((moment) => ({
    title: [EVENT_TITLES[moment.kind], subjectOf(moment)].filter((part) => part !== '').join(': '),
    by: moment.recordedBy ?? 'Hệ thống',
    at: `Ngày ${formatCalendarDate(moment.happenedOn)}, ghi lúc ${formatInstant(moment.recordedAt)}`,
    children: <Words moment={moment} />,
  }))
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
