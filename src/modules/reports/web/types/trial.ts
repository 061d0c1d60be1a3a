import type { Fact } from '../../../../platform/database/fact.ts'
import type { Context } from '../../../../platform/http/context.ts'
import { yearOf } from '../../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { periodByCode, periodsHolding, type ReportingPeriod } from '../../../../vocabulary/reporting-period.ts'
import { dayOfStates, readableUnits, type UnitOfPeriod } from '../../../indicators/index.ts'
import { liveFigures } from '../../queries/live-figures.ts'
import type { ReportFigure } from '../../queries/report-content.ts'
import { periodEntered, periodFormValues } from '../../rules/period-entered.ts'
import { outlineFor, type ReportSection } from '../../rules/report-type.ts'
import type { TypeDefinition } from '../../rules/type-definition.ts'
import type { TrialAddress } from './type-address.ts'

/** How a report would look by a definition: its outline for one unit, with the figures that the records give today. */
export type Trial = {
  units: UnitOfPeriod[]
  unit: UnitOfPeriod | undefined
  period: ReportingPeriod
  /** The period that was chosen as the fields show it. */
  chosen: { year: string; part: string }
  /** What is wrong with the period that was chosen, by field; it is then another one. */
  problems: Readonly<Record<string, string>>
  outline: ReportSection[]
  figures: ReportFigure[]
}

/** Tries a definition for a unit within the official's reach and a period of its kinds. */
export async function tried(
  { database, official, today }: Context,
  facts: readonly Fact[],
  definition: TypeDefinition,
  asked: TrialAddress,
): Promise<Trial> {
  const { period, problems } = periodAsked(definition, asked, usualPeriod(definition, today))
  const units = await readableUnits(database, official, { period, asOf: dayOfStates(period, today), today })
  const unit =
    units.find(({ id }) => id === asked.unit) ??
    // Units come from the top down: the lowest level, which sends most of the reports, stands last.
    units.findLast(({ kindCode }) => definition.senderKinds.includes(kindCode)) ??
    units[0]
  const outline = outlineFor(definition.sections, unit?.kindCode ?? '')
  const figures = unit
    ? await liveFigures(database, facts, { report: { id: null, unitId: unit.id, period }, outline, today })
    : []
  return { units, unit, period, chosen: periodFormValues(period), problems, outline, figures }
}

/** The period that was chosen in an address, or the usual one where none was or it is none of the type. */
export function periodAsked(
  definition: Pick<TypeDefinition, 'title' | 'cutOff' | 'periodKinds'>,
  { year, part, from, to }: TrialAddress,
  usual: ReportingPeriod,
): Pick<Trial, 'period' | 'problems'> {
  if (part === undefined) return { period: usual, problems: {} }
  try {
    const entered = { year: year ?? yearOf(usual.to), part, from: from ?? null, to: to ?? null }
    return { period: periodEntered(entered, definition), problems: {} }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return { period: usual, problems: refusal.fields }
  }
}

/** The period of the first kind that holds the day; this year for a type of free periods alone. */
export function usualPeriod({ cutOff, periodKinds }: Pick<TypeDefinition, 'cutOff' | 'periodKinds'>, today: string) {
  const held = periodKinds.flatMap((kind) => periodsHolding(kind, today, cutOff))
  return held[0] ?? periodByCode(today.slice(0, 4), cutOff)
}
