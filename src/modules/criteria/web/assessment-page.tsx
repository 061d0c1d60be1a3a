import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  Figure,
  FigureGrid,
  InsetText,
  Layout,
  PageHeading,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { evidenceCounts } from '../queries/evidence.ts'
import { resultsOfYear } from '../queries/results.ts'
import { mayVerify } from '../rules/assessment-state.ts'
import { isLackingEvidence } from '../rules/evidence-asked.ts'
import { criteriaFor, isSelfScored, selfMaximum } from '../rules/score-sheet.ts'
import { TASK_STATES, type TaskState, taskState } from '../rules/task-state.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { AssessmentStateTag, DemonstrationPoints, showPoints } from './assessment-tags.tsx'
import { type ShownSheet, shownSheet } from './criterion-in-sheet.ts'
import { EffectsList } from './effects-list.tsx'
import { MergerNote } from './merger-note.tsx'
import { PredecessorFigures } from './predecessor-figures.tsx'
import { SheetTables } from './sheet-tables.tsx'
import { PartsOfSheet, sheetParts, yearInWords } from './year-parts.tsx'

/** One unit's sheet: what is done, what is missing, what to do next. */
export function assessmentPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/assessments/:assessmentId',
    permission: 'criteria.read',
    params: z.object({ assessmentId: Id }),
    draw: async (context) => {
      const { database, official, today, page, params } = context
      const shown = await shownSheet(context, params.assessmentId, facts)
      const { assessment } = shown
      const [evidence, changes, results] = await Promise.all([
        evidenceCounts(database, assessment.id),
        changesOf(database, { kind: 'assessment', id: assessment.id }),
        assessment.state === 'decided' ? resultsOfYear(database, official, assessment.yearId, today) : [],
      ])
      const result = results.find((row) => row.assessmentId === assessment.id)
      const assesses = shown.mayAssess && may(official, 'criteria.self-assess')
      return (
        <Layout
          title={`Bảng chấm điểm ${yearInWords(assessment)} – ${assessment.unitName}`}
          context={page}
          wide
          breadcrumbs={[
            { href: '/assessments', text: 'Chấm điểm' },
            { href: `/assessments/years/${assessment.yearId}`, text: `Năm ${assessment.year}` },
            { text: assessment.unitName },
          ]}
        >
          <PageHeading
            caption={`Bảng chấm điểm ${yearInWords(assessment)} – ${assessment.blockTitle}`}
            actions={<Actions context={context} shown={shown} />}
          >
            {assessment.unitName}
          </PageHeading>
          {assessment.illustration && <InsetText>{assessment.illustration}</InsetText>}
          <DemonstrationPoints note={assessment.demonstrationNote} />
          <MergerNote predecessors={shown.predecessors} />
          <p class="govuk-body">
            <AssessmentStateTag state={assessment.state} /> {timetableWords(shown, today)}
          </p>
          <FigureGrid>
            <Figure
              value={showPoints(shown.mayAssess ? shown.self.total : assessment.selfTotal)}
              label={`điểm tự chấm trên ${showMost(selfMaximum(shown.compiled, assessment.unitKind))}`}
              note={shown.mayAssess ? 'Tính theo số liệu hiện có' : 'Phần do đơn vị tự chấm'}
            />
            <Figure
              value={showPoints(assessment.verifiedTotal)}
              label={`điểm thẩm định trên ${showMost(shown.compiled.set.scale.baseMaximum)}`}
              note={
                assessment.verifiedOn
                  ? `${assessment.verifiedBy ?? 'Hệ thống'}, ${formatCalendarDate(assessment.verifiedOn)}`
                  : 'Chưa thẩm định xong'
              }
            />
            {assessment.appealTotal !== null && (
              <Figure value={showPoints(assessment.appealTotal)} label="điểm sau giải trình, kiến nghị" />
            )}
            {result && (
              <Figure
                value={result.rankTitle ?? 'Không xếp loại'}
                label={
                  result.position === null
                    ? (result.notRankedReason ?? '')
                    : `hạng ${formatNumber(result.position)} trong khối`
                }
                href={`/assessments/years/${assessment.yearId}`}
                note={
                  result.lastYear
                    ? `Năm trước: ${result.lastYear.rankTitle ?? 'không xếp loại'}, ${showPoints(result.lastYear.total)} điểm`
                    : undefined
                }
              />
            )}
          </FigureGrid>
          <PartsOfSheet parts={await sheetParts(context, assessment)} here={assessment.id} />
          <TaskCounts shown={shown} evidence={evidence} />
          <SignedOff shown={shown} />
          <NextStep shown={shown} assesses={assesses} />
          <SheetTables shown={shown} evidence={evidence} assesses={assesses} />
          <PredecessorFigures shown={shown} />
          <EffectsList shown={shown} />
          {shown.blind.size === 0 ? (
            <>
              <p class="govuk-body">
                <a class="govuk-link" href={`/assessments/${assessment.id}/trial`}>
                  Thử thay một số liệu
                </a>
              </p>
              <ChangeHistory changes={changes} />
            </>
          ) : (
            <InsetText>
              {`Bạn được giao chấm lần hai ${formatNumber(shown.blind.size)} tiêu chí của đơn vị này nên chưa xem được điểm thẩm định lần một, tổng điểm và lịch sử. `}
              <a class="govuk-link" href={`/assessments/years/${assessment.yearId}/second-marks`}>
                Chấm lần hai
              </a>
            </InsetText>
          )}
        </Layout>
      )
    },
  })
}

