import type { Context } from '../../../platform/http/context.ts'
import { DataTable, InsetText } from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type AssessmentYearRecord, assessmentYearById } from '../queries/assessment-years.ts'
import { type AssessmentRecord, assessmentOfUnit } from '../queries/assessments.ts'
import { setOfYear } from '../queries/sheets.ts'
import { splitOf } from '../queries/year-parts.ts'
import type { CompiledCriteriaSet } from '../rules/compile-criteria-set.ts'
import { type PartOfYear, totalOfParts } from '../rules/score-by-periods.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { AssessmentStateTag, showPoints } from './assessment-tags.tsx'

type Days = { from: CalendarDate; to: CalendarDate }

/** `năm 2026`, or `năm 2026, phần từ 01/01/2026 đến 06/08/2026` where two sets share the year. */
export function yearInWords({ year, part }: { year: number; part: Days | null }): string {
  return part === null ? `năm ${year}` : `năm ${year}, phần ${daysInWords(part)}`
}

/** `từ 01/01/2026 đến 06/08/2026` */
export const daysInWords = ({ from, to }: Days) => `từ ${formatCalendarDate(from)} đến ${formatCalendarDate(to)}`

/** `Đến 06/08/2026` of the earlier part, `Từ 07/08/2026` of the later one: for the cell of a table. */
export const shortPart = ({ from, to }: Days, isLater: boolean): string =>
  isLater ? `Từ ${formatCalendarDate(from)}` : `Đến ${formatCalendarDate(to)}`

/** On the page of a year: that two sets share it, by which clause, and where its other part is. */
export async function PartsOfYear({ context, year }: { context: Context; year: AssessmentYearRecord }) {
  if (year.part === null) return null
  const split = await splitOf(context.database, year.id)
  if (!split) return null
  const otherId = year.part.isEarlier ? split.wholeYearId : split.earlierYearId
  const other = await assessmentYearById(context.database, context.official, otherId, context.today)
  return (
    <InsetText>
      <p class="govuk-body">{`Năm ${year.year} chấm theo hai phần. ${split.because}`}</p>
      <p class="govuk-body">
        {year.part.isEarlier
          ? `Đây là phần ${daysInWords(split.earlier)}, chiếm ${showDecimalText(split.earlier.percent)}% số điểm. Xếp loại, quyết định và công bố ở trang của cả năm: `
          : `Trang này chấm phần ${daysInWords(split.later)} (${showDecimalText(split.later.percent)}% số điểm) và xếp loại cả năm theo điểm của hai phần. Phần đầu của năm: `}
        {other && (
          <a class="govuk-link" href={`/assessments/years/${other.id}`}>
            {year.part.isEarlier ? `Năm ${year.year}` : `${daysInWords(split.earlier)}, theo ${other.setTitle}`}
          </a>
        )}
        .
      </p>
    </InsetText>
  )
}

type PartOfSheet = { assessment: AssessmentRecord; compiled: CompiledCriteriaSet; part: PartOfYear }

/** The two sheets of one unit for a year of two parts, the earlier first; null where one set holds for the whole year. */
export async function sheetParts(
  { database, official, today }: Context,
  assessment: AssessmentRecord,
): Promise<PartOfSheet[] | null> {
  const split = assessment.part === null ? undefined : await splitOf(database, assessment.yearId)
  if (!split) return null
  const parts = [
    { yearId: split.earlierYearId, part: split.earlier },
    { yearId: split.wholeYearId, part: split.later },
  ]
  return Promise.all(
    parts.map(async ({ yearId, part }) => {
      const found = await assessmentOfUnit(database, official, { yearId, unitId: assessment.unitId }, today)
      if (!found) throw new Error(`The unit ${assessment.unitId} has lost one of the two parts of its year.`)
      return { assessment: found, compiled: await setOfYear(database, yearId), part }
    }),
  )
}

/** On a unit's sheet: both parts beside each other, and how they come to the points of the year. */
export function PartsOfSheet({ parts, here }: { parts: readonly PartOfSheet[] | null; here: string }) {
  if (parts === null) return null
  const year = (pointsOf: (assessment: AssessmentRecord) => string | null) => {
    const known = parts.flatMap(({ assessment, ...each }) => {
      const total = pointsOf(assessment)
      return total === null ? [] : [{ ...each, total }]
    })
    return known.length === parts.length ? totalOfParts(known) : null
  }
  const [self, verified] = [year((each) => each.selfTotal), year((each) => each.verifiedTotal)]
  const isVerified = parts.some(({ assessment }) => assessment.verifiedTotal !== null)
  const final = year((each) => each.appealTotal ?? each.verifiedTotal)
  return (
    <>
      <DataTable
        caption="Điểm cả năm từ hai phần"
        phone="stack"
        empty=""
        columns={[
          { key: 'part', title: 'Phần', rowHeader: true },
          { key: 'set', title: 'Bộ tiêu chí', width: 'one-quarter' },
          { key: 'share', title: 'Tỷ trọng', numeric: true },
          { key: 'state', title: 'Tình trạng' },
          { key: 'self', title: 'Tự chấm', numeric: true },
          { key: 'verified', title: 'Thẩm định', numeric: true },
          { key: 'final', title: 'Sau kiến nghị', numeric: true },
        ]}
        rows={parts.map(({ assessment, part }) => ({
          part:
            assessment.id === here ? (
              <strong>{`${sentence(daysInWords(part))} (trang này)`}</strong>
            ) : (
              <a class="govuk-link" href={`/assessments/${assessment.id}`}>
                {sentence(daysInWords(part))}
              </a>
            ),
          set: assessment.setTitle,
          share: `${showDecimalText(part.percent)}%`,
          state: <AssessmentStateTag state={assessment.state} />,
          self: showPoints(assessment.selfTotal),
          verified: isVerified ? showPoints(assessment.verifiedTotal) : '',
          final: isVerified ? showPoints(assessment.appealTotal ?? assessment.verifiedTotal) : '',
        }))}
        footer={{
          part: 'Cả năm',
          ...{ set: '', share: '100%', state: '' },
          self: showPoints(self?.total),
          ...(isVerified
            ? { verified: showPoints(verified?.total), final: showPoints(final?.total) }
            : { verified: '', final: '' }),
        }}
      />
      {(final ?? self) && (
        <p class="govuk-body">{`${final ? 'Cách tính điểm cả năm' : 'Cách tính điểm tự chấm cả năm'}: ${(final ?? self)?.explanation}.`}</p>
      )}
    </>
  )
}

export const sentence = (words: string) => words.charAt(0).toLocaleUpperCase('vi') + words.slice(1)
