import type { Fact } from '../../platform/database/fact.ts'
import type { Module } from '../../platform/http/module.ts'
import { figureApi } from './web/figure-api.ts'
import { figuresPage } from './web/figures-page.tsx'
import { indicatorPage } from './web/indicator-page.tsx'
import { recordsPage } from './web/records-page.tsx'

/** Figures counted from records of all kinds. The facts come from outside: this module knows no kind of record. */
export function indicators(facts: readonly Fact[]): Module {
  return {
    name: 'indicators',
    pages: (app) => {
      figuresPage(app, facts)
      recordsPage(app, facts)
      indicatorPage(app, facts)
    },
    api: (app) => figureApi(app, facts),
    navigation: [{ href: '/figures', text: 'Số liệu', permission: 'figure.read' }],
  }
}

export { comparedFigures, type FigureCompared, unitsOfLastYear } from './queries/compared-figures.ts'
export { type Amount, countFigures, type Figure } from './queries/count-figures.ts'
export { type CountedUnits, countedUnits } from './queries/counted-units.ts'
export { indicatorDefinitions } from './queries/definitions.ts'
export { type FigureAnswer, figureAnswer } from './queries/figure-answer.ts'
export { recordIdsBehind } from './queries/record-ids.ts'
export { recordsBehind } from './queries/records-behind.ts'
export { recordsByIds } from './queries/records-by-ids.ts'
export {
  livingUnits,
  predecessorsOf,
  readableUnits,
  subUnits,
  subUnitsOfToday,
  type UnitOfPeriod,
  unitNames,
  unitOfPeriod,
} from './queries/units.ts'
export { compare, comparisonInSigns, comparisonInWords } from './rules/comparison.ts'
export { dayOfStates } from './rules/day-of-states.ts'
export { possibleReading, READINGS, type Reading, readingInWords } from './rules/reading.ts'
export { recordsPath } from './web/figure-address.ts'
export { COUNTED_FROM_RECORDS, type ComparedFigure, FigureLink, FigureTable, partsOf } from './web/figure-table.tsx'
