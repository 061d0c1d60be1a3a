import { barChart, ChartWithTable, DataTable, Figure, FigureGrid } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { ResultRow } from '../queries/results.ts'
import { RankTag, showPoints } from './assessment-tags.tsx'

type ResultTablesProps = {
  results: readonly ResultRow[]
  /** The ranks of the set, best first. */
  ranks: readonly string[]
  year: number
}

/** The decided results: how many units in each rank, and every unit by block and place, beside the year before. */
export function ResultTables({ results, ranks, year }: ResultTablesProps) {
  const blocks = [...new Map(results.map((row) => [row.blockId, row.blockTitle]))]
  const compared = results.filter((row) => row.levelsGained !== null)
  const notRanked = results.filter((row) => row.rankTitle === null).length
  const hasLastYear = results.some((row) => row.lastYear !== null)
  const categories = [...ranks, ...(notRanked > 0 ? ['Không xếp loại'] : [])]
  return (
    <>
      {compared.length > 0 && (
        <FigureGrid>
          <ChangedUnits
            label={`đơn vị tăng mức so với năm ${year - 1}`}
            rows={compared.filter((row) => (row.levelsGained ?? 0) > 0)}
          />
          <ChangedUnits label="đơn vị giảm mức" rows={compared.filter((row) => (row.levelsGained ?? 0) < 0)} />
          <Figure
            value={formatNumber(compared.filter((row) => row.levelsGained === 0).length)}
            label="đơn vị giữ nguyên mức"
          />
        </FigureGrid>
      )}
      <ChartWithTable
        chart={barChart({
          title: `Số đơn vị theo mức xếp loại năm ${year}`,
          unit: 'đơn vị',
          categories,
          // This year first, so that it has the same colour as on every other chart.
          series: [
            { name: `Năm ${year}`, values: categories.map((rank) => countOf(results, rank)) },
            ...(hasLastYear
              ? [{ name: `Năm ${year - 1}`, values: categories.map((rank) => lastYearCount(results, rank)) }]
              : []),
          ],
        })}
        categoryTitle="Mức xếp loại"
      />
      {blocks.map(([blockId, title]) => (
        <BlockTable
          key={blockId}
          title={title}
          rows={results.filter((row) => row.blockId === blockId)}
          hasLastYear={hasLastYear}
        />
      ))}
    </>
  )
}

const NAMED_AT_MOST = 10

/** How many units rose or fell, by name while they are few. */
function ChangedUnits({ label, rows }: { label: string; rows: readonly ResultRow[] }) {
  const names = rows.slice(0, NAMED_AT_MOST).map((row) => row.unitName)
  const more = rows.length > names.length ? ` và ${formatNumber(rows.length - names.length)} đơn vị khác` : ''
  return (
    <Figure
      value={formatNumber(rows.length)}
      label={label}
      note={names.length > 0 ? `${names.join('; ')}${more}` : undefined}
    />
  )
}

function BlockTable({ title, rows, hasLastYear }: { title: string; rows: readonly ResultRow[]; hasLastYear: boolean }) {
  return (
    <DataTable
      caption={title}
      phone="stack"
      empty="Không có đơn vị nào."
      columns={[
        { key: 'position', title: 'Hạng', numeric: true, width: 'narrow' },
        { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
        { key: 'self', title: 'Tự chấm', numeric: true },
        { key: 'verified', title: 'Thẩm định', numeric: true },
        { key: 'final', title: 'Sau kiến nghị', numeric: true },
        { key: 'rank', title: 'Xếp loại' },
        ...(hasLastYear
          ? [
              { key: 'before', title: 'Năm trước' },
              { key: 'change', title: 'So với năm trước' },
            ]
          : []),
      ]}
      rows={rows.map((row) => ({
        position: row.position === null ? '–' : formatNumber(row.position),
        unit: row.isInReach ? (
          <a class="govuk-link" href={`/assessments/${row.assessmentId}`}>
            {row.unitName}
          </a>
        ) : (
          row.unitName
        ),
        self: showPoints(row.selfTotal),
        verified: showPoints(row.verifiedTotal),
        final: showPoints(row.finalTotal),
        rank: (
          <span>
            <RankTag title={row.rankTitle} code={row.rankCode} />
            {row.notRankedReason && (
              <>
                {' '}
                <span class="app-muted">{row.notRankedReason}</span>
              </>
            )}
          </span>
        ),
        before: row.lastYear
          ? `${row.lastYear.rankTitle ?? 'Không xếp loại'} (${showPoints(row.lastYear.total)})`
          : '–',
        change: changeWords(row.levelsGained),
      }))}
    />
  )
}

/** `Tăng 1 mức`, `Giữ nguyên`, `Giảm 2 mức`; a dash where the two years can’t be compared. */
function changeWords(levelsGained: number | null): string {
  if (levelsGained === null) return '–'
  if (levelsGained === 0) return 'Giữ nguyên'
  return levelsGained > 0 ? `Tăng ${levelsGained} mức` : `Giảm ${-levelsGained} mức`
}

function countOf(results: readonly ResultRow[], rank: string): number {
  return results.filter((row) => (row.rankTitle ?? 'Không xếp loại') === rank).length
}

function lastYearCount(results: readonly ResultRow[], rank: string): number {
  return results.filter((row) => row.lastYear !== null && (row.lastYear.rankTitle ?? 'Không xếp loại') === rank).length
}
