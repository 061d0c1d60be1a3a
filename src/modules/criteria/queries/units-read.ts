import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { isRunning, type YearState } from '../rules/assessment-state.ts'
import type { CompiledCriteriaSet } from '../rules/compile-criteria-set.ts'
import { difference, type Gap, gapToNext, pointsLeft, type ReadScore } from '../rules/reading.ts'
import { lastOf, type PartOfYear, pointsInYear, totalOfParts } from '../rules/score-by-periods.ts'
import type { DecimalText } from '../rules/score-scale.ts'
import { criteriaFor } from '../rules/score-sheet.ts'
import { rankingWithCouncil } from './council.ts'
import { unitsToRead } from './reading.ts'
import { resultsOfYear } from './results.ts'
import { type Sheet, setOfYear, sheetsOf } from './sheets.ts'
import { splitOf } from './year-parts.ts'

type YearToRead = { id: string; state: YearState; windowFrom: CalendarDate; windowTo: CalendarDate }

/** One part of the year with its set; a year of one set is one part. In the order of time. */
export type PartRead = { yearId: string; part: PartOfYear; compiled: CompiledCriteriaSet }

/** One unit's sheet of one part, as it is read. */
export type SheetRead = PartRead & { sheet: Sheet; scores: ReadScore[] }

/** A criterion with points left; `left` is what they are worth in the points of the year. */
export type LostPoints = { code: string; left: number; assessmentId: string; place: number }

/** One unit whose verification is complete. */
export type UnitRead = {
  unitId: string
  title: string
  kind: string
  /** The sheet to open: that of the part that is ranked. */
  assessmentId: string
  sheets: SheetRead[]
  rank: string | null
  total: DecimalText
  selfTotal: DecimalText | null
  gap: Gap<LostPoints> | null
  /** Where the unit gave itself other points than stand in the end, over all parts; `points` are those of the year. */
  differs: { criteria: number; lowered: number; points: DecimalText }
}

/** The units of a year that the official reads, each with all its parts; `blind` counts those that the official still marks a second time. */
export async function readYear(
  database: Database,
  official: Official,
  { year, today }: { year: YearToRead; today: CalendarDate },
): Promise<{ parts: PartRead[]; units: UnitRead[]; unitIds: string[]; blind: number }> {
  const parts = await partsToRead(database, year)
  const readable = await Promise.all(parts.map(({ yearId }) => unitsToRead(database, official, yearId, today)))
  // A unit is read when it may be read in every part.
  const unitIds = (readable.at(-1)?.unitIds ?? []).filter((id) => readable.every((part) => part.unitIds.includes(id)))
  const all = new Set(readable.flatMap((part) => [...part.unitIds, ...part.blindIds]))
  const ranked = await ranksOf(database, official, { year, today })
  const sheets = await Promise.all(parts.map(({ yearId }) => sheetsOf(database, { yearId, unitIds })))
  const units = unitIds.flatMap((unitId) => {
    const found = ranked.get(unitId)
    const own = parts.flatMap((part, place): SheetRead[] => {
      const sheet = sheets[place]?.find((each) => each.unitId === unitId)
      return sheet ? [{ ...part, sheet, scores: readScores(part.compiled, sheet) }] : []
    })
    return found && own.length === parts.length ? [unitRead(own, found)] : []
  })
  return { parts, units, unitIds, blind: all.size - unitIds.length }
}

async function partsToRead(database: Database, year: YearToRead): Promise<PartRead[]> {
  const split = await splitOf(database, year.id)
  const parts = split
    ? [
        { yearId: split.earlierYearId, part: split.earlier },
        { yearId: split.wholeYearId, part: split.later },
      ]
    : [{ yearId: year.id, part: { from: year.windowFrom, to: year.windowTo, percent: '100' } }]
  return Promise.all(parts.map(async (part) => ({ ...part, compiled: await setOfYear(database, part.yearId) })))
}

type Ranked = { rank: string | null; total: DecimalText }

/** Rank and points of the year of every unit whose verification is complete: as they would be now, or as they were decided. */
async function ranksOf(
  database: Database,
  official: Official,
  { year, today }: { year: YearToRead; today: CalendarDate },
): Promise<Map<string, Ranked>> {
  if (isRunning(year.state)) {
    const { ranking, sheets } = await rankingWithCouncil(database, year.id)
    return new Map(
      ranking.units.flatMap((unit, index) => {
        const sheet = sheets[index]
        return sheet?.state === 'verified' ? [[sheet.unitId, unit] as const] : []
      }),
    )
  }
  const rows = await resultsOfYear(database, official, year.id, today)
  return new Map(
    rows.flatMap(({ unitId, rankTitle, finalTotal }) =>
      finalTotal === null ? [] : [[unitId, { rank: rankTitle, total: finalTotal }] as const],
    ),
  )
}

function unitRead(sheets: SheetRead[], { rank, total }: Ranked): UnitRead {
  const last = lastOf(sheets)
  const left = sheets.flatMap((each, place): LostPoints[] =>
    pointsLeft(each.compiled, criteriaFor(each.compiled.set, each.sheet.unit.kind), each.scores).map((lost) => ({
      ...{ ...lost, place, assessmentId: each.sheet.assessmentId },
      left: pointsInYear(each, last.compiled, lost.left),
    })),
  )
  const differences = sheets.map((each) => ({ ...each, ...difference(each.scores) }))
  const sum = (of: (each: (typeof differences)[number]) => number) =>
    differences.reduce((total, each) => total + of(each), 0)
  return {
    ...{ unitId: last.sheet.unitId, title: last.sheet.unit.title, kind: last.sheet.unit.kind },
    ...{ assessmentId: last.sheet.assessmentId, sheets, rank, total },
    selfTotal: selfTotalOf(sheets),
    gap: gapToNext(last.compiled, { rank, total }, left),
    differs: {
      ...{ criteria: sum((each) => each.criteria), lowered: sum((each) => each.lowered) },
      points: totalOfParts(differences.map((each) => ({ ...each, total: each.compiled.scale.write(each.parts) })))
        .total,
    },
  }
}

/** The unit's own points of the year; null while a part of it has none. */
function selfTotalOf(sheets: readonly SheetRead[]): DecimalText | null {
  const known = sheets.flatMap(({ part, compiled, sheet }) =>
    sheet.selfTotal === null ? [] : [{ part, compiled, total: sheet.selfTotal }],
  )
  return known.length === sheets.length ? totalOfParts(known).total : null
}

function readScores(compiled: CompiledCriteriaSet, sheet: Sheet): ReadScore[] {
  const parts = (points: string | null) => (points === null ? null : compiled.scale.toParts(points))
  return sheet.scores.map((score) => ({
    code: score.criterionCode,
    self: parts(score.selfPoints),
    final: parts(score.appealPoints ?? score.verifiedPoints),
  }))
}
