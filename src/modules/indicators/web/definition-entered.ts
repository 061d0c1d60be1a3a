import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { checked, choice, optionalText, optionalWholeNumber, text } from '../../../platform/http/form-fields.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { codeFor, type Definition } from '../rules/definition.ts'
import { parseFormula, printFormula, renamed } from '../rules/formula.ts'
import { type Filters, type Indicator, MEASURES, type Measure } from '../rules/indicator.ts'
import { formulaWithTitles } from '../rules/way-in-words.ts'

export const DEFINITION_LABELS = {
  measure: 'Kiểu chỉ tiêu',
  factCode: 'Đếm từ loại hồ sơ',
  title: 'Tên chỉ tiêu',
  theme: 'Nhóm',
  unitOfMeasure: 'Đơn vị tính',
  explanation: 'Giải thích cách tính',
  source: 'Căn cứ, nguồn',
  time: 'Thời gian',
  measureColumn: 'Số được cộng',
  identity: 'Đếm người nào',
  formula: 'Công thức',
  decimals: 'Số chữ số sau dấu phẩy',
  addsUp: 'Cộng gộp',
} as const

const L = DEFINITION_LABELS

export const TIMES = { flow: 'Phát sinh trong kỳ', state: 'Tình trạng vào ngày cuối kỳ' } as const

/** Checks a definition; the conditions stand in fields `filter-…` and `part-…`, one for each way in which a kind of record is divided. */
export const DefinitionFields = z
  .object({
    measure: choice<Measure>(L.measure, MEASURES),
    factCode: optionalText(L.factCode, { longest: 60 }),
    title: text(L.title, { longest: 200 }),
    theme: text(L.theme, { longest: 100 }),
    unitOfMeasure: optionalText(L.unitOfMeasure, { longest: 60 }),
    explanation: text(L.explanation, { longest: 2000 }),
    source: text(L.source, { longest: 1000 }),
    time: optionalText(L.time, { longest: 10 }),
    measureColumn: optionalText(L.measureColumn, { longest: 60 }),
    formula: optionalText(L.formula, { longest: 1000 }),
    decimals: optionalWholeNumber(L.decimals, { least: 0, most: 4 }),
    addsUp: checked(),
  })
  .catchall(z.union([z.string(), z.array(z.string())]).optional())

export type DefinitionEntered = z.output<typeof DefinitionFields>

/**
 * The definition that was entered. Refuses `indicators.unknown-title` for a formula that names no indicator,
 * `indicators.no-unit-of-measure`, and what `parseFormula` refuses.
 */
export function definitionOf(
  entered: DefinitionEntered,
  facts: readonly Fact[],
  all: readonly Indicator[],
): Definition {
  const { measure, factCode } = entered
  const fact = facts.find((offered) => offered.code === factCode)
  if (measure !== 'share' && measure !== 'formula' && entered.unitOfMeasure === '') {
    const message = 'Hãy nhập đơn vị tính, ví dụ: cuộc, người, điểm, %.'
    throw new Refusal('invalid', 'indicators.no-unit-of-measure', message, { unitOfMeasure: message })
  }
  return {
    ...{ measure, title: entered.title, theme: entered.theme, unitOfMeasure: entered.unitOfMeasure },
    ...{ explanation: entered.explanation, source: entered.source, factCode: factCode === '' ? null : factCode },
    code: codeFor(entered.title),
    measureColumn: entered.measureColumn === '' ? null : entered.measureColumn,
    filters: filtersIn(entered, 'filter-', fact),
    partFilters: filtersIn(entered, 'part-', fact),
    formula: measure === 'formula' ? withCodes(entered.formula, all) : null,
    decimals: entered.decimals ?? 2,
    addsUp: entered.addsUp,
    time: entered.time === 'state' ? 'state' : 'flow',
  }
}

/** A definition as its form shows it: titles in the formula, the values of open conditions with semicolons between them. */
export function definitionFormValues(definition: Definition, facts: readonly Fact[], all: readonly Indicator[]) {
  const fact = facts.find((offered) => offered.code === definition.factCode)
  const titleOf = (code: string) => all.find((each) => each.code === code)?.title
  return {
    ...{ measure: definition.measure, factCode: definition.factCode ?? '', title: definition.title },
    ...{ theme: definition.theme, unitOfMeasure: definition.unitOfMeasure, explanation: definition.explanation },
    ...{ source: definition.source, time: definition.time, measureColumn: definition.measureColumn ?? '' },
    formula: definition.formula === null ? '' : formulaWithTitles(definition.formula, titleOf),
    decimals: String(definition.decimals),
    addsUp: definition.addsUp ? 'yes' : '',
    ...filterValues('filter-', definition.filters, fact),
    ...filterValues('part-', definition.partFilters ?? {}, fact),
  }
}

function withCodes(typed: string, all: readonly Indicator[]): string {
  const formula = renamed(parseFormula(typed), (name) => {
    const isMeant = ({ title, code }: Indicator) =>
      title.toLocaleLowerCase('vi') === name.toLocaleLowerCase('vi') || code === name
    const meant = all.find(isMeant)
    if (meant) return meant.code
    const message = `Không có chỉ tiêu nào mang tên “${name}”. Hãy chép đúng tên trong danh sách dưới ô công thức.`
    throw new Refusal('invalid', 'indicators.unknown-title', message, { formula: message })
  })
  return printFormula(formula)
}

function filtersIn(entered: Readonly<Record<string, unknown>>, prefix: string, fact: Fact | undefined): Filters {
  const found: Record<string, string[]> = {}
  for (const [name, dimension] of Object.entries(fact?.dimensions ?? {})) {
    const typed = [entered[`${prefix}${name}`]].flat().filter((value) => typeof value === 'string')
    const values = dimension.values ? typed : typed.flatMap((value) => value.split(';'))
    const told = values.map((value) => value.trim()).filter((value) => value !== '')
    if (told.length > 0) found[name] = told
  }
  return found
}

function filterValues(prefix: string, filters: Filters, fact: Fact | undefined): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(filters).map(([name, values]) => [
      `${prefix}${name}`,
      fact?.dimensions[name]?.values ? [...values] : values.join('; '),
    ]),
  )
}
