import { z } from 'zod'
import { optionalDay, text, wholeNumber } from '../../../platform/http/form-fields.ts'
import { DateField, Details, Fieldset, type FormView, NumberField, SelectField } from '../../../platform/page/index.ts'
import type { PeriodKind } from '../../../vocabulary/reporting-period.ts'
import { partsOfYear } from '../rules/period-entered.ts'

export const PERIOD_LABELS = { year: 'Năm', part: 'Kỳ', from: 'Từ ngày', to: 'Đến ngày' } as const

/** How a period is entered: a year and a part of it, or two days. */
export const PERIOD_FIELDS = {
  year: wholeNumber(PERIOD_LABELS.year, { least: 1990, most: 2199 }),
  part: text(PERIOD_LABELS.part, { longest: 10 }),
  from: optionalDay(PERIOD_LABELS.from),
  to: optionalDay(PERIOD_LABELS.to),
}

export const PeriodFieldsSchema = z.object(PERIOD_FIELDS)

/** The fields in which a period of a report is chosen. */
export function PeriodFields({ form, kinds }: { form: FormView; kinds: readonly PeriodKind[] }) {
  const parts = Object.entries(partsOfYear(kinds))
  return (
    <Fieldset legend="Kỳ báo cáo" size="s">
      <SelectField
        form={form}
        name="part"
        label={PERIOD_LABELS.part}
        emptyText="Chọn kỳ"
        options={parts.map(([value, words]) => ({ value, text: words }))}
      />
      <NumberField form={form} name="year" label={PERIOD_LABELS.year} width={4} />
      {parts.some(([value]) => value === 'free') && (
        <Details summary="Kỳ từ ngày đến ngày" open={isFree(form)}>
          <DateField
            form={form}
            name="from"
            label={PERIOD_LABELS.from}
            optional
            hint="Chỉ nhập khi chọn kỳ “Từ ngày đến ngày”"
          />
          <DateField form={form} name="to" label={PERIOD_LABELS.to} optional hint="Ví dụ: 31/05/2023" />
        </Details>
      )}
    </Fieldset>
  )
}

function isFree({ values, errors }: FormView): boolean {
  return values.part === 'free' || errors.from !== undefined || errors.to !== undefined
}
