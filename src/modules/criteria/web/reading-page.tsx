import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  barChart,
  ChartWithTable,
  DataTable,
  type DataTableProps,
  Details,
  InsetText,
  Layout,
  PageHeading,
} from '../../../platform/page/index.ts'
import { formatNumber, formatPercent } from '../../../vocabulary/vietnamese.ts'
import { resultsBefore, sharedEvidence } from '../queries/reading.ts'
import { type PartRead, readYear, type UnitRead } from '../queries/units-read.ts'
import { isRunning } from '../rules/assessment-state.ts'
import { copies, neverMet } from '../rules/reading.ts'
import { lastOf } from '../rules/score-by-periods.ts'
import { criteriaFor, isSelfScored, selfMaximum } from '../rules/score-sheet.ts'
import { DemonstrationPoints, showPoints } from './assessment-tags.tsx'
import { criterionPath } from './criterion-in-sheet.ts'
import { crumbs, requireWholeYear } from './timetable-pages.tsx'
import { shortPart } from './year-parts.tsx'

const CRITERIA_NAMED = 3
const UNITS_SHOWN = 20

/** What the result of a year tells beyond its ranks: who is near the next one, what nobody meets, and what looks copied. */
export function readingPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/assessments/years/:yearId/reading',
    permission: 'criteria.read',
    params: z.object({ yearId: Id }),
    draw: async (context) => {
      const { database, official, today, params } = context
      const year = await requireWholeYear(context, params.yearId)
      const { parts, units, unitIds, blind } = await readYear(database, official, { year, today })
      const [before, shared] = await Promise.all([
        resultsBefore(database, { year: year.year, unitIds: units.map((unit) => unit.unitId) }),
        sharedEvidence(
          database,
          parts.map((part) => part.yearId),
          unitIds,
        ),
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
            {`${formatNumber(units.length)} đơn vị đã thẩm định xong trong phạm vi của bạn${isRunning(year.state) ? '; kết quả chưa quyết định, còn có thể thay đổi' : ''}.`}
            {year.part &&
              ' Năm chấm theo hai phần: mức, tổng điểm và số điểm lệch là của cả năm; mỗi tiêu chí ghi rõ thuộc phần nào.'}
            {blind > 0 && ` Không kể ${formatNumber(blind)} đơn vị bạn đang chấm lần hai.`}
          </p>
          {units.length > 0 && (
            <>
              <NextLevel units={units} parts={parts} />
              <Differences units={units} />
              <NeverMet units={units} parts={parts} />
              <Before year={year.year} units={units} before={before} />
              <FormalSigns units={units} parts={parts} shared={shared} />
            </>
          )}
        </Layout>
      )
    },
  })
}

/** Which part of the year, for a cell; nothing where one set holds for the whole year. */
function partAt(parts: readonly PartRead[], place: number): string {
  const part = parts[place]?.part
  return part === undefined || parts.length === 1 ? '' : shortPart(part, place === parts.length - 1)
}

/** `6.2`, with the part of the year where there are two. */
const criterionCell = (parts: readonly PartRead[], { code, place }: { code: string; place: number }) =>
  `${code}${parts.length > 1 ? ` (${partAt(parts, place).toLowerCase()})` : ''}`

/** `tiêu chí 6.2`, with the part of the year where there are two. */
const criterionWords = (parts: readonly PartRead[], { code, place }: { code: string; place: number }) =>
  `tiêu chí ${criterionCell(parts, { code, place })}`

const UnitLink = ({ unit }: { unit: UnitRead }) => (
  <a class="govuk-link" href={`/assessments/${unit.assessmentId}`}>
    {unit.title}
  </a>
)

/** The rows that matter most; a province has a hundred more, which stand folded below. */
function FirstUnits(props: DataTableProps) {
  const { rows, caption } = props
  const rest = rows.slice(UNITS_SHOWN)
  return (
    <>
      <DataTable {...props} rows={rows.slice(0, UNITS_SHOWN)} />
      {rest.length > 0 && (
        <Details summary={`${formatNumber(rest.length)} đơn vị còn lại`}>
          <DataTable {...props} caption={`${caption}, các đơn vị còn lại`} captionHidden rows={rest} />
        </Details>
      )}
    </>
  )
}

function NextLevel({ units, parts }: { units: readonly UnitRead[]; parts: readonly PartRead[] }) {
  const last = lastOf(parts).compiled
  const near = units
    .flatMap((unit) => (unit.gap === null ? [] : [{ unit, gap: unit.gap }]))
    .sort((first, second) => Number(first.gap.missing) - Number(second.gap.missing))
  return (
    <FirstUnits
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
      rows={near.map(({ unit, gap }) => ({
        unit: <UnitLink unit={unit} />,
        rank: unit.rank ?? '',
        missing: showPoints(gap.missing),
        next: gap.nextRank,
        lost: gap.lost.slice(0, CRITERIA_NAMED).map((lost, index) => (
          <>
            {index > 0 && '; '}
            <a class="govuk-link" href={criterionPath(lost.assessmentId, lost.code)}>
              {criterionWords(parts, lost)}
            </a>{' '}
            {`còn ${showPoints(last.scale.write(lost.left))}`}
          </>
        )),
      }))}
    />
  )
}

