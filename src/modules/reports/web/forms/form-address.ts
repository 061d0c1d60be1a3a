import { z } from 'zod'
import {
  addressAfter,
  addressChoice,
  addressDay,
  addressId,
  addressValues,
  addressYear,
} from '../../../../platform/http/address-fields.ts'
import type { CalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { READINGS } from '../../../indicators/index.ts'
import type { FormUnit } from '../../queries/forms/form-units.ts'
import type { FormCode } from '../../rules/forms/form.ts'
import { type Form, formCodeOf, formSlug } from '../../rules/forms/form.ts'
import { RECEPTION } from '../../rules/forms/form-of-reception.ts'
import { FORM_PERIODS, formPeriod, formPeriodValues } from '../../rules/forms/form-period.ts'
import { PETITION_FORMS } from '../../rules/forms/forms.ts'
import type { RowKey } from '../../rules/forms/rows-of-form.ts'

export const FORMS_PATH = '/reports/forms'

/** All forms, in the order of the Inspectorate. */
export const ALL_FORMS: readonly Form<never>[] = [RECEPTION, ...PETITION_FORMS]

/** What a form is asked for: unit, period, and how it is read across reorganisations. */
export const FormQuery = z.object({
  unit: addressId,
  part: addressChoice<string>(FORM_PERIODS),
  year: addressYear,
  from: addressDay,
  to: addressDay,
  view: z
    .string()
    .optional()
    .transform((view) => [...READINGS.keys()].find((reading) => reading === view)),
})

export type FormQuestion = z.output<typeof FormQuery>

export const CaseQuery = FormQuery.extend({
  row: z
    .string()
    .optional()
    .transform((row): RowKey | null =>
      row !== undefined && /^(own|unallocated|ended|(below|before)-\d{1,18})$/.test(row) ? (row as RowKey) : null,
    ),
  column: z.coerce.number().int().min(1).max(99).catch(1),
  after: addressAfter,
})

export const FormParams = z.object({ form: z.string().max(10) })

/** The form of an address. Refuses `report.no-such-form`. */
export function formOf(slug: string): Form<never> {
  const code = formCodeOf(slug)
  const form = ALL_FORMS.find((each) => each.code === code)
  if (form) return form
  throw new Refusal('not-found', 'report.no-such-form', 'Không có biểu số liệu này. Hãy chọn biểu trong danh sách.')
}

/** The question made whole: the topmost unit of the reader and the running quarter where nothing was asked. */
export function questionOf(query: FormQuestion, units: readonly FormUnit[], today: CalendarDate) {
  const { unit, view, ...chosen } = query
  const { period, problems } = formPeriod(chosen, today)
  return { unitId: unit ?? units[0]?.id ?? '0', period, problems, reading: view ?? 'then' }
}

export type WholeQuestion = ReturnType<typeof questionOf>

/** The question as it stands in an address and in the fields of the filter. */
export function questionValues({ unitId, period, reading }: Omit<WholeQuestion, 'problems'>): Record<string, string> {
  return addressValues({ unit: unitId, ...formPeriodValues(period), view: reading })
}

export function formPath(code: FormCode, question: Omit<WholeQuestion, 'problems'>, ending = ''): string {
  return `${FORMS_PATH}/${formSlug(code)}${ending}?${new URLSearchParams(questionValues(question))}`
}

/** The cases behind a number; without a row, those of the total. */
export function casesPath(
  code: FormCode,
  question: Omit<WholeQuestion, 'problems'>,
  { column, row, after }: { column: number; row: RowKey | null; after?: string | undefined },
): string {
  const more = { column: String(column), ...(row === null ? {} : { row }), ...(after === undefined ? {} : { after }) }
  return `${FORMS_PATH}/${formSlug(code)}/cases?${new URLSearchParams({ ...questionValues(question), ...more })}`
}
