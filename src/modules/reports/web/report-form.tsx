import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { recordId, text } from '../../../platform/http/form-fields.ts'
import {
  Form,
  HiddenField,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { draftReport } from '../actions/draft-report.ts'
import { dutyById } from '../queries/duty.ts'
import { periodOfTypeEntered, reportTypes } from '../queries/report-types.ts'
import { periodFormValues } from '../rules/period-entered.ts'
import { PERIOD_FIELDS, PERIOD_LABELS, PeriodFields } from './period-fields.tsx'

const LABELS = { typeCode: 'Loại báo cáo', unitId: 'Đơn vị báo cáo', ...PERIOD_LABELS } as const

const ReportFields = z.object({
  typeCode: text(LABELS.typeCode, { longest: 60 }),
  unitId: recordId(LABELS.unitId),
  ...PERIOD_FIELDS,
})

/** Beginning a report: for which unit and which period. The figures are there at once; people add the words. */
export function reportForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/new',
    permission: 'report.write',
    fields: ReportFields,
    labels: LABELS,
    load: async ({ database, official, today, query }) => {
      const [types, units, duty] = await Promise.all([
        reportTypes(database, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'report.write') }),
        query.duty && /^\d{1,18}$/.test(query.duty) ? dutyById(database, official, query.duty, today) : null,
      ])
      return { types, units, duty }
    },
    initial: ({ types, units, duty }, { official, today }) => ({
      typeCode: duty?.typeCode ?? types[0]?.code ?? '',
      unitId: duty?.unitId ?? units.find((unit) => unit.id === official.posts[0]?.unitId)?.id ?? units[0]?.id ?? '',
      year: String(yearOf(today)),
      ...(duty
        ? {
            ...periodFormValues(duty.period),
            from: formatCalendarDate(duty.period.from),
            to: formatCalendarDate(duty.period.to),
          }
        : {}),
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Lập báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: '/reports', text: 'Danh sách báo cáo' }}
      >
        <PageHeading>Lập báo cáo</PageHeading>
        <p class="govuk-body">
          Số liệu được đếm sẵn từ hồ sơ đã ghi. Sau khi lập, bạn soạn lời văn từng mục; lãnh đạo đơn vị gửi báo cáo thì
          số liệu được chốt lại.
        </p>
        {data.duty && (
          <InsetText>
            Hạn gửi: {data.duty.dueWords ?? `Chậm nhất ngày ${formatCalendarDate(data.duty.lastGoodDay)}`}.
            {data.duty.dueBasis && ` Theo ${data.duty.dueBasis}.`}
            {data.duty.basis !== '' && ` Căn cứ yêu cầu: ${data.duty.basis}.`}
          </InsetText>
        )}
        <Form form={form}>
          {data.types.length === 1 ? (
            <HiddenField form={form} name="typeCode" value={data.types[0]?.code} />
          ) : (
            <SelectField
              form={form}
              name="typeCode"
              label={LABELS.typeCode}
              options={data.types.map(({ code, title }) => ({ value: code, text: title }))}
            />
          )}
          <SelectField
            form={form}
            name="unitId"
            label={LABELS.unitId}
            options={data.units.map(({ id, name }) => ({ value: id, text: name }))}
          />
          <PeriodFields
            form={form}
            kinds={[
              ...((data.types.find((type) => type.code === form.values.typeCode) ?? data.types[0])?.periodKinds ?? []),
              // A period that was asked for by an earlier version can be reported by it.
              ...(data.duty ? [data.duty.period.kind] : []),
            ]}
          />
          <SubmitButtons cancelHref="/reports">
            <SubmitButton>Lập báo cáo</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { typeCode, unitId, ...entered }) => {
      const { period } = await periodOfTypeEntered(database, typeCode, entered)
      return `/reports/${await draftReport(database, official, { typeCode, unitId, period }, today)}`
    },
  })
}
