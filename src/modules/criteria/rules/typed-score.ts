import { Refusal } from '../../../vocabulary/refusal.ts'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaSet } from './criteria-set.ts'
import { figuresTyped, readFigure } from './figure-text.ts'
import { forgiving } from './forgiving-set.ts'
import type { FigureValue } from './input.ts'
import type { DecimalText } from './score-scale.ts'
import { figuresForKind, selfScore } from './score-sheet.ts'
import { type ScoredUnit, scoreUnit } from './score-unit.ts'
import type { AskedFigure } from './set-inputs.ts'
import type { UnitInputs } from './unit-inputs.ts'
import { showDecimalText } from './vietnamese-number.ts'
import { type TriedPart, type WhatIf, whatIf } from './what-if.ts'

/**
 * What a page gives to the browser, so that it scores while a person types: the set and the figures, to the same functions that score
 * on the server. `criterion`: one criterion of a self-assessment. `figure`: one figure of a unit's year changed, in whichever part. `set`: a unit made up.
 */
export type ScoringOnPage =
  | {
      readonly kind: 'criterion'
      readonly set: CriteriaSet
      /** All that is known of the unit but what is typed here. */
      readonly inputs: UnitInputs
      readonly criterion: string
      readonly typed: readonly AskedFigure[]
    }
  | {
      readonly kind: 'figure'
      /** In the order of time; one where one set holds for the whole year. */
      readonly parts: readonly TriedOnPage[]
    }
  | { readonly kind: 'set'; readonly set: CriteriaSet }

/** A part of the year as a page carries it: with the set instead of what is made of it. */
export type TriedOnPage = Omit<TriedPart, 'compiled'> & {
  readonly set: CriteriaSet
  readonly figures: readonly AskedFigure[]
}

/** The fields of a form by their names, as they stand. */
export type Typed = Readonly<Record<string, unknown>>

/** Compiles once and answers for whatever is typed: the result in lines, the first the one that counts; none before anything is typed. */
export function scoringOf(page: ScoringOnPage): (typed: Typed) => readonly string[] {
  const score = scorerOf(page)
  return (typed) => {
    try {
      return score(typed)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const messages = Object.values(error.fields)
      return messages.length > 0 ? messages : [error.messageForPerson]
    }
  }
}

function scorerOf(page: ScoringOnPage): (typed: Typed) => readonly string[] {
  switch (page.kind) {
    case 'criterion': {
      const compiled = forgiving(compileCriteriaSet(page.set))
      return (typed) => {
        const scored = selfScore(compiled, criterionInputs(page, typed))
        const own = scored.criteria.find((each) => each.code === page.criterion)
        return own === undefined ? [] : criterionLines(own, scored.total)
      }
    }
    case 'figure': {
      const parts = page.parts.map(({ set, ...part }) => ({ ...part, compiled: forgiving(compileCriteriaSet(set)) }))
      return (typed) => {
        const change = figureTried(figureChosen(parts, typed.figure), textOf(typed.value))
        return change === null ? [] : changeLines(whatIf(parts, change))
      }
    }
    case 'set': {
      const { set } = page
      const compiled = forgiving(compileCriteriaSet(set))
      return (typed) => {
        const kind = kindTried(set, typed.kind)
        const inputs = inputsTried(set, kind, figuresForKind(set, kind), typed)
        return inputs === null ? [] : unitLines(scoreUnit(compiled, inputs))
      }
    }
  }
}

function criterionInputs(
  { inputs, criterion, typed: figures }: ScoringOnPage & { kind: 'criterion' },
  typed: Typed,
): UnitInputs {
  const kept: Record<string, FigureValue> = { ...inputs.figures }
  for (const [code, value] of Object.entries(figuresTyped(figures, typed))) {
    if (value === null) delete kept[code]
    else kept[code] = value
  }
  const others = (inputs.notApplicable ?? []).filter((code) => code !== criterion)
  return { ...inputs, figures: kept, notApplicable: typed.notApplicable === 'yes' ? [...others, criterion] : others }
}

