import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import { barChart, ChartWithTable, DataTable, InsetText, Layout, PageHeading } from '../../../platform/page/index.ts'
import { formatNumber, formatPercent } from '../../../vocabulary/vietnamese.ts'
import type { AssessmentYearRecord } from '../queries/assessment-years.ts'
import { rankingWithCouncil } from '../queries/council.ts'
import { resultsBefore, sharedEvidence, unitsToRead } from '../queries/reading.ts'
import { resultsOfYear } from '../queries/results.ts'
import { type Sheet, setOfYear, sheetsOf } from '../queries/sheets.ts'
import { isRunning } from '../rules/assessment-state.ts'
import type { CompiledCriteriaSet } from '../rules/compile-criteria-set.ts'
import { copies, difference, type Gap, gapToNext, neverMet, pointsLeft, type ReadScore } from '../rules/reading.ts'
import { criteriaFor, isSelfScored, selfMaximum } from '../rules/score-sheet.ts'
import { DemonstrationPoints, showPoints } from './assessment-tags.tsx'
import { criterionPath } from './criterion-in-sheet.ts'
import { crumbs, requireWholeYear } from './timetable-pages.tsx'

const CRITERIA_NAMED = 3

/** One unit whose verification is complete, as it is read. */
type Read = {
  sheet: Sheet
  rank: string | null
  total: string
  position: number | null
  scores: ReadScore[]
  gap: Gap | null
}

/** What the result of a year tells beyond its ranks: who is near the next one, what nobody meets, and what looks copied. */
export function readingPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/assessments/years/:yearId/reading',
    permission: 'criteria.read',
    params: z.object({ yearId: Id }),
    draw: async (context) => {
      const { database, official, today, params } = context
      const year = await requireWholeYear(context, params.yearId)
      const { unitIds, blind } = await unitsToRead(database, official, year.id, today)
      const compiled = await setOfYear(database, year.id)
      const read = await unitsRead(context, year, compiled, unitIds)
      const [before, shared] = await Promise.all([
        resultsBefore(database, { year: year.year, unitIds: read.map((unit) => unit.sheet.unitId) }),
        sharedEvidence(database, year.id, unitIds),
      ])
      return (
        <Layout
          title={`Đọc kết quả năm ${year.year}`}
          context={context.page}
          wide
          breadcrumbs={crumbs(year, 'Đọc kết quả')}
        >
          <PageHeading caption={year.rootName}>{`Đọc kết quả năm ${year.year}`}</PageHeading>
          <DemonstrationPoints note={year.demonstrationNote} />
          <p class="govuk-body">
            {`${formatNumber(read.length)} đơn vị đã thẩm định xong trong phạm vi của bạn${isRunning(year.state) ? '; kết quả chưa quyết định, còn có thể thay đổi' : ''}.`}
            {year.part &&
              ' Năm chấm theo hai phần: mức và tổng điểm là của cả năm, các bảng theo tiêu chí chỉ đọc phần sau của năm.'}
            {blind > 0 && ` Không kể ${formatNumber(blind)} đơn vị bạn đang chấm lần hai.`}
          </p>
          {read.length > 0 && (
            <>
              <NextLevel units={read} />
              <Differences units={read} compiled={compiled} />
              <NeverMet units={read} compiled={compiled} />
              <Before year={year.year} units={read} before={before} />
              <FormalSigns units={read} compiled={compiled} shared={shared} />
            </>
          )}
        </Layout>
      )
    },
  })
}

async function unitsRead(
  { database, official, today }: Context,
  year: AssessmentYearRecord,
  compiled: CompiledCriteriaSet,
  unitIds: readonly string[],
): Promise<Read[]> {
  const sheets = await sheetsOf(database, { yearId: year.id, unitIds })
  const ranked = new Map<string, { rank: string | null; total: string; position: number | null }>()
  if (isRunning(year.state)) {
    const { ranking, sheets: all } = await rankingWithCouncil(database, year.id)
    for (const [index, unit] of ranking.units.entries()) {
      const sheet = all[index]
      if (sheet?.state === 'verified') ranked.set(sheet.unitId, unit)
    }
  } else {
    for (const row of await resultsOfYear(database, official, year.id, today)) {
      if (row.finalTotal !== null)
        ranked.set(row.unitId, { rank: row.rankTitle, total: row.finalTotal, position: row.position })
    }
  }
  return sheets.flatMap((sheet) => {
    const found = ranked.get(sheet.unitId)
    if (!found) return []
    const scores = readScores(compiled, sheet)
    const left = pointsLeft(compiled, criteriaFor(compiled.set, sheet.unit.kind), scores)
    const { rank, total, position } = found
    return [{ sheet, rank, total, position, scores, gap: gapToNext(compiled, { rank, total }, left) }]
  })
}

