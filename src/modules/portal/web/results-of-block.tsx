import { DataTable } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { ResultRow } from '../../criteria/index.ts'
import { vi } from '../texts/vi.ts'

const T = vi.results

/** The units of a block by position, beside the rank of the year before. */
export function ResultsOfBlock({ title, rows }: { title: string; rows: readonly ResultRow[] }) {
  const hasLastYear = rows.some((row) => row.lastYear !== null)
  return (
    <DataTable
      caption={T.block(title, formatNumber(rows.length))}
      empty={T.none}
      phone="stack"
      columns={[
        { key: 'position', title: T.position, numeric: true, width: 'narrow' },
        { key: 'unit', title: T.unit, rowHeader: true, width: 'one-half' },
        { key: 'points', title: T.points, numeric: true },
        { key: 'rank', title: T.rank },
        ...(hasLastYear ? [{ key: 'lastYear', title: T.lastYear }] : []),
      ]}
      rows={rows.map((row) => ({
        position: row.position === null ? '–' : formatNumber(row.position),
        unit: row.unitName,
        // The digits as they were decided: nothing rounded, nothing cut off.
        points: row.finalTotal?.replace('.', ',') ?? '–',
        rank: row.rankTitle ?? T.notRankedBecause(row.notRankedReason ?? ''),
        lastYear: row.lastYear?.rankTitle ?? '–',
      }))}
    />
  )
}
