import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressCode } from '../../../platform/http/address-fields.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { checked, day, optionalDay, optionalText, recordIds, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  DataTable,
  DateField,
  Details,
  FilterBar,
  Form,
  type FormView,
  filterView,
  HiddenField,
  Layout,
  NumberField,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { type UnitOnDay, unitsOnDay } from '../../organisation/index.ts'
import { changeRequest, requestReports } from '../actions/request-reports.ts'
import { deadlinesForPeriod, deadlinesOf, ownDaysOf } from '../queries/level-deadlines.ts'
import { periodOfTypeEntered, reportTypes, typeForPeriod, typeVersion } from '../queries/report-types.ts'
import { allDutiesOf, requestOf } from '../queries/requests.ts'
import type { DeadlineOfLevel } from '../rules/level-deadline.ts'
import { partsOfYear, periodFormValues } from '../rules/period-entered.ts'
import type { ReportType } from '../rules/report-type.ts'
import { PERIOD_FIELDS, PERIOD_LABELS } from './period-fields.tsx'
import { titleOf } from './report-words.ts'
import { periodAsked, usualPeriod } from './types/trial.ts'
import { TrialQuery } from './types/type-address.ts'

const LABELS = {
  typeCode: 'Loại báo cáo',
  ...PERIOD_LABELS,
  dueOn: 'Hạn gửi',
  dueOnExcluded: 'Cách tính hạn',
  basis: 'Căn cứ yêu cầu',
  kinds: 'Các nhóm đơn vị phải gửi',
  unitIds: 'Từng đơn vị phải gửi',
  byLevel: 'Hạn theo cấp',
} as const

const DEADLINE_FIELDS = {
  dueOn: day(LABELS.dueOn),
  dueOnExcluded: checked(),
  byLevel: checked(),
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
  dueOn: optionalDay(LABELS.dueOn),
})
const ChangeFields = z.object(DEADLINE_FIELDS)

/** Which type and period are asked for; what can't be read is as good as not given. */
const RequestQuery = TrialQuery.extend({ type: addressCode })