/** The points of one criterion with their reason, and what the unit's own part comes to. */
export function criterionLines(own: { points: DecimalText; explanation: string }, total: DecimalText): string[] {
  return [
    `Điểm tính theo số liệu hiện có: ${showDecimalText(own.points)} điểm. ${own.explanation}.`,
    `Tổng điểm tự chấm: ${showDecimalText(total)} điểm.`,
  ]
}

/** The first sentence of a line, which stands out, and what follows it. */
export function leadOf(line: string): { lead: string; rest: string } {
  const end = line.indexOf('. ')
  return end < 0 ? { lead: line, rest: '' } : { lead: line.slice(0, end + 1), rest: line.slice(end + 1) }
}

function changeLines({ before, after, changed, parts }: WhatIf): string[] {
  return [
    `${totalTitle(parts)}: ${showDecimalText(before.total)} → ${showDecimalText(after.total)}`,
    `Xếp loại: ${rankInWords(before)} → ${rankInWords(after)}`,
    ...changed.map((each) => `${each.after.code}. ${each.after.title}: ${each.after.explanation}`),
  ]
}

/** `Tổng điểm`, or `Tổng điểm cả năm` where two parts make it up. */
export const totalTitle = (parts: readonly unknown[]) => (parts.length > 1 ? 'Tổng điểm cả năm' : 'Tổng điểm')

function unitLines(scored: ScoredUnit): string[] {
  return [
    `Tổng điểm: ${showDecimalText(scored.total)} điểm`,
    `Xếp loại: ${rankInWords(scored)}`,
    ...scored.criteria
      .filter((each) => each.state !== 'missing')
      .map((each) => `${each.code}. ${each.title}: ${each.explanation}`),
  ]
}

export function rankInWords({ rank, notRanked }: Pick<ScoredUnit, 'rank' | 'notRanked'>): string {
  return rank ?? `không xếp loại (${notRanked})`
}

/** The kind of unit that is tried: the one chosen, or the first of the set. */
export function kindTried(set: CriteriaSet, chosen: unknown): string {
  return set.unitKinds.find((each) => each.code === chosen)?.code ?? set.unitKinds[0]?.code ?? ''
}

/** A unit made up from typed figures, in the last year of the set and its first block; null while nothing is typed. */
export function inputsTried(
  set: CriteriaSet,
  kind: string,
  figures: readonly AskedFigure[],
  typed: Typed,
): UnitInputs | null {
  const given = Object.entries(figuresTyped(figures, typed)).filter(
    (entry): entry is [string, FigureValue] => entry[1] !== null,
  )
  if (given.length === 0) return null
  const block = set.blocks?.[0]?.code
  const unit = block === undefined ? { kind } : { kind, block }
  return { unit, year: set.years.at(-1)?.year ?? 0, figures: Object.fromEntries(given) }
}

const YES_NO: Readonly<Record<string, string>> = { có: 'yes', không: 'no' }

/** A figure of one part of the year. */
export type FigureChoice = { readonly place: number; readonly figure: AskedFigure }

/** All figures that can be tried, by the value that stands in the list: in a year of two parts the code alone would not tell which. */
export function figureChoices(
  parts: readonly { readonly figures: readonly AskedFigure[] }[],
): Map<string, FigureChoice> {
  const name = (place: number, code: string) => (parts.length === 1 ? code : `${place + 1}:${code}`)
  return new Map(
    parts.flatMap(({ figures }, place) =>
      figures.map((figure) => [name(place, figure.code), { place, figure }] as const),
    ),
  )
}

export function figureChosen(
  parts: readonly { readonly figures: readonly AskedFigure[] }[],
  chosen: unknown,
): FigureChoice | undefined {
  return figureChoices(parts).get(textOf(chosen))
}

/** One figure with the value typed for it; null while either is missing. Refuses `criteria.unreadable-figure`. */
export function figureTried(
  choice: FigureChoice | undefined,
  typed: string,
): { place: number; code: string; value: FigureValue } | null {
  if (choice === undefined || typed.trim() === '') return null
  const { place, figure } = choice
  const text = figure.kind === 'yes-no' ? (YES_NO[typed.trim().toLowerCase().normalize('NFC')] ?? typed) : typed
  const value = readFigure(figure, text)
  return value === undefined ? null : { place, code: figure.code, value }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