function readScores(compiled: CompiledCriteriaSet, sheet: Sheet): ReadScore[] {
  const parts = (points: string | null) => (points === null ? null : compiled.scale.toParts(points))
  return sheet.scores.map((score) => ({
    code: score.criterionCode,
    self: parts(score.selfPoints),
    final: parts(score.appealPoints ?? score.verifiedPoints),
  }))
}

const UnitLink = ({ sheet }: { sheet: Sheet }) => (
  <a class="govuk-link" href={`/assessments/${sheet.assessmentId}`}>
    {sheet.unit.title}
  </a>
)

function NextLevel({ units }: { units: readonly Read[] }) {
  const near = units
    .flatMap((unit) => (unit.gap === null ? [] : [{ ...unit, gap: unit.gap }]))
    .sort((first, second) => Number(first.gap.missing) - Number(second.gap.missing))
  return (
    <DataTable
      caption={`Còn thiếu gì để lên mức trên (${formatNumber(near.length)} đơn vị)`}
      phone="stack"
      empty="Không có đơn vị nào còn thiếu điểm để lên mức trên."
      columns={[
        { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
        { key: 'rank', title: 'Mức hiện nay' },
        { key: 'missing', title: 'Còn thiếu', numeric: true },
        { key: 'next', title: 'Để đạt' },
        { key: 'lost', title: 'Tiêu chí mất nhiều điểm nhất', width: 'one-third' },
      ]}
      rows={near.map(({ sheet, rank, gap }) => ({
        unit: <UnitLink sheet={sheet} />,
        rank: rank ?? '',
        missing: showPoints(gap.missing),
        next: gap.nextRank,
        lost: gap.lost.slice(0, CRITERIA_NAMED).map(({ code }, index) => (
          <>
            {index > 0 && '; '}
            <a class="govuk-link" href={criterionPath(sheet.assessmentId, code)}>
              {`tiêu chí ${code}`}
            </a>
          </>
        )),
      }))}
    />
  )
}

function Differences({ units, compiled }: { units: readonly Read[]; compiled: CompiledCriteriaSet }) {
  const changed = units
    .map((unit) => ({ ...unit, ...difference(unit.scores) }))
    .filter((unit) => unit.criteria > 0)
    .sort((first, second) => second.parts - first.parts)
  const points = (parts: number) => Number(compiled.scale.write(parts))
  return (
    <>
      {changed.length > 0 && (
        <ChartWithTable
          chart={barChart({
            title: 'Chênh lệch giữa tự chấm và điểm cuối cùng, mười đơn vị lệch nhiều nhất',
            unit: 'điểm',
            categories: changed.slice(0, 10).map((unit) => unit.sheet.unit.title ?? ''),
            series: [{ name: 'Điểm chênh lệch', values: changed.slice(0, 10).map((unit) => points(unit.parts)) }],
          })}
          categoryTitle="Đơn vị"
        />
      )}
      <DataTable
        caption={`Tự chấm và thẩm định lệch nhau (${formatNumber(changed.length)} đơn vị)`}
        phone="stack"
        empty="Không có đơn vị nào bị thay đổi điểm tự chấm."
        columns={[
          { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
          { key: 'criteria', title: 'Số tiêu chí lệch', numeric: true },
          { key: 'lowered', title: 'Trong đó bị giảm', numeric: true },
          { key: 'points', title: 'Tổng số điểm lệch', numeric: true },
        ]}
        rows={changed.map((unit) => ({
          unit: <UnitLink sheet={unit.sheet} />,
          criteria: formatNumber(unit.criteria),
          lowered: formatNumber(unit.lowered),
          points: showPoints(compiled.scale.write(unit.parts)),
        }))}
      />
    </>
  )
}

function NeverMet({ units, compiled }: { units: readonly Read[]; compiled: CompiledCriteriaSet }) {
  const kinds = [...new Set(units.map((unit) => unit.sheet.unit.kind))]
  const criteria = [
    ...new Map(kinds.flatMap((kind) => criteriaFor(compiled.set, kind)).map((each) => [each.code, each])).values(),
  ]
  const found = neverMet(
    compiled,
    criteria,
    units.map((unit) => unit.scores),
  )
  return (
    <DataTable
      caption={`Tiêu chí không đơn vị nào đạt điểm tối đa (${formatNumber(found.length)})`}
      phone="stack"
      empty="Tiêu chí nào cũng có đơn vị đạt điểm tối đa."
      columns={[
        { key: 'criterion', title: 'Tiêu chí', rowHeader: true, width: 'two-thirds' },
        { key: 'units', title: 'Số đơn vị', numeric: true },
        { key: 'share', title: 'Đạt trung bình', numeric: true },
      ]}
      rows={found.map((each) => ({
        criterion: `${each.code} ${each.title}`,
        units: formatNumber(each.units),
        share: formatPercent(each.share),
      }))}
    />
  )
}

function Before({
  year,
  units,
  before,
}: {
  year: number
  units: readonly Read[]
  before: Awaited<ReturnType<typeof resultsBefore>>
}) {
  return (
    <DataTable
      caption={`So với năm ${year - 1}`}
      phone="stack"
      empty={`Không có kết quả năm ${year - 1} của các đơn vị này.`}
      columns={[
        { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
        { key: 'now', title: `Năm ${year}` },
        { key: 'before', title: `Năm ${year - 1}, kể cả đơn vị tiền thân`, width: 'one-half' },
      ]}
      rows={units
        .filter((unit) => before.some((row) => row.unitId === unit.sheet.unitId))
        .map((unit) => ({
          unit: <UnitLink sheet={unit.sheet} />,
          now: `${unit.rank ?? 'Không xếp loại'} (${showPoints(unit.total)})`,
          before: before
            .filter((row) => row.unitId === unit.sheet.unitId)
            .map(
              (row) =>
                `${row.originName === null ? '' : `${row.originName}: `}${row.rankTitle ?? 'Không xếp loại'} (${showPoints(row.total)})`,
            )
            .join('; '),
        }))}
    />
  )
}

function FormalSigns({
  units,
  compiled,
  shared,
}: {
  units: readonly Read[]
  compiled: CompiledCriteriaSet
  shared: Awaited<ReturnType<typeof sharedEvidence>>
}) {
  const perfect = units.filter(
    ({ sheet }) =>
      sheet.selfTotal !== null && Number(sheet.selfTotal) >= Number(selfMaximum(compiled, sheet.unit.kind)),
  )
  const selfScored = new Set(
    compiled.set.unitKinds
      .flatMap((kind) => criteriaFor(compiled.set, kind.code))
      .filter(isSelfScored)
      .map((each) => each.code),
  )
  const copied = copies(
    units.flatMap(({ sheet }) =>
      sheet.scores
        .filter((score) => selfScored.has(score.criterionCode))
        .map((score) => ({ unit: sheet.unit.title ?? '', code: score.criterionCode, note: score.selfNote })),
    ),
  )
  return (
    <>
      <h2 class="govuk-heading-m">Dấu hiệu hình thức</h2>
      <p class="govuk-body">
        Các dấu hiệu này chỉ để xem lại, không phải kết luận: đơn vị có thể làm chung một việc, hoặc được hướng dẫn ghi
        như nhau.
      </p>
      {units.length > 0 && perfect.length === units.length && (
        <InsetText>Mọi đơn vị đều tự chấm điểm tối đa.</InsetText>
      )}
      <DataTable
        caption={`Tự chấm điểm tối đa (${formatNumber(perfect.length)} trên ${formatNumber(units.length)} đơn vị)`}
        phone="stack"
        empty="Không có đơn vị nào tự chấm điểm tối đa."
        columns={[
          { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'two-thirds' },
          { key: 'self', title: 'Tự chấm', numeric: true },
        ]}
        rows={perfect.map(({ sheet }) => ({ unit: <UnitLink sheet={sheet} />, self: showPoints(sheet.selfTotal) }))}
      />
      <DataTable
        caption={`Minh chứng dùng ở nhiều đơn vị (${formatNumber(shared.length)})`}
        phone="stack"
        empty="Không có minh chứng nào dùng ở nhiều đơn vị."
        columns={[
          { key: 'what', title: 'Minh chứng', rowHeader: true },
          { key: 'criteria', title: 'Tiêu chí' },
          { key: 'units', title: 'Các đơn vị', width: 'one-half' },
        ]}
        rows={shared.map((piece) => ({
          what: piece.kind === 'file' ? 'Tệp giống hệt nhau' : 'Cùng một bản ghi',
          criteria: piece.criteria.join('; '),
          units: piece.units.join('; '),
        }))}
      />
      <DataTable
        caption={`Thuyết minh giống nhau (${formatNumber(copied.length)})`}
        phone="stack"
        empty="Không có thuyết minh nào giống nhau giữa các đơn vị."
        columns={[
          { key: 'note', title: 'Nội dung', rowHeader: true, width: 'one-half' },
          { key: 'code', title: 'Tiêu chí' },
          { key: 'units', title: 'Các đơn vị' },
        ]}
        rows={copied.map((each) => ({ note: each.note, code: each.code, units: each.units.join('; ') }))}
      />
    </>
  )
}
