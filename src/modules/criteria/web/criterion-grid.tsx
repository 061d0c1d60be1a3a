import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  CellInput,
  DataTable,
  Form,
  HiddenField,
  InsetText,
  Layout,
  PageHeading,
  RowCheckbox,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { saveCriterionOverUnits, type VerdictInGrid } from '../actions/save-verification.ts'
import { setOfYear, sheetsOf } from '../queries/sheets.ts'
import { assignmentsOf, secondMarks, unitsToVerify } from '../queries/verification-work.ts'
import { isRunning, mayVerify } from '../rules/assessment-state.ts'
import { codesDownTo, isMineToMark } from '../rules/assignment.ts'
import { isSelfScored } from '../rules/score-sheet.ts'
import { isBlind, secondMarkState } from '../rules/second-mark.ts'
import { criteriaOf } from '../rules/set-inputs.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { DemonstrationPoints, showPoints } from './assessment-tags.tsx'
import { criterionPath } from './criterion-in-sheet.ts'
import { mostOf } from './sheet-tables.tsx'
import { requireReadable } from './timetable-pages.tsx'

/** One criterion over all units that handed in: the same measure for all of them. */
export function criterionGrid(app: FastifyInstance): void {
  staffForm(app, {
    path: '/assessments/years/:yearId/verification/:code',
    permission: 'criteria.verify',
    params: z.object({ yearId: Id, code: z.string().min(1).max(60) }),
    fields: z.looseObject({
      seen: z
        .union([z.string(), z.array(z.string())])
        .optional()
        .transform((value) => (value === undefined ? [] : [value].flat())),
    }),
    load: async (context) => {
      const { database, official, today, params } = context
      const year = await requireReadable(context, params.yearId)
      if (!isRunning(year.state)) {
        throw new Refusal('not-allowed', 'criteria.year-decided', `Kết quả năm ${year.year} đã được quyết định.`)
      }
      const { set } = await setOfYear(database, year.id)
      const criterion = criteriaOf(set.groups).find((each) => each.code === params.code && isSelfScored(each))
      if (!criterion) {
        throw new Refusal(
          'not-found',
          'criteria.no-such-criterion',
          `Không có tiêu chí ${params.code} do đơn vị tự chấm.`,
        )
      }
      const [units, assignments, marks] = await Promise.all([
        unitsToVerify(database, official, year.id, today),
        assignmentsOf(database, year.id),
        secondMarks(database, { yearId: year.id }),
      ])
      const handedIn = units.filter((unit) => mayVerify(year.state, unit.state))
      const codes = codesDownTo(set, criterion.code)
      const mine = handedIn.filter(
        (unit) =>
          isMineToMark(assignments, official.accountId, unit.unitId, codes) &&
          !marks.some(
            (mark) =>
              mark.assessmentId === unit.id &&
              mark.criterionCode === criterion.code &&
              mark.markerAccountId === official.accountId &&
              isBlind(secondMarkState(mark)),
          ),
      )
      const sheets = await sheetsOf(database, { yearId: year.id, unitIds: mine.map((unit) => unit.unitId) })
      const rows = mine.flatMap((unit) => {
        const score = sheets
          .find((sheet) => sheet.unitId === unit.unitId)
          ?.scores.find((each) => each.criterionCode === criterion.code)
        return score ? [{ unit, score }] : []
      })
      return { year, criterion, rows, others: handedIn.length - mine.length }
    },
    initial: ({ rows }) =>
      Object.fromEntries(
        rows.flatMap(({ unit, score }) => [
          [
            `points:${unit.id}`,
            showDecimalText((score.verifiedChanged ? score.verifiedPoints : score.selfPoints) ?? '0'),
          ],
          [`reason:${unit.id}`, score.verifiedReason],
          [`version:${unit.id}`, String(unit.version)],
        ]),
      ),
    draw: ({ context, data: { year, criterion, rows, others }, form }) => {
      const back = `/assessments/years/${year.id}/verification`
      return (
        <Layout
          title={`Thẩm định tiêu chí ${criterion.code} của các đơn vị`}
          context={context.page}
          wide
          form={form}
          backLink={{ href: back, text: 'Việc thẩm định' }}
        >
          <PageHeading caption={`Thẩm định năm ${year.year}, tối đa ${mostOf(criterion)} điểm`}>
            {`${criterion.code}. ${criterion.title}`}
          </PageHeading>
          <DemonstrationPoints note={year.demonstrationNote} />
          <p class="govuk-body">
            Sửa điểm ở đơn vị nào không đồng ý và ghi lý do; đánh dấu các đơn vị đã xem mà giữ nguyên điểm.
          </p>
          {others > 0 && (
            <InsetText>
              {`${formatNumber(others)} đơn vị khác đã nộp nhưng tiêu chí này được giao người khác thẩm định, hoặc bạn chấm lần hai.`}
            </InsetText>
          )}
          {rows.length === 0 ? (
            <p class="govuk-body app-muted">Chưa có đơn vị nào nộp bảng tự chấm để bạn thẩm định tiêu chí này.</p>
          ) : (
            <Form form={form}>
              {rows.map(({ unit }) => (
                <HiddenField
                  key={unit.id}
                  form={form}
                  name={`version:${unit.id}`}
                  value={String(form.values[`version:${unit.id}`] ?? unit.version)}
                />
              ))}
              <DataTable
                caption={`${formatNumber(rows.length)} đơn vị`}
                phone="stack"
                empty=""
                columns={[
                  { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-quarter' },
                  { key: 'self', title: 'Tự chấm', width: 'one-quarter' },
                  { key: 'points', title: 'Thẩm định' },
                  { key: 'reason', title: 'Lý do thay đổi', width: 'one-quarter' },
                  { key: 'seen', title: 'Đã xem' },
                ]}
                rows={rows.map(({ unit, score }) => ({
                  unit: (
                    <a class="govuk-link" href={criterionPath(unit.id, criterion.code, 'verification')}>
                      {unit.unitName}
                    </a>
                  ),
                  self: (
                    <div>
                      <strong>{showPoints(score.selfPoints)}</strong>
                      <br />
                      <span class="app-muted">{score.selfExplanation}</span>
                    </div>
                  ),
                  points: (
                    <CellInput
                      form={form}
                      name={`points:${unit.id}`}
                      label={`Điểm thẩm định của ${unit.unitName}`}
                      width={4}
                    />
                  ),
                  reason: (
                    <CellInput
                      form={form}
                      name={`reason:${unit.id}`}
                      label={`Lý do thay đổi điểm của ${unit.unitName}`}
                    />
                  ),
                  seen:
                    score.verifiedOn === null ? (
                      <RowCheckbox name="seen" value={unit.id} label={`Đã xem ${unit.unitName}`} />
                    ) : (
                      'Đã xem'
                    ),
                }))}
              />
              <SubmitButtons cancelHref={back}>
                <SubmitButton>Lưu thẩm định tiêu chí này</SubmitButton>
              </SubmitButtons>
            </Form>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered, { rows, criterion, year }) => {
      const values = entered as Readonly<Record<string, unknown>>
      const typed = (field: string) => {
        const value = values[field]
        return typeof value === 'string' ? value.normalize('NFC').trim() : ''
      }
      const given = rows.flatMap(({ unit, score }): VerdictInGrid[] => {
        const points = typed(`points:${unit.id}`)
        const reason = typed(`reason:${unit.id}`)
        const stood = showDecimalText((score.verifiedChanged ? score.verifiedPoints : score.selfPoints) ?? '0')
        const isTouched = points !== stood || reason !== score.verifiedReason || entered.seen.includes(unit.id)
        return isTouched ? [{ assessmentId: unit.id, version: typed(`version:${unit.id}`), points, reason }] : []
      })
      await saveCriterionOverUnits(database, official, { criterion: criterion.code, given }, today)
      return `/assessments/years/${year.id}/verification/${encodeURIComponent(params.code)}`
    },
  })
}