/** `70`, not `70,00`: what the points are out of, as the set says it. */
const showMost = (points: string) => showDecimalText(points.replace(/\.0+$/, ''))

function Actions({ context: { official }, shown: { assessment, mayAssess } }: { context: Context; shown: ShownSheet }) {
  const submits = mayAssess && assessment.isMineToSubmit && may(official, 'criteria.submit')
  const verifies =
    may(official, 'criteria.verify') && assessment.isMineToVerify && mayVerify(assessment.yearState, assessment.state)
  if (!submits && !verifies) return null
  return (
    <ActionBar>
      {submits && <ButtonLink href={`/assessments/${assessment.id}/submission`}>Nộp bảng tự chấm</ButtonLink>}
      {verifies && <ButtonLink href={`/assessments/${assessment.id}/verification`}>Thẩm định</ButtonLink>}
      {verifies && (
        <ButtonLink href={`/assessments/${assessment.id}/return`} variant="secondary">
          Trả lại đơn vị
        </ButtonLink>
      )}
    </ActionBar>
  )
}

function NextStep({ shown, assesses }: { shown: ShownSheet; assesses: boolean }) {
  if (!assesses) return null
  const missing = missingNow(shown)
  return (
    <InsetText>
      {missing.length > 0
        ? `Còn ${missing.length} tiêu chí chưa có số liệu hoặc số liệu chưa khớp: ${missing.join(', ')}. Mở từng tiêu chí để nhập; số nào hệ thống đếm được đã điền sẵn.`
        : shown.assessment.isMineToSubmit
          ? 'Đã đủ số liệu. Hãy xem lại rồi nộp bảng tự chấm.'
          : 'Đã đủ số liệu. Lãnh đạo đơn vị xem lại và nộp bảng tự chấm.'}
    </InsetText>
  )
}

/** The sheet as a list of tasks: how many are not begun, under way, done, and wait for the unit's explanation. */
function TaskCounts({ shown, evidence }: { shown: ShownSheet; evidence: ReadonlyMap<string, number> }) {
  const open = new Set(shown.explanations.flatMap((each) => (each.answer === null ? [each.criterionCode] : [])))
  if (!shown.mayAssess && open.size === 0) return null
  const tasks = criteriaFor(shown.compiled.set, shown.assessment.unitKind)
    .filter(isSelfScored)
    .map((criterion) => {
      const score = shown.self.criteria.find((each) => each.code === criterion.code)
      return taskState({
        isAsked: open.has(criterion.code),
        isMissing: score?.state === 'missing',
        isBegun: score !== undefined && !score.explanation.startsWith('Chưa có số liệu'),
        lacksEvidence: isLackingEvidence(criterion, score, evidence.get(criterion.code) ?? 0),
      })
    })
  return (
    <p class="govuk-body">
      {`${formatNumber(tasks.length)} tiêu chí đơn vị tự chấm: `}
      {(Object.keys(TASK_STATES) as TaskState[])
        .map(
          (state) =>
            `${TASK_STATES[state].toLowerCase()} ${formatNumber(tasks.filter((each) => each === state).length)}`,
        )
        .join('; ')}
      .
    </p>
  )
}

/** Who signed the self-assessment off, in which office, when and with which words. */
function SignedOff({ shown: { assessment } }: { shown: ShownSheet }) {
  const { submittedOn, signedStatement, signedTitle, submittedBy } = assessment
  if (submittedOn === null || signedStatement === null) return null
  return (
    <p class="govuk-body">
      {`${submittedBy ?? 'Hệ thống'}${signedTitle ? `, ${signedTitle},` : ''} duyệt và nộp ngày ${formatCalendarDate(submittedOn)}: “${signedStatement}”`}
    </p>
  )
}

/** The criteria of the unit's own part that still miss a figure, by what is known now. */
export function missingNow({ compiled, assessment, self }: ShownSheet): string[] {
  const own = new Set(
    criteriaFor(compiled.set, assessment.unitKind)
      .filter(isSelfScored)
      .map((criterion) => criterion.code),
  )
  return self.criteria.filter((score) => score.state === 'missing' && own.has(score.code)).map((score) => score.code)
}

function timetableWords({ assessment }: ShownSheet, today: string): string {
  if (assessment.state === 'not-started' || assessment.state === 'self-assessing') {
    const late = today > assessment.selfAssessBy ? ' – đã quá hạn' : ''
    return `Hạn tự chấm: ${formatCalendarDate(assessment.selfAssessBy)}${late}.`
  }
  const handedIn = assessment.submittedOn ? `Nộp ngày ${formatCalendarDate(assessment.submittedOn)}` : ''
  const late = assessment.submittedOn && assessment.submittedOn > assessment.selfAssessBy ? ' (muộn)' : ''
  return assessment.state === 'submitted'
    ? `${handedIn}${late}. Hạn thẩm định: ${formatCalendarDate(assessment.verifyBy)}.`
    : handedIn === ''
      ? ''
      : `${handedIn}${late}.`
}
