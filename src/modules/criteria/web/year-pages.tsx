import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressAfter, addressChoice, addressId, addressWords } from '../../../platform/http/address-fields.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  EmptyState,
  Figure,
  FigureGrid,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber, withCapital } from '../../../vocabulary/vietnamese.ts'
import { documentPage } from '../../documents/index.ts'
import {
  type AssessmentYearRecord,
  assessmentYearById,
  assessmentYears,
  blocksOfYear,
  progressOfYear,
} from '../queries/assessment-years.ts'
import { assessmentsOfYear, ownAssessments } from '../queries/assessments.ts'
import { recomputedYear } from '../queries/ranking.ts'
import { changedByReopening, reopeningsOf } from '../queries/reopenings.ts'
import { resultsOfYear } from '../queries/results.ts'
import { setOfYear } from '../queries/sheets.ts'
import { timetableOf } from '../queries/timetable.ts'
import { ASSESSMENT_STATES, type AssessmentState, isRunning } from '../rules/assessment-state.ts'
import { type StepLimit, YEAR_STEPS } from '../rules/timetable.ts'
import { AssessmentStateTag, DemonstrationPoints, showPoints, YearStateTag } from './assessment-tags.tsx'
import { Lines } from './criterion-parts.tsx'
import { ChangedByReopening, Reopenings } from './reopening-parts.tsx'
import { ResultTables } from './result-tables.tsx'
import { UnitList } from './unit-list.tsx'
import { PartsOfYear, yearInWords } from './year-parts.tsx'

/** The questions that the list of a year's units answers. */
export const UnitListQuery = z.object({
  block: addressId,
  state: addressChoice<AssessmentState>(ASSESSMENT_STATES),
  words: addressWords,
  after: addressAfter,
})

