import { pointsField, reasonField } from '../actions/verdicts.ts'
import { figureField } from '../rules/figure-text.ts'
import { criteriaFor, isSelfScored } from '../rules/score-sheet.ts'
import { type AskedFigure, askedFigures, criteriaOf, distinctFigures, figuresOfCriterion } from '../rules/set-inputs.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import type { ShownSheet } from './criterion-in-sheet.ts'
import { figureValues } from './figure-fields.tsx'

/** What the verifier's sheet asks, what stands in its fields, and what was typed there. */

/** The figures that the verifier gives for criteria that units don't score: all of them, or those of one criterion. */
export function figuresForVerifier({ compiled, assessment, counted }: ShownSheet, code?: string): AskedFigure[] {
  const ofUnits = new Set(
    criteriaOf(compiled.set.groups)
      .filter(isSelfScored)
      .flatMap((criterion) => figuresOfCriterion(criterion).map((figure) => figure.code)),
  )
  return distinctFigures(
    criteriaFor(compiled.set, assessment.unitKind)
      .filter((criterion) => !isSelfScored(criterion) && (code === undefined || criterion.code === code))
      .flatMap((criterion) => figuresOfCriterion(criterion))
      .filter((figure) => !ofUnits.has(figure.code) && counted[figure.code] === undefined),
  )
}

/** The questions of knock-outs, ceilings and “không xếp loại” that people answer. */
export function conditionsAsked({ compiled }: ShownSheet): AskedFigure[] {
  const ofCriteria = new Set(
    criteriaOf(compiled.set.groups).flatMap((criterion) => figuresOfCriterion(criterion).map((figure) => figure.code)),
  )
  return distinctFigures(
    askedFigures(compiled.set).filter((figure) => figure.from === 'person' && !ofCriteria.has(figure.code)),
  )
}

/** What stands in the fields: the unit's points until the verifier gave others. */
export function sheetValues(shown: ShownSheet): Record<string, string> {
  const { assessment, compiled, sheet } = shown
  const values: Record<string, string> = {
    ...figureValues([...figuresForVerifier(shown), ...conditionsAsked(shown)], sheet.figures),
    notRankedReason: assessment.notRankedReason ?? '',
    _version: String(assessment.version),
  }
  for (const criterion of criteriaFor(compiled.set, assessment.unitKind)) {
    const score = sheet.scores.find((each) => each.criterionCode === criterion.code)
    values[reasonField(criterion.code)] = score?.verifiedReason ?? ''
    if (isSelfScored(criterion)) {
      const points = score?.verifiedChanged ? score.verifiedPoints : score?.selfPoints
      values[pointsField(criterion.code)] = points ? showDecimalText(points) : ''
    }
  }
  return values
}

/** What the fields are called where two people edited the same sheet. */
export function sheetLabels(shown: ShownSheet, code?: string): Record<string, string> {
  const { assessment, compiled } = shown
  const labels: Record<string, string> = code === undefined ? { notRankedReason: 'Lý do không xếp loại' } : {}
  for (const figure of figuresForVerifier(shown, code)) labels[figureField(figure.code)] = figure.title
  if (code === undefined) for (const figure of conditionsAsked(shown)) labels[figureField(figure.code)] = figure.title
  for (const criterion of criteriaFor(compiled.set, assessment.unitKind)) {
    if (code !== undefined && criterion.code !== code) continue
    if (isSelfScored(criterion)) labels[pointsField(criterion.code)] = `Điểm tiêu chí ${criterion.code}`
    labels[reasonField(criterion.code)] = `Lý do, ghi chú tiêu chí ${criterion.code}`
  }
  return labels
}

type Entered = Readonly<Record<string, unknown>>

const typed = (entered: Entered, field: string) => {
  const value = entered[field]
  return typeof value === 'string' ? value.normalize('NFC').trim() : ''
}

/** The points typed for criteria that the unit scored. */
export function pointsTyped({ compiled, assessment }: ShownSheet, entered: Entered, code?: string) {
  return Object.fromEntries(
    criteriaFor(compiled.set, assessment.unitKind)
      .filter((criterion) => isSelfScored(criterion) && (code === undefined || criterion.code === code))
      .map(({ code: each }) => [
        each,
        { points: typed(entered, pointsField(each)), reason: typed(entered, reasonField(each)) },
      ]),
  )
}

/** The words typed for criteria that others than the unit score. */
export function reasonsTyped({ compiled, assessment }: ShownSheet, entered: Entered, code?: string) {
  return Object.fromEntries(
    criteriaFor(compiled.set, assessment.unitKind)
      .filter((criterion) => !isSelfScored(criterion) && (code === undefined || criterion.code === code))
      .map(({ code: each }) => [each, typed(entered, reasonField(each))]),
  )
}
