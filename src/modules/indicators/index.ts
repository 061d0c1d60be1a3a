import type { Fact } from '../../platform/database/fact.ts'
import type { FigureUse } from '../../platform/database/figure-use.ts'
import type { Module } from '../../platform/http/module.ts'
import { definitionFileForms } from './web/definition-file-forms.tsx'
import { definitionForms } from './web/definition-forms.tsx'
import { definitionsPage } from './web/definitions-page.tsx'
import { draftPages } from './web/draft-pages.tsx'
import { figureApi } from './web/figure-api.ts'
import { figuresPage } from './web/figures-page.tsx'
import { indicatorPage } from './web/indicator-page.tsx'
import { recordsPage } from './web/records-page.tsx'
import { valueForms } from './web/value-forms.tsx'
import { valueSheet } from './web/value-sheet.ts'
import { valuesPages } from './web/values-pages.tsx'

/**
 * Figures counted from records of all kinds, computed from each other, or published by others and entered with their source. The facts
 * and the places that use figures come from outside: this module knows no kind of record and no report.
 */
export function indicators(facts: readonly Fact[], uses: readonly FigureUse[]): Module {
  return {
    name: 'indicators',
    pages: (app) => {
      figuresPage(app, facts)
      recordsPage(app, facts)
      definitionsPage(app)
      definitionForms(app, facts)
      draftPages(app, facts, uses)
      definitionFileForms(app, facts, uses)
      valuesPages(app)
      valueForms(app)
      indicatorPage(app, facts, uses)
    },
    api: (app) => figureApi(app, facts),
    recordKinds: [
      {
        kind: 'indicator',
        title: 'Chỉ tiêu',
        page: { path: (code) => `/figures/${code}`, permission: 'figure.read' },
        words: 'everyone',
      },
      {
        kind: 'indicator-draft',
        title: 'Bản soạn chỉ tiêu',
        page: { path: (id) => `/figures/drafts/${id}`, permission: 'indicator.manage' },
        words: 'everyone',
      },
      {
        kind: 'indicator-value',
        title: 'Số liệu từ nguồn ngoài',
        page: { path: (id) => `/figures/values/${id}`, permission: 'figure.read' },
        words: 'everyone',
      },
    ],
    sheets: [valueSheet],
    navigation: [{ href: '/figures', text: 'Số liệu', permission: 'figure.read' }],
  }
}

export { comparedFigures, type FigureCompared, unitsOfLastYear } from './queries/compared-figures.ts'
export {
  type Amount,
  countFigures,
  countFiguresOfPeriods,
  type Figure,
  type Split,
  splitCode,
} from './queries/count-figures.ts'
export { type CountedUnits, countedUnits } from './queries/counted-units.ts'
export { indicatorDefinitions } from './queries/definitions.ts'
export { type FigureAnswer, figureAnswer } from './queries/figure-answer.ts'
export { recordDigests } from './queries/record-digests.ts'
export { recordIdsBehind } from './queries/record-ids.ts'
export { recordsBehind } from './queries/records-behind.ts'
export { recordsByIds } from './queries/records-by-ids.ts'
export {
  livingUnits,
  predecessorsOf,
  readableUnit,
  readableUnits,
  subUnits,
  subUnitsOfToday,
  type UnitOfPeriod,
  unitNames,
  unitOfPeriod,
} from './queries/units.ts'
export { chosenPeriod, PARTS_OF_YEAR, type PartOfYear } from './rules/chosen-period.ts'
export { compare, comparisonInSigns, comparisonInWords } from './rules/comparison.ts'
export { dayOfStates } from './rules/day-of-states.ts'
export { addsUp, type Indicator, isCounted } from './rules/indicator.ts'
export { possibleReading, READINGS, type Reading, readingInWords } from './rules/reading.ts'
export { recordsPath } from './web/figure-address.ts'
export { COUNTED_FROM_RECORDS, type ComparedFigure, FigureLink, FigureTable, partsOf } from './web/figure-table.tsx'
