import { Timeline, type TimelineEntry } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { isVerifierOf } from '../actions/answer-appeal.ts'
import { APPEAL_STATES, mayAppeal } from '../rules/appeal.ts'
import { isRunning } from '../rules/assessment-state.ts'
import { showPoints } from './assessment-tags.tsx'
import { criterionPath, type ShownCriterion } from './criterion-in-sheet.ts'

/** What verifier and unit wrote to each other about a criterion, and what this official may answer. */
export function ExchangeList({ shown, official }: { shown: ShownCriterion; official: Official }) {
  const { assessment, criterion } = shown
  const path = (act: string) => criterionPath(assessment.id, criterion.code, act)
  const explanations = shown.explanations.filter((each) => each.criterionCode === criterion.code)
  const appeals = shown.appeals.filter((each) => each.criterionCode === criterion.code)
  const reason = shown.score?.evidenceReason ?? ''
  if (explanations.length + appeals.length === 0 && reason === '') return null
  const answers = may(official, 'criteria.self-assess') && assessment.isOwn && isRunning(assessment.yearState)
  const reviews =
    may(official, 'criteria.verify') &&
    assessment.isMineToVerify &&
    mayAppeal(assessment.yearState, assessment.state) &&
    !isVerifierOf(official, assessment, shown.sheet, criterion.code)
  const told: TimelineEntry[] = [
    ...explanations.flatMap((each) => [
      {
        title: 'Yêu cầu giải trình',
        by: each.askedBy ?? 'Hệ thống',
        at: formatCalendarDate(each.askedOn),
        children: (
          <>
            <span class="app-prewrap">{each.question}</span>
            {each.answer === null && answers && (
              <>
                <br />
                <a class="govuk-link" href={path(`explanations/${each.id}`)}>
                  Trả lời yêu cầu giải trình
                </a>
              </>
            )}
          </>
        ),
      },
      ...(each.answeredOn === null
        ? []
        : [
            {
              title: 'Đơn vị giải trình',
              by: each.answeredBy ?? 'Hệ thống',
              at: formatCalendarDate(each.answeredOn),
              children: <span class="app-prewrap">{each.answer}</span>,
            },
          ]),
    ]),
    ...appeals.flatMap((each) => [
      {
        title: `Kiến nghị: đề nghị ${showPoints(each.askedPoints)} điểm`,
        by: each.filedBy ?? 'Hệ thống',
        at: formatCalendarDate(each.filedOn),
        children: (
          <>
            <span class="app-prewrap">{each.reason}</span>
            {each.state === 'waiting' && reviews && (
              <>
                <br />
                <a class="govuk-link" href={path(`appeals/${each.id}`)}>
                  Xem xét, trả lời kiến nghị
                </a>
              </>
            )}
          </>
        ),
      },
      ...(each.answeredOn === null
        ? []
        : [
            {
              title: `${APPEAL_STATES[each.state]}: ${showPoints(each.givenPoints)} điểm`,
              by: each.answeredBy ?? 'Hệ thống',
              at: formatCalendarDate(each.answeredOn),
              children: <span class="app-prewrap">{each.answer}</span>,
            },
          ]),
    ]),
  ]
  return (
    <>
      <h2 class="govuk-heading-m">Giải trình, kiến nghị</h2>
      {reason !== '' && <p class="govuk-body">{`Lý do thiếu minh chứng: ${reason}`}</p>}
      {told.length > 0 && <Timeline entries={told.toReversed()} />}
    </>
  )
}