/** Asking units for a report, and changing what was asked. */
export function requestForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/requests/new',
    permission: 'report.collect',
    fields: RequestFields,
    labels: LABELS,
    load: (context) => chosenRequest(context),
    initial: ({ type, chosen, days }) => ({
      typeCode: type?.code ?? '',
      ...chosen,
      byLevel: days.size > 0 ? 'yes' : '',
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Yêu cầu báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: '/reports/requests', text: 'Các yêu cầu báo cáo' }}
      >
        <PageHeading>Yêu cầu báo cáo</PageHeading>
        <p class="govuk-body">Các đơn vị được chọn sẽ thấy báo cáo phải gửi trong “Việc cần làm” của mình.</p>
        <PeriodChooser {...data} />
        <h2 class="govuk-heading-m">
          {data.type && titleOf({ typeTitle: data.type.title, periodTitle: data.period.title })}
        </h2>
        <p class="govuk-body">
          Số liệu từ ngày {formatCalendarDate(data.period.from)} đến ngày {formatCalendarDate(data.period.to)}.
        </p>
        <Form form={form}>
          {['typeCode', 'year', 'part', 'from', 'to'].map((name) => (
            <HiddenField key={name} form={form} name={name} />
          ))}
          <LevelDays days={data.days} kinds={data.units} form={form} />
          <DeadlineFields form={form} isOptional={data.days.size > 0} />
          <UnitFields form={form} units={data.units} legend={LABELS.kinds} />
          <SubmitButtons cancelHref="/reports/requests">
            <SubmitButton>Gửi yêu cầu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, { typeCode, kinds, unitIds, dueOn, dueOnExcluded, byLevel, basis, ...entered }) => {
      const { database, official, today } = context
      const { type, period } = await periodOfTypeEntered(database, typeCode, entered)
      const chosen = await unitsChosen(context, [type], { kinds, unitIds })
      const id = await requestReports(
        database,
        official,
        { typeCode, period, dueOn, dueOnExcluded, basis, unitIds: chosen, byLevel },
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
    labels: { dueOn: LABELS.dueOn, dueOnExcluded: LABELS.dueOnExcluded, basis: LABELS.basis, byLevel: LABELS.byLevel },
    choices: () => ({
      dueOnExcluded: { yes: 'Trước ngày này', '': 'Đến hết ngày này' },
      byLevel: { yes: 'Mỗi đơn vị theo hạn của cấp mình', '': 'Một hạn cho mọi đơn vị' },
    }),
    load: async (context) => {
      const request = await requestOf(context.database, context.official, context.params.requestId, context.today)
      const [type, asked] = await Promise.all([
        typeVersion(context.database, request.typeCode, request.typeVersion),
        allDutiesOf(context.database, request).execute(),
      ])
      const units = await unitsToAsk(context, [type])
      const ownDays = await ownDaysOf(context.database, request.id)
      const rules = await deadlinesOf(context.database, type.code)
      const mayGoByLevel = ownDays.length > 0 || rules.length > 0
      return {
        request,
        type,
        ownDays,
        mayGoByLevel,
        units: units.filter((unit) => !asked.some((duty) => duty.unitId === unit.id)),
      }
    },
    initial: ({ request, ownDays }) => ({
      byLevel: ownDays.length > 0 ? 'yes' : '',
      dueOn: formatCalendarDate(request.dueOn),
      dueOnExcluded: request.dueOnExcluded ? 'yes' : '',
      basis: request.basis,
      _version: String(request.version),
    }),
    draw: ({ context, data: { request, units, ownDays, mayGoByLevel }, form }) => (
      <Layout
        title="Sửa yêu cầu báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/requests/${request.id}`, text: 'Trở lại yêu cầu' }}
      >
        <PageHeading caption={titleOf(request)}>Sửa yêu cầu báo cáo</PageHeading>
        <Form form={form}>
          {mayGoByLevel && (
            <CheckboxField
              form={form}
              name="byLevel"
              label={LABELS.byLevel}
              optional
              options={[
                {
                  value: 'yes',
                  text: 'Mỗi đơn vị theo hạn của cấp mình trong bảng hạn gửi',
                  hint:
                    ownDays.length > 0
                      ? 'Đơn vị đã có hạn giữ hạn ấy. Bỏ chọn thì mọi đơn vị theo hạn chung ở dưới'
                      : 'Đang dùng một hạn cho mọi đơn vị',
                },
              ]}
            />
          )}
          <DeadlineFields form={form} isOptional={false} />
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

/** The type and the period are chosen first: on them the last days hang. */
function PeriodChooser({ types, type, chosen, asked, problems }: Awaited<ReturnType<typeof chosenRequest>>) {
  const values = { type: type?.code ?? '', ...chosen, ...(asked.part === undefined ? {} : { part: asked.part }) }
  const form = { ...filterView(values), errors: problems }
  const parts = Object.entries(partsOfYear(type?.periodKinds ?? []))
  return (
    <FilterBar active summary="Chọn loại báo cáo, kỳ" button="Xem kỳ này">
      <SelectField
        form={form}
        name="type"
        label={LABELS.typeCode}
        options={types.map(({ code, title }) => ({ value: code, text: title }))}
      />
      <SelectField
        form={form}
        name="part"
        label={LABELS.part}
        options={parts.map(([value, words]) => ({ value, text: words }))}
      />
      <NumberField form={form} name="year" label={LABELS.year} width={4} />
      {type?.periodKinds.includes('free') && (
        <>
          <DateField form={form} name="from" label={LABELS.from} optional />
          <DateField form={form} name="to" label={LABELS.to} optional />
        </>
      )}
    </FilterBar>
  )
}

/** The last day of each level for the period, with the way to it and the act. */
function LevelDays({
  days,
  kinds,
  form,
}: {
  days: ReadonlyMap<string, DeadlineOfLevel>
  kinds: readonly UnitOnDay[]
  form: FormView
}) {
  if (days.size === 0) return null
  const titleOfKind = (code: string) => kinds.find(({ kindCode }) => kindCode === code)?.kindTitle ?? code
  return (
    <>
      <DataTable
        caption="Hạn theo cấp cho kỳ này"
        phone="stack"
        empty=""
        columns={[
          { key: 'level', title: 'Đơn vị gửi', rowHeader: true },
          { key: 'day', title: 'Hạn' },
          { key: 'basis', title: 'Văn bản' },
        ]}
        rows={[...days].map(([kind, { words, basis }]) => ({ level: titleOfKind(kind), day: words, basis }))}
      />
      <CheckboxField
        form={form}
        name="byLevel"
        label={LABELS.byLevel}
        optional
        options={[{ value: 'yes', text: 'Mỗi đơn vị theo hạn của cấp mình trong bảng trên' }]}
      />
    </>
  )
}

function DeadlineFields({ form, isOptional }: { form: FormView; isOptional: boolean }) {
  return (
    <>
      <DateField
        form={form}
        name="dueOn"
        label={isOptional ? 'Hạn chung' : LABELS.dueOn}
        optional={isOptional}
        hint={
          isOptional
            ? 'Cho đơn vị không có hạn theo cấp. Để trống thì ghi hạn muộn nhất trong các hạn theo cấp'
            : 'Ví dụ: 05/12/2026'
        }
      />
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

/** What is asked for by the address: the type, its period, the units that may be asked and the last day of each level. */
async function chosenRequest(context: Context & { query: Record<string, string> }) {
  const { database, today } = context
  const asked = RequestQuery.parse(context.query)
  const types = await reportTypes(database, today)
  const type = types.find(({ code }) => code === asked.type) ?? types[0]
  const units = type ? await unitsToAsk(context, [type]) : []
  const definition = type ?? { title: '', cutOff: 'calendar' as const, periodKinds: [] }
  const usual = usualPeriod(definition, today)
  const { period: first, problems } = periodAsked(definition, asked, usual)
  const { period } = type ? await typeForPeriod(database, type.code, first.code) : { period: first }
  const unitKinds = units.map(({ kindCode }) => kindCode)
  const days: ReadonlyMap<string, DeadlineOfLevel> = type
    ? await deadlinesForPeriod(database, { typeCode: type.code, period, unitKinds })
    : new Map()
  const chosen = {
    ...periodFormValues(period),
    from: formatCalendarDate(period.from),
    to: formatCalendarDate(period.to),
  }
  return { types, type, units, period, problems, asked, days, chosen }
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
