import { type CalendarDate, formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { ReportComment, SectionAssignment } from '../../queries/section-work.ts'

export type SectionWorkProps = {
  reportId: string
  section: { code: string; title: string; hint: string }
  assignments: readonly SectionAssignment[]
  comments: readonly ReportComment[]
  /** True when this official may assign sections and say that one is done. */
  mayAssign: boolean
  today: CalendarDate
}

/** The work around a section: who writes it by when, and what is still being asked about it. */
export function SectionWork({ reportId, section, assignments, comments, mayAssign, today }: SectionWorkProps) {
  const assignment = assignments.find((each) => each.sectionCode === section.code)
  const open = comments.filter((each) => each.sectionCode === section.code && each.resolvedOn === null).length
  if (!assignment && open === 0 && !(mayAssign && section.hint !== '')) return null
  const path = `/reports/${reportId}/sections/${section.code}`
  return (
    <p class="govuk-body app-muted">
      {assignment && `${assignmentInWords(assignment, today)} `}
      {mayAssign && section.hint !== '' && (
        <a class="govuk-link" href={`${path}/assignment`}>
          {assignment ? 'Giao lại' : 'Giao soạn'}
          <span class="govuk-visually-hidden"> mục {section.title}</span>
        </a>
      )}
      {mayAssign && assignment && assignment.doneOn === null && (
        <>
          {' · '}
          <a class="govuk-link" href={`${path}/completion`}>
            Báo đã soạn xong<span class="govuk-visually-hidden"> mục {section.title}</span>
          </a>
        </>
      )}
      {open > 0 && (
        <>
          {' · '}
          <a class="govuk-link" href={`/reports/${reportId}/comments`}>
            {open} trao đổi chưa giải quyết<span class="govuk-visually-hidden"> về mục {section.title}</span>
          </a>
        </>
      )}
    </p>
  )
}

/** “Giao Nguyễn Thị Mai, hạn 01/12/2022: đã xong ngày 30/11/2022.” */
export function assignmentInWords({ personName, dueOn, doneOn, note }: SectionAssignment, today: CalendarDate): string {
  const standing =
    doneOn !== null ? `đã xong ngày ${formatCalendarDate(doneOn)}` : dueOn < today ? 'chưa xong, quá hạn' : 'chưa xong'
  return `Giao ${personName}, hạn ${formatCalendarDate(dueOn)}: ${standing}.${note === '' ? '' : ` ${note}.`}`
}

/** Before a report is sent: who has not said that their section is done. */
export function UnfinishedSections({
  assignments,
  sections,
  today,
}: {
  assignments: readonly SectionAssignment[]
  sections: readonly { code: string; title: string }[]
  today: CalendarDate
}) {
  const unfinished = assignments.filter((each) => each.doneOn === null)
  if (unfinished.length === 0) return null
  return (
    <>
      <p class="govuk-body">Mục đã giao, người được giao chưa báo xong (vẫn gửi được):</p>
      <ul class="govuk-list govuk-list--bullet">
        {unfinished.map((each) => (
          <li key={each.id}>
            {sections.find((section) => section.code === each.sectionCode)?.title ?? ''}:{' '}
            {assignmentInWords(each, today)}
          </li>
        ))}
      </ul>
    </>
  )
}