/** The years of scoring, and each of them: its timetable, who stands where, and the result. */
export function yearPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/assessments',
    permission: 'criteria.read',
    draw: async ({ database, official, today, page }) => {
      const [years, own] = await Promise.all([
        assessmentYears(database, official, today),
        may(official, 'criteria.self-assess') ? ownAssessments(database, official, today) : [],
      ])
      const manages = may(official, 'criteria.manage')
      return (
        <Layout title="Chấm điểm, xếp loại" context={page} wide>
          <PageHeading
            actions={
              <ActionBar>
                {manages && <ButtonLink href="/criteria-sets">Mở năm chấm điểm</ButtonLink>}
                <ButtonLink href="/criteria-sets" variant="secondary">
                  Bộ tiêu chí
                </ButtonLink>
              </ActionBar>
            }
          >
            Chấm điểm, xếp loại
          </PageHeading>
          {own.length > 0 && (
            <DataTable
              caption="Bảng chấm điểm của đơn vị tôi"
              phone="stack"
              empty=""
              columns={[
                { key: 'year', title: 'Năm', rowHeader: true },
                { key: 'unit', title: 'Đơn vị' },
                { key: 'state', title: 'Tình trạng' },
                { key: 'due', title: 'Hạn tự chấm' },
                { key: 'self', title: 'Tự chấm', numeric: true },
                { key: 'verified', title: 'Thẩm định', numeric: true },
              ]}
              rows={own.map((sheet) => ({
                year: (
                  <a class="govuk-link" href={`/assessments/${sheet.id}`}>
                    {withCapital(yearInWords(sheet))}
                  </a>
                ),
                unit: sheet.unitName,
                state: <AssessmentStateTag state={sheet.state} />,
                due: formatCalendarDate(sheet.selfAssessBy),
                self: showPoints(sheet.selfTotal),
                verified: showPoints(sheet.verifiedTotal),
              }))}
            />
          )}
          {years.length === 0 ? (
            <EmptyState
              title="Chưa có năm chấm điểm nào"
              action={manages ? { href: '/criteria-sets', text: 'Chọn bộ tiêu chí để mở năm' } : undefined}
            >
              Sở Nội vụ mở năm chấm điểm theo một bộ tiêu chí; sau đó mỗi đơn vị có một bảng chấm điểm ở đây.
            </EmptyState>
          ) : (
            <DataTable
              caption="Các năm chấm điểm"
              phone="stack"
              empty=""
              columns={[
                { key: 'year', title: 'Năm', rowHeader: true },
                { key: 'root', title: 'Tỉnh' },
                { key: 'state', title: 'Tình trạng' },
                { key: 'due', title: 'Hạn tự chấm – thẩm định – quyết định' },
                { key: 'set', title: 'Bộ tiêu chí', width: 'one-third' },
              ]}
              rows={years.map((year) => ({
                year: (
                  <a class="govuk-link" href={`/assessments/years/${year.id}`}>
                    {withCapital(yearInWords(year))}
                  </a>
                ),
                root: year.rootName,
                state: <YearStateTag state={year.state} />,
                due: [year.selfAssessBy, year.verifyBy, year.decideBy].map(formatCalendarDate).join(' – '),
                set: year.setTitle,
              }))}
            />
          )}
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/assessments/years/:yearId',
    permission: 'criteria.read',
    params: z.object({ yearId: Id }),
    query: UnitListQuery,
    draw: async (context) => {
      const { database, official, today, page, params } = context
      const year = await assessmentYearById(database, official, params.yearId, today)
      if (!year) throw noSuchYear()
      const isEarlier = year.part?.isEarlier === true
      // The earlier part of a year has no ranks of its own: its page stays the list of sheets.
      const listsUnits = isEarlier || isRunning(year.state)
      const changes = await changesOf(database, { kind: 'assessment-year', id: year.id })
      return (
        <Layout
          title={`Chấm điểm ${yearInWords(year)} – ${year.rootName}`}
          context={page}
          wide
          breadcrumbs={[{ href: '/assessments', text: 'Chấm điểm' }, { text: `Năm ${year.year}` }]}
        >
          <PageHeading caption={year.rootName} actions={<YearActions context={context} year={year} />}>
            {`${listsUnits ? 'Chấm điểm' : 'Kết quả xếp loại'} ${isEarlier ? yearInWords(year) : `năm ${year.year}`}`}
          </PageHeading>
          {year.illustration && <InsetText>{year.illustration}</InsetText>}
          <DemonstrationPoints note={year.demonstrationNote} />
          {await PartsOfYear({ context, year })}
          <YearSummary
            year={year}
            limits={await timetableOf(database, year.id)}
            decision={await documentPage(context.database, context.official, year.decisionDocumentId, context.today)}
          />
          {listsUnits ? await progress(context, year) : await decided(context, year)}
          <Reopenings reopenings={await reopeningsOf(database, year.id)} />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

export function noSuchYear(): Refusal {
  return new Refusal('not-found', 'criteria.no-such-year', 'Không có năm chấm điểm này trong phạm vi của bạn.')
}

function YearActions({ context: { official }, year }: { context: Context; year: AssessmentYearRecord }) {
  const isWhole = year.part?.isEarlier !== true
  const decides = isWhole && may(official, 'criteria.decide') && year.state !== 'published'
  const manages = isWhole && may(official, 'criteria.manage') && isRunning(year.state)
  const verifies = may(official, 'criteria.verify') && isRunning(year.state)
  if (!decides && !manages && !verifies) return null
  return (
    <ActionBar>
      {verifies && <ButtonLink href={`/assessments/years/${year.id}/verification`}>Việc thẩm định</ButtonLink>}
      {manages && (
        <ButtonLink href={`/assessments/years/${year.id}/timetable`} variant="secondary">
          Lịch các bước
        </ButtonLink>
      )}
      {decides && (
        <ButtonLink href={`/assessments/years/${year.id}/council`} variant="secondary">
          Hội đồng
        </ButtonLink>
      )}
      {!decides ? null : isRunning(year.state) ? (
        <ButtonLink href={`/assessments/years/${year.id}/decision`}>Quyết định xếp loại</ButtonLink>
      ) : (
        <ButtonLink href={`/assessments/years/${year.id}/publication`}>Công bố kết quả</ButtonLink>
      )}
    </ActionBar>
  )
}

function YearSummary({
  year,
  limits,
  decision: decisionHref,
}: {
  year: AssessmentYearRecord
  limits: readonly StepLimit[]
  decision: string | undefined
}) {
  const words = year.decidedOn
    ? `${year.decisionNumber}, ngày ${formatCalendarDate(year.decidedOn)}`
    : `Chưa có, chậm nhất ngày ${formatCalendarDate(year.decideBy)}`
  const decision = decisionHref ? (
    <a class="govuk-link" href={decisionHref}>
      {words}
    </a>
  ) : (
    words
  )
  return (
    <SummaryList
      rows={[
        { label: 'Tình trạng', value: <YearStateTag state={year.state} /> },
        {
          label: 'Bộ tiêu chí',
          value: (
            <a class="govuk-link" href={`/criteria-sets/${year.setId}`}>
              {year.setTitle}
            </a>
          ),
        },
        {
          label: 'Thời gian được tính',
          value: `Từ ngày ${formatCalendarDate(year.windowFrom)} đến ngày ${formatCalendarDate(year.windowTo)}`,
        },
        {
          label: 'Lịch các bước',
          value: (
            <Lines
              lines={limits.map(
                (limit) =>
                  `${YEAR_STEPS[limit.step]}: đến hết ngày ${formatCalendarDate(limit.lastDay)}${limit.isBefore ? ` (trước ngày ${formatCalendarDate(limit.statedOn)})` : ''}`,
              )}
            />
          ),
        },
        {
          label: 'Theo dõi',
          value: (
            <>
              {year.part?.isEarlier !== true && (
                <>
                  <a class="govuk-link" href={`/assessments/years/${year.id}/reading`}>
                    Đọc kết quả: khoảng cách, chênh lệch, dấu hiệu hình thức
                  </a>
                  <br />
                </>
              )}
              <a class="govuk-link" href={`/assessments/years/${year.id}/late`}>
                Đơn vị chậm hạn
              </a>
              <br />
              <a class="govuk-link" href={`/assessments/years/${year.id}/appeals`}>
                Kiến nghị về điểm
              </a>
            </>
          ),
        },
        { label: 'Quyết định xếp loại', value: decision },
        ...(year.publishedOn ? [{ label: 'Công bố', value: `Ngày ${formatCalendarDate(year.publishedOn)}` }] : []),
        ...(year.secondMarksLeftReason
          ? [{ label: 'Chấm lần hai chưa xong khi quyết định', value: year.secondMarksLeftReason }]
          : []),
        ...(year.decisions.quotasPassed ?? []).map((passed) => ({
          label: `Vượt tỷ lệ (${passed.quota}, khối ${passed.block})`,
          value: passed.reason,
        })),
      ]}
    />
  )
}

async function progress(
  { database, official, today, query }: Context & { query: z.output<typeof UnitListQuery> },
  year: AssessmentYearRecord,
) {
  const [counts, blocks, list] = await Promise.all([
    progressOfYear(database, official, year.id, today),
    blocksOfYear(database, year.id),
    assessmentsOfYear(
      database,
      official,
      year.id,
      { blockId: query.block, state: query.state, words: query.words, after: query.after },
      today,
    ),
  ])
  const count = (state: AssessmentState) => counts.find((each) => each.state === state)?.units ?? 0
  return (
    <>
      <FigureGrid>
        {(['not-started', 'self-assessing', 'submitted', 'verified'] as const).map((state) => (
          <Figure
            key={state}
            value={formatNumber(count(state))}
            label={`đơn vị: ${ASSESSMENT_STATES[state].toLowerCase()}`}
            href={`/assessments/years/${year.id}?state=${state}`}
          />
        ))}
      </FigureGrid>
      <UnitList year={year} blocks={blocks} list={list} query={query} today={today} />
    </>
  )
}

async function decided({ database, official, today }: Context, year: AssessmentYearRecord) {
  const [results, compiled, recomputed, changed] = await Promise.all([
    resultsOfYear(database, official, year.id, today),
    setOfYear(database, year.id),
    recomputedYear(database, year.id),
    changedByReopening(database, official, year.id, today),
  ])
  return (
    <>
      {year.state === 'decided' && (
        <InsetText>Kết quả chưa công bố: trang này chỉ hiện các đơn vị trong phạm vi của bạn.</InsetText>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/assessments/years/${year.id}/results.xlsx`}>
          Tải kết quả (Excel)
        </a>
        {may(official, 'criteria.decide') && (
          <>
            {' · '}
            <a class="govuk-link" href={`/assessments/years/${year.id}/decision.docx`}>
              Tải quyết định (Word)
            </a>
            {' · '}
            <a class="govuk-link" href={`/assessments/years/${year.id}/decision.pdf`}>
              Tải quyết định (PDF)
            </a>
            {' · '}
            <a class="govuk-link" href={`/assessments/years/${year.id}/council`}>
              Hội đồng
            </a>
            {' · '}
            <a class="govuk-link" href={`/assessments/years/${year.id}/reopening`}>
              Mở lại kết quả
            </a>
          </>
        )}
      </p>
      <ChangedByReopening changed={changed} />
      <ResultTables results={results} ranks={compiled.set.ranks.map((rank) => rank.title)} year={year.year} />
      <p class="govuk-body app-muted">
        {recomputed.deviations.length === 0
          ? `Đã tính lại từ số liệu được chốt cùng quyết định: ${formatNumber(recomputed.units)}/${formatNumber(recomputed.units)} đơn vị khớp từng chữ số.`
          : `Tính lại từ số liệu được chốt thì có ${formatNumber(recomputed.deviations.length)}/${formatNumber(recomputed.units)} đơn vị không khớp. Hãy báo người quản trị hệ thống kiểm tra.`}
      </p>
    </>
  )
}
