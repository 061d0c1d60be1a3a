import { DataTable } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { blocksOfYear } from '../queries/assessment-years.ts'
import type { RankedSheet } from '../queries/ranking.ts'
import { rankCode } from '../rules/rank-code.ts'
import type { Ranking } from '../rules/rank-units.ts'
import { RankTag, showPoints } from './assessment-tags.tsx'

/** The ranks as they come out now, before anybody decides, for the units that are verified; every rank opens to the sheet behind it. */
export function RankingPreview({
  ranking,
  sheets,
  blocks,
}: {
  ranking: Ranking
  sheets: readonly RankedSheet[]
  blocks: Awaited<ReturnType<typeof blocksOfYear>>
}) {
  const rows = ranking.units
    .map((unit, index) => ({ unit, sheet: sheets[index] }))
    .filter(({ sheet }) => sheet?.state === 'verified')
  return (
    <>
      {blocks.map((block) => (
        <DataTable
          key={block.id}
          caption={`${block.title}: kết quả tính được`}
          phone="stack"
          empty="Chưa có đơn vị nào thẩm định xong."
          columns={[
            { key: 'position', title: 'Hạng', numeric: true, width: 'narrow' },
            { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
            { key: 'self', title: 'Tự chấm', numeric: true },
            { key: 'verified', title: 'Thẩm định', numeric: true },
            { key: 'final', title: 'Sau kiến nghị', numeric: true },
            { key: 'rank', title: 'Xếp loại' },
            { key: 'why', title: 'Điều kiện đã áp dụng' },
          ]}
          rows={rows
            .filter(({ unit }) => unit.unit.block === block.code)
            .sort((first, second) => (first.unit.position ?? Infinity) - (second.unit.position ?? Infinity))
            .map(({ unit, sheet }) => ({
              position: unit.position === null ? '–' : formatNumber(unit.position),
              unit: (
                <a class="govuk-link" href={`/assessments/${sheet?.assessmentId}`}>
                  {unit.unit.title ?? unit.key}
                </a>
              ),
              self: showPoints(sheet?.selfTotal),
              verified: showPoints(sheet?.verifiedTotal),
              final: showPoints(unit.total),
              rank: <RankTag title={unit.rank} code={unit.rank === null ? null : rankCode(unit.rank)} />,
              why:
                unit.notRanked ??
                unit.effects
                  .filter((effect) => effect.applied && effect.kind !== 'quota')
                  .map((effect) => effect.explanation)
                  .join('; '),
            }))}
        />
      ))}
    </>
  )
}
