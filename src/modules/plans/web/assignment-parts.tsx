import { DataTable, Tag } from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { AssignmentRecord, evidenceOf, questionsOf } from '../queries/assignment.ts'
import type { milestonesOf } from '../queries/tasks.ts'
import type { MeasuredProgress } from '../rules/measured-progress.ts'

type Evidence = Awaited<ReturnType<typeof evidenceOf>>
type Milestones = Awaited<ReturnType<typeof milestonesOf>>
type Questions = Awaited<ReturnType<typeof questionsOf>>

/** The steps of a task, each with what shows that the unit has reached it. */
export function MilestoneTable({
  milestones,
  evidence,
  today,
}: {
  milestones: Milestones
  evidence: Evidence
  today: CalendarDate
}) {
  if (milestones.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Các mốc</h2>
      <DataTable
        caption="Các mốc"
        captionHidden
        phone="stack"
        empty=""
        columns={[
          { key: 'title', title: 'Mốc', rowHeader: true, width: 'one-half' },
          { key: 'due', title: 'Ngày' },
          { key: 'state', title: 'Minh chứng' },
        ]}
        rows={milestones.map((milestone) => {
          const shown = evidence.filter((each) => each.milestoneId === milestone.id)
          const state =
            shown.length > 0 ? (
              shown.map((each) => each.title).join('; ')
            ) : milestone.dueOn < today ? (
              <Tag colour="red" text="Quá ngày, chưa có minh chứng" />
            ) : (
              <span class="app-muted">Chưa có</span>
            )
          return { title: milestone.title, due: formatCalendarDate(milestone.dueOn), state }
        })}
      />
    </>
  )
}

/** What the unit asked back, with the answers. */
export function QuestionList({ questions }: { questions: Questions }) {
  if (questions.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Hỏi lại và trả lời</h2>
      <dl>
        {questions.map((each) => (
          <div key={each.id}>
            <dt class="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">
              {formatCalendarDate(each.askedOn)}
              {each.askedBy && `, ${each.askedBy}`}: <span class="app-prewrap">{each.question}</span>
            </dt>
            <dd class="govuk-body govuk-!-margin-left-0">
              {each.answeredOn === null ? (
                <span class="app-muted">Đang chờ trả lời.</span>
              ) : (
                <>
                  Trả lời ngày {formatCalendarDate(each.answeredOn)}
                  {each.answeredBy && `, ${each.answeredBy}`}: <span class="app-prewrap">{each.answer}</span>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** What the linked records show, and beside it what the unit says of itself. */
export function ProgressWords({ progress, assignment }: { progress: MeasuredProgress; assignment: AssignmentRecord }) {
  return (
    <>
      {progress.percent === null ? '' : `${progress.percent}%: `}
      {progress.words}
      {assignment.statedPercent !== null && assignment.completedOn === null && (
        <>
          <br />
          <span class="app-muted">Đơn vị tự ước {assignment.statedPercent}% (nhận xét, không tính vào số liệu).</span>
        </>
      )}
    </>
  )
}
