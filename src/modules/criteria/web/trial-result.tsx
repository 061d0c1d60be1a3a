import { DataTable, InsetText, SummaryList } from '../../../platform/page/index.ts'
import { lastOf, type ScoredPart, scoreOfYear } from '../rules/score-by-periods.ts'
import { totalTitle } from '../rules/typed-score.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { nextRank } from '../rules/what-if.ts'
import { EffectLines } from './effects-list.tsx'
import { shortPart } from './year-parts.tsx'

const ROOM_SHOWN = 10

/** Points and rank of a unit's year, what separates it from the next level, and the rules that struck. */
export function TrialResult({
  parts,
  isTried = true,
  criterionHref,
}: {
  parts: readonly ScoredPart[]
  /** False for the year as it stands, before anything was tried. */
  isTried?: boolean
  /** Where a criterion of a part is worked on. */
  criterionHref?: (place: number, code: string) => string
}) {
  const scored = scoreOfYear(parts)
  const next = nextRank(parts)
  const isSplit = parts.length > 1
  const last = lastOf(parts).part
  const places = parts.map(({ part }) => part)
  const reckoning = scored.effects.find((effect) => effect.kind === 'periods')
  return (
    <>
      <h2 class="govuk-heading-m">{isTried ? 'Kết quả thử' : 'Hiện nay'}</h2>
      <SummaryList
        rows={[
          { label: totalTitle(parts), value: `${showDecimalText(scored.total)} điểm` },
          { label: 'Xếp loại', value: scored.rank ?? `Không xếp loại: ${scored.notRanked}` },
        ]}
      />
      {next ? (
        <>
          <InsetText>
            {Number(next.missing) > 0
              ? `Còn thiếu ${showDecimalText(next.missing)} điểm để đạt “${next.rank}”.`
              : `Đủ điểm cho “${next.rank}” nhưng bị giữ lại theo quy định.`}{' '}
            {next.heldBy.join('. ')}
          </InsetText>
          <DataTable
            caption={`Nơi còn điểm (${Math.min(ROOM_SHOWN, next.room.length)} trong ${next.room.length} tiêu chí)`}
            phone="stack"
            empty="Mọi tiêu chí đã đạt điểm tối đa."
            columns={[
              { key: 'criterion', title: 'Tiêu chí', rowHeader: true },
              ...(isSplit ? [{ key: 'part', title: 'Phần của năm' }] : []),
              { key: 'points', title: 'Điểm còn có thể đạt', numeric: true },
              ...(isSplit ? [{ key: 'ofYear', title: 'Tính vào điểm cả năm', numeric: true }] : []),
            ]}
            rows={next.room.slice(0, ROOM_SHOWN).map(({ code, title, part, points, ofYear }) => ({
              criterion: criterionHref ? (
                <a class="govuk-link" href={criterionHref(places.indexOf(part), code)}>{`${code}. ${title}`}</a>
              ) : (
                `${code}. ${title}`
              ),
              part: shortPart(part, part === last),
              points: showDecimalText(points),
              ofYear: showDecimalText(ofYear),
            }))}
          />
        </>
      ) : (
        <p class="govuk-body">Đã ở mức cao nhất.</p>
      )}
      {reckoning && <p class="govuk-body">{`Cách tính điểm cả năm: ${reckoning.explanation}.`}</p>}
      <EffectLines effects={scored.effects.filter((effect) => effect !== reckoning)} />
    </>
  )
}
