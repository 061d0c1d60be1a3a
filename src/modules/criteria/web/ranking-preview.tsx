import type { Context } from '../../../platform/http/context.ts'
import { DataTable } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { blocksOfYear } from '../queries/assessment-years.ts'
import type { RankedSheet } from '../queries/ranking.ts'
import { unitsMarkedBlind } from '../queries/verification-work.ts'
import { rowsOfYear } from '../queries/year-parts.ts'
import { rankCode } from '../rules/rank-code.ts'
import type { Ranking } from '../rules/rank-units.ts'
import { RankTag, showPoints } from './assessment-tags.tsx'

/** The ranks as they come out now, before anybody decides, for the units that are verified; every rank opens to the sheet behind it. */
export function RankingPreview({
  ranking,
  sheets,
  blocks,
  hidden,
}: {
  ranking: Ranking
  sheets: readonly RankedSheet[]
  blocks: Awaited<ReturnType<typeof blocksOfYear>>
  /** Units whose points the reader may not see yet, by id. */
  hidden: ReadonlySet<string>
}) {
  const rows = ranking.units
    .map((unit, index) => ({ unit, sheet: sheets[index] }))
    .filter(({ sheet }) => sheet?.state === 'verified')
  const isHidden = (sheet: RankedSheet | undefined) => sheet !== undefined && hidden.has(sheet.unitId)
  // Neither a place among the others nor a tie with one of them may tell what a hidden total is.
  const placeOf = ({ unit, sheet }: (typeof rows)[number]) => (isHidden(sheet) ? Infinity : (unit.position ?? Infinity))
  const hidesSome = rows.some(({ sheet }) => isHidden(sheet))
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
            .sort((first, second) => placeOf(first) - placeOf(second))
            .map(({ unit, sheet }) =>
              sheet && isHidden(sheet)
                ? hiddenRow(unit, sheet)
                : {
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
                        .filter(
                          (effect) =>
                            effect.applied && effect.kind !== 'quota' && !(hidesSome && effect.kind === 'tie'),
                        )
                        .map((effect) => effect.explanation)
                        .join('; '),
                  },
            )}
        />
      ))}
    </>
  )
}

/** Said in place of a total from which the first points could be reckoned. */
export const HIDDEN_TOTAL = 'Chưa hiện điểm: bạn đang chấm lần hai đơn vị này'

/** The units of a year, in either of its parts, whose points this reader may not see until the second marks are done. */
export async function hiddenFrom({ database, official }: Context, yearId: string): Promise<ReadonlySet<string>> {
  return unitsMarkedBlind(database, official, await rowsOfYear(database, yearId))
}

function hiddenRow(unit: Ranking['units'][number], sheet: RankedSheet) {
  return {
    position: '–',
    unit: (
      <a class="govuk-link" href={`/assessments/${sheet.assessmentId}`}>
        {unit.unit.title ?? unit.key}
      </a>
    ),
    ...{ self: showPoints(sheet.selfTotal), verified: '–', final: '–', rank: '–' },
    why: HIDDEN_TOTAL,
  }
}
