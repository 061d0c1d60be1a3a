import type { Fact } from '../../../platform/database/fact.ts'
import {
  CheckboxField,
  DateField,
  Details,
  Form,
  filterView,
  optionsOf,
  SelectField,
  SubmitButton,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Indicator, READINGS, type UnitOfPeriod } from '../../indicators/index.ts'
import { dimensionsOf } from '../queries/pivot-table.ts'
import { AXES, LEVELS, type PivotQuestion, SHOWN_AS } from '../rules/pivot.ts'
import { SPANS, STEPS } from '../rules/span.ts'

type Offered = {
  question: PivotQuestion
  indicators: readonly Indicator[]
  units: readonly UnitOfPeriod[]
  facts: readonly Fact[]
  problems: Readonly<Record<string, string>>
  open: boolean
}

/** What a table is made of, as one form whose answers stand in the address: it can be kept, sent on, and needs no script. */
export function PivotForm({ question, indicators, units, facts, problems, open }: Offered) {
  const form = { ...filterView(valuesOf(question)), errors: problems }
  const options = indicators.map(({ code, title, theme }) => ({ value: code, text: title, group: theme }))
  const dimensions = dimensionsOf(facts, indicators)
  return (
    <Details summary="Chọn chỉ tiêu, dòng, cột, thời gian" open={open}>
      <Form form={form} method="get" action="/dashboards/pivot">
        <Details
          summary={`Chỉ tiêu: đã chọn ${question.indicators.length}`}
          open={problems.indicator !== undefined || question.indicators.length === 0}
        >
          <CheckboxField form={form} name="indicator" label="Chỉ tiêu" options={options} />
        </Details>
        <SelectField form={form} name="rows" label="Mỗi dòng là một" options={optionsOf(AXES)} />
        <SelectField
          form={form}
          name="columns"
          label="Mỗi cột là một"
          options={optionsOf(AXES)}
          hint="Khác với dòng. Không chọn “Chỉ tiêu” ở dòng và cột thì mỗi cột có đủ các chỉ tiêu."
        />
        <SelectField
          form={form}
          name="unit"
          label="Xem của"
          options={units.map(({ id, name }) => ({ value: id, text: name }))}
          emptyText="Đơn vị của người xem"
        />
        <SelectField form={form} name="level" label="Khi xếp theo đơn vị, lấy" options={optionsOf(LEVELS)} />
        <SelectField form={form} name="span" label="Thời gian" options={optionsOf(SPANS)} />
        <DateField form={form} name="from" label="Từ ngày" hint="Khi chọn “Từ ngày đến ngày”" />
        <DateField form={form} name="to" label="Đến ngày" hint="Ví dụ: 31/05/2026" />
        <SelectField form={form} name="step" label="Khi xếp theo kỳ, chia theo" options={optionsOf(STEPS)} />
        <SelectField
          form={form}
          name="dimension"
          label="Khi xếp theo phân loại"
          options={dimensions.map(({ key, title, factTitle }) => ({ value: key, text: title, group: factTitle }))}
          emptyText="Cách phân loại đầu tiên của các chỉ tiêu đã chọn"
        />
        <SelectField
          form={form}
          name="reading"
          label="Cách đọc qua các lần sắp xếp đơn vị"
          options={[...READINGS].map(([value, text]) => ({ value, text }))}
        />
        <SelectField form={form} name="shownAs" label="Hiển thị" options={optionsOf(SHOWN_AS)} />
        <SubmitButton>Xem bảng</SubmitButton>
      </Form>
    </Details>
  )
}

function valuesOf({
  indicators,
  unitId,
  from,
  to,
  dimension,
  ...rest
}: PivotQuestion): Record<string, string | string[]> {
  return {
    indicator: [...indicators],
    ...rest,
    ...(unitId === null ? {} : { unit: unitId }),
    ...(dimension === null ? {} : { dimension }),
    ...(from === null ? {} : { from: formatCalendarDate(from) }),
    ...(to === null ? {} : { to: formatCalendarDate(to) }),
  }
}
