import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { checked, day, optionalText, recordIds, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  DateField,
  Details,
  Form,
  type FormView,
  HiddenField,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { type UnitOnDay, unitsOnDay } from '../../organisation/index.ts'
import { changeRequest, requestReports } from '../actions/request-reports.ts'
import { periodOfTypeEntered, reportTypes, typeVersion } from '../queries/report-types.ts'
import { allDutiesOf, requestOf } from '../queries/requests.ts'
import type { ReportType } from '../rules/report-type.ts'
import { PERIOD_FIELDS, PERIOD_LABELS, PeriodFields } from './period-fields.tsx'
import { titleOf } from './report-words.ts'

const LABELS = {
  typeCode: 'Loại báo cáo',
  ...PERIOD_LABELS,
  dueOn: 'Hạn gửi',
  dueOnExcluded: 'Cách tính hạn',
  basis: 'Căn cứ yêu cầu',
  kinds: 'Các nhóm đơn vị phải gửi',
  unitIds: 'Từng đơn vị phải gửi',
} as const

const DEADLINE_FIELDS = {
  dueOn: day(LABELS.dueOn),
  dueOnExcluded: checked(),
  basis: optionalText(LABELS.basis, { longest: 500 }),
  kinds: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((kinds) => (kinds === undefined ? [] : [kinds].flat())),
  unitIds: recordIds(LABELS.unitIds),
}

const RequestFields = z.object({
  typeCode: text(LABELS.typeCode, { longest: 60 }),
  ...PERIOD_FIELDS,
  ...DEADLINE_FIELDS,
})
const ChangeFields = z.object(DEADLINE_FIELDS)

/** Asking units for a report, and changing what was asked. */
export function requestForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/requests/new',
    permission: 'report.collect',
    fields: RequestFields,
    labels: LABELS,
    load: async (context) => {
      const types = await reportTypes(context.database, context.today)
      return { types, units: await unitsToAsk(context, types) }
    },
    initial: ({ types }, { today }) => ({ typeCode: types[0]?.code ?? '', year: String(yearOf(today)) }),
    draw: ({ context, data: { types, units }, form }) => (
      <Layout
        title="Yêu cầu báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: '/reports/requests', text: 'Các yêu cầu báo cáo' }}
      >
        <PageHeading>Yêu cầu báo cáo</PageHeading>
        <p class="govuk-body">Các đơn vị được chọn sẽ thấy báo cáo phải gửi trong “Việc cần làm” của mình.</p>
        <Form form={form}>
          {types.length === 1 ? (
            <HiddenField form={form} name="typeCode" value={types[0]?.code} />
          ) : (
            <SelectField
              form={form}
              name="typeCode"
              label={LABELS.typeCode}
              options={types.map(({ code, title }) => ({ value: code, text: title }))}
            />
          )}
          <PeriodFields
            form={form}
            kinds={(types.find((type) => type.code === form.values.typeCode) ?? types[0])?.periodKinds ?? []}
          />
          <DeadlineFields form={form} />
          <UnitFields form={form} units={units} legend={LABELS.kinds} />
          <SubmitButtons cancelHref="/reports/requests">
            <SubmitButton>Gửi yêu cầu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, { typeCode, kinds, unitIds, dueOn, dueOnExcluded, basis, ...entered }) => {
      const { database, official, today } = context
      const { type, period } = await periodOfTypeEntered(database, typeCode, entered)
      const chosen = await unitsChosen(context, [type], { kinds, unitIds })
      const id = await requestReports(
        database,
        official,
        { typeCode, period, dueOn, dueOnExcluded, basis, unitIds: chosen },
        today,
      )
      return `/reports/requests/${id}`
    },
  })

  staffForm(app, {
    path: '/reports/requests/:requestId/edit',
    permission: 'report.collect',
    params: z.object({ requestId: Id }),
    fields: ChangeFields,
    labels: { dueOn: LABELS.dueOn, dueOnExcluded: LABELS.dueOnExcluded, basis: LABELS.basis },
    choices: () => ({ dueOnExcluded: { yes: 'Trước ngày này', '': 'Đến hết ngày này' } }),
    load: async (context) => {
      const request = await requestOf(context.database, context.official, context.params.requestId, context.today)
      const [type, asked] = await Promise.all([
        typeVersion(context.database, request.typeCode, request.typeVersion),
        allDutiesOf(context.database, request).execute(),
      ])
      const units = await unitsToAsk(context, [type])
      return { request, type, units: units.filter((unit) => !asked.some((duty) => duty.unitId === unit.id)) }
    },
    initial: ({ request }) => ({
      dueOn: formatCalendarDate(request.dueOn),
      dueOnExcluded: request.dueOnExcluded ? 'yes' : '',
      basis: request.basis,
      _version: String(request.version),
    }),
    draw: ({ context, data: { request, units }, form }) => (
      <Layout
        title="Sửa yêu cầu báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/requests/${request.id}`, text: 'Trở lại yêu cầu' }}
      >
        <PageHeading caption={titleOf(request)}>Sửa yêu cầu báo cáo</PageHeading>
        <Form form={form}>
          <DeadlineFields form={form} />
          {units.length > 0 && <UnitFields form={form} units={units} legend="Thêm các nhóm đơn vị" />}
          <SubmitButtons cancelHref={`/reports/requests/${request.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, { kinds, unitIds, ...given }, { type, request }) => {
      const chosen = await unitsChosen(context, [type], { kinds, unitIds })
      await changeRequest(context.database, context.official, {
        id: request.id,
        version: context.version,
        given: { ...given, unitIds: chosen },
        today: context.today,
      })
      return `/reports/requests/${request.id}`
    },
  })
}

function DeadlineFields({ form }: { form: FormView }) {
  return (
    <>
      <DateField form={form} name="dueOn" label={LABELS.dueOn} hint="Ví dụ: 05/12/2026" />
      <CheckboxField
        form={form}
        name="dueOnExcluded"
        label={LABELS.dueOnExcluded}
        optional
        options={[
          {
            value: 'yes',
            text: 'Trước ngày này',
            hint: 'Văn bản ghi “trước ngày …”: ngày cuối còn đúng hạn là ngày liền trước.',
          },
        ]}
      />
      <TextField
        form={form}
        name="basis"
        label={LABELS.basis}
        optional
        hint="Ví dụ: Kế hoạch 32/KH-UBND ngày 28/02/2022 của UBND tỉnh"
      />
    </>
  )
}

function UnitFields({ form, units, legend }: { form: FormView; units: readonly UnitOnDay[]; legend: string }) {
  const kinds = [...new Map(units.map((unit) => [unit.kindCode, unit.kindTitle]))]
  return (
    <>
      <CheckboxField
        form={form}
        name="kinds"
        label={legend}
        hint="Chọn cả nhóm, hoặc chọn từng đơn vị ở dưới."
        options={kinds.map(([code, title]) => ({
          value: code,
          text: `${title} (${formatNumber(units.filter((unit) => unit.kindCode === code).length)} đơn vị)`,
        }))}
      />
      <Details summary="Chọn từng đơn vị" open={form.values.unitIds !== undefined || form.errors.unitIds !== undefined}>
        <CheckboxField
          form={form}
          name="unitIds"
          label={LABELS.unitIds}
          optional
          options={units.map(({ id, name }) => ({ value: id, text: name }))}
        />
      </Details>
    </>
  )
}

/** The units that the collector may ask for reports of these types. */
async function unitsToAsk({ database, official, today }: Context, types: readonly ReportType[]): Promise<UnitOnDay[]> {
  const kinds = types.flatMap((type) => type.senderKinds)
  return unitsOnDay(database, { today, roots: unitsFor(official, 'report.collect'), kinds })
}

async function unitsChosen(
  context: Context,
  types: readonly ReportType[],
  { kinds, unitIds }: { kinds: readonly string[]; unitIds: readonly string[] },
): Promise<string[]> {
  const ofKinds =
    kinds.length === 0 ? [] : (await unitsToAsk(context, types)).filter((unit) => kinds.includes(unit.kindCode))
  return [...new Set([...ofKinds.map((unit) => unit.id), ...unitIds])]
}