function Differences({ units }: { units: readonly UnitRead[] }) {
  const changed = units
    .filter((unit) => unit.differs.criteria > 0)
    .sort((first, second) => Number(second.differs.points) - Number(first.differs.points))
  const drawn = changed.slice(0, 10)
  return (
    <>
      {changed.length > 0 && (
        <ChartWithTable
          chart={barChart({
            title: 'Chênh lệch giữa tự chấm và điểm cuối cùng, mười đơn vị lệch nhiều nhất',
            unit: 'điểm',
            categories: drawn.map((unit) => unit.title),
            series: [{ name: 'Điểm chênh lệch', values: drawn.map((unit) => Number(unit.differs.points)) }],
          })}
          categoryTitle="Đơn vị"
        />
      )}
      <FirstUnits
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
          unit: <UnitLink unit={unit} />,
          criteria: formatNumber(unit.differs.criteria),
          lowered: formatNumber(unit.differs.lowered),
          points: showPoints(unit.differs.points),
        }))}
      />
    </>
  )
}

function NeverMet({ units, parts }: { units: readonly UnitRead[]; parts: readonly PartRead[] }) {
  const kinds = [...new Set(units.map((unit) => unit.kind))]
  const found = parts
    .flatMap(({ compiled }, place) => {
      const criteria = kinds.flatMap((kind) => criteriaFor(compiled.set, kind))
      const once = [...new Map(criteria.map((each) => [each.code, each])).values()]
      const scores = units.map((unit) => unit.sheets[place]?.scores ?? [])
      return neverMet(compiled, once, scores).map((each) => ({ ...each, place }))
    })
    .sort((first, second) => first.share - second.share)
  return (
    <DataTable
      caption={`Tiêu chí không đơn vị nào đạt điểm tối đa (${formatNumber(found.length)})`}
      phone="stack"
      empty="Tiêu chí nào cũng có đơn vị đạt điểm tối đa."
      columns={[
        { key: 'criterion', title: 'Tiêu chí', rowHeader: true, width: 'one-half' },
        ...(parts.length > 1 ? [{ key: 'part', title: 'Phần của năm' }] : []),
        { key: 'units', title: 'Số đơn vị', numeric: true },
        { key: 'share', title: 'Đạt trung bình', numeric: true },
      ]}
      rows={found.map((each) => ({
        criterion: `${each.code} ${each.title}`,
        part: partAt(parts, each.place),
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
  units: readonly UnitRead[]
  before: Awaited<ReturnType<typeof resultsBefore>>
}) {
  return (
    <FirstUnits
      caption={`So với năm ${year - 1}`}
      phone="stack"
      empty={`Không có kết quả năm ${year - 1} của các đơn vị này.`}
      columns={[
        { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
        { key: 'now', title: `Năm ${year}` },
        { key: 'before', title: `Năm ${year - 1}, kể cả đơn vị tiền thân`, width: 'one-half' },
      ]}
      rows={units
        .filter((unit) => before.some((row) => row.unitId === unit.unitId))
        .map((unit) => ({
          unit: <UnitLink unit={unit} />,
          now: `${unit.rank ?? 'Không xếp loại'} (${showPoints(unit.total)})`,
          before: before
            .filter((row) => row.unitId === unit.unitId)
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
  parts,
  shared,
}: {
  units: readonly UnitRead[]
  parts: readonly PartRead[]
  shared: Awaited<ReturnType<typeof sharedEvidence>>
}) {
  // All that units may give themselves in every part: then the whole year is at its most.
  const perfect = units.filter(({ sheets, kind }) =>
    sheets.every(
      ({ sheet, compiled }) =>
        sheet.selfTotal !== null && Number(sheet.selfTotal) >= Number(selfMaximum(compiled, kind)),
    ),
  )
  const copied = copies(
    units.flatMap(({ title, sheets }) =>
      sheets.flatMap(({ sheet, compiled }, place) => {
        const selfScored = new Set(
          criteriaFor(compiled.set, sheet.unit.kind)
            .filter(isSelfScored)
            .map((each) => each.code),
        )
        return sheet.scores
          .filter((score) => selfScored.has(score.criterionCode))
          .map((score) => ({
            ...{ unit: title, note: score.selfNote },
            code: criterionCell(parts, { code: score.criterionCode, place }),
          }))
      }),
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
        rows={perfect.map((unit) => ({ unit: <UnitLink unit={unit} />, self: showPoints(unit.selfTotal) }))}
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
          criteria: piece.criteria
            .map(({ yearId, code }) => ({ code, place: parts.findIndex((part) => part.yearId === yearId) }))
            .map((each) => criterionCell(parts, each))
            .join('; '),
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
