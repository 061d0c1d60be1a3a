import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Fieldset,
  Form,
  type FormView,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { postFor, unitsFor } from '../../../vocabulary/official.ts'
import { unitsAtWork, unitsOnDay } from '../../organisation/index.ts'
import {
  changeCoordination,
  draftCoordination,
  noSuchCoordination,
  withdrawCoordination,
} from '../actions/keep-coordination.ts'
import { basesToChoose, coordinationById, dutiesOf, partiesOf } from '../queries/coordinations.ts'
import { COORDINATION_KINDS } from '../rules/coordination.ts'
import { coordinationFormValues } from '../rules/form-values.ts'
import { CoordinationFields, COORDINATION_LABELS as L, ReasonFields } from './coordination-fields.ts'

export const LIST = '/coordination'
export const ONE = `${LIST}/:coordinationId`
export const CoordinationParams = z.object({ coordinationId: Id })

/** Drafting what bodies are to sign with each other, changing the draft, taking it back. */
export function coordinationForms(app: FastifyInstance): void {
  staffForm(app, {
    path: `${LIST}/new`,
    permission: 'coordination.write',
    fields: CoordinationFields,
    draftOf: 'coordination',
    labels: L,
    load: choicesOf,
    initial: ({ units }, { official, today }) => ({
      kind: 'plan',
      leadUnitId:
        units.find(({ id }) => id === postFor(official, 'coordination.write')?.unitId)?.id ?? units[0]?.id ?? '',
      startsOn: `01/01/${yearOf(today)}`,
      endsOn: `31/12/${yearOf(today)}`,
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Soạn văn bản phối hợp"
        context={context.page}
        form={form}
        backLink={{ href: LIST, text: 'Phối hợp' }}
      >
        <PageHeading>Soạn văn bản phối hợp</PageHeading>
        <CoordinationForm form={form} choices={data} cancelHref={LIST} />
      </Layout>
    ),
    submit: async ({ database, official, today }, given) =>
      `${LIST}/${await draftCoordination(database, official, given, today)}`,
  })

  staffForm(app, {
    path: `${ONE}/edit`,
    permission: 'coordination.write',
    params: CoordinationParams,
    fields: CoordinationFields,
    draftOf: 'coordination',
    labels: L,
    load: async (context) => {
      const { database, official, today, params } = context
      const coordination = await led(context)
      const [choices, parties, duties] = await Promise.all([
        choicesOf(context),
        partiesOf(database, official, params.coordinationId, today),
        dutiesOf(database, params.coordinationId),
      ])
      return { ...choices, coordination, parties, duties }
    },
    choices: ({ units, partners, bases }) => ({
      kind: COORDINATION_KINDS,
      leadUnitId: namesById(units),
      secondUnitId: namesById(partners),
      thirdUnitId: namesById(partners),
      basedOnId: Object.fromEntries(bases.map(({ id, title }) => [id, title])),
    }),
    initial: ({ coordination, parties, duties }) => coordinationFormValues(coordination, parties, duties),
    draw: ({ context, data, form }) => {
      const href = `${LIST}/${data.coordination.id}`
      return (
        <Layout title="Sửa văn bản phối hợp" context={context.page} form={form} backLink={{ href, text: 'Trở lại' }}>
          <PageHeading caption={data.coordination.title}>Sửa văn bản phối hợp</PageHeading>
          <CoordinationForm form={form} choices={data} cancelHref={href} />
        </Layout>
      )
    },
    submit: async ({ database, official, today, params, version }, given) => {
      await changeCoordination(database, official, { id: params.coordinationId, version, given, today })
      return `${LIST}/${params.coordinationId}`
    },
  })

  staffForm(app, {
    path: `${ONE}/withdrawal`,
    permission: 'coordination.write',
    params: CoordinationParams,
    fields: ReasonFields,
    labels: { reason: 'Lý do' },
    load: led,
    initial: () => ({}),
    draw: ({ context, data, form }) => {
      const href = `${LIST}/${data.id}`
      return (
        <Layout title="Rút văn bản phối hợp" context={context.page} form={form} backLink={{ href, text: 'Trở lại' }}>
          <PageHeading caption={data.title}>Rút văn bản phối hợp</PageHeading>
          <WarningText>
            Văn bản đã rút không tính vào số liệu và không nhắc việc nữa; chữ ký, báo cáo đã ghi vẫn xem được.
          </WarningText>
          <Form form={form}>
            <TextArea form={form} name="reason" label="Lý do" rows={3} />
            <SubmitButtons cancelHref={href}>
              <SubmitButton variant="warning">Rút</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, { reason }) => {
      await withdrawCoordination(database, official, { id: params.coordinationId, reason, today })
      return `${LIST}/${params.coordinationId}`
    },
  })
}

/** The coordination that the official leads. Refuses `coordination.no-such-coordination`. */
export async function led({
  database,
  official,
  today,
  params,
}: Context & { params: z.output<typeof CoordinationParams> }) {
  const coordination = await coordinationById(database, official, params.coordinationId, today)
  if (!coordination?.isLed) throw noSuchCoordination()
  return coordination
}

async function choicesOf({ database, official, today }: Context) {
  const [units, partners, bases] = await Promise.all([
    unitsOnDay(database, { today, roots: unitsFor(official, 'coordination.write') }),
    unitsAtWork(database, today),
    basesToChoose(database, official, today),
  ])
  return { units, partners, bases }
}

type Choices = Awaited<ReturnType<typeof choicesOf>>

const namesById = (units: Choices['units']) => Object.fromEntries(units.map(({ id, name }) => [id, name]))

const unitOptions = (units: Choices['units']) =>
  units.map(({ id, name, kindTitle }) => ({ value: id, text: name, group: kindTitle }))

function CoordinationForm({ form, choices, cancelHref }: { form: FormView; choices: Choices; cancelHref: string }) {
  return (
    <Form form={form}>
      <RadioField
        form={form}
        name="kind"
        label={L.kind}
        hint="Kế hoạch là của một năm; chương trình của nhiều năm; quy chế có thể không có ngày kết thúc."
        options={optionsOf(COORDINATION_KINDS)}
      />
      <TextField
        form={form}
        name="title"
        label={L.title}
        hint="Ví dụ: Kế hoạch phối hợp năm 2026 giữa UBND và Ủy ban MTTQ xã"
      />
      <TextField form={form} name="reference" label={L.reference} optional hint="Ví dụ: 01/KHPH-UBND-MTTQ" />
      <Fieldset legend="Các bên">
        <SelectField form={form} name="leadUnitId" label={L.leadUnitId} options={unitOptions(choices.units)} />
        <SelectField
          form={form}
          name="secondUnitId"
          label={L.secondUnitId}
          optional
          emptyText="Không có"
          options={unitOptions(choices.partners)}
        />
        <SelectField
          form={form}
          name="thirdUnitId"
          label={L.thirdUnitId}
          optional
          emptyText="Không có"
          options={unitOptions(choices.partners)}
        />
        <TextArea
          form={form}
          name="outsideParties"
          label={L.outsideParties}
          optional
          rows={2}
          hint="Cơ quan không dùng hệ thống này (quân sự, tòa án…), mỗi dòng một cơ quan; bên 1 ghi thay chữ ký và báo cáo của họ."
        />
      </Fieldset>
      <Fieldset legend="Thời gian">
        <DateField form={form} name="startsOn" label={L.startsOn} />
        <DateField form={form} name="endsOn" label={L.endsOn} optional hint="Chỉ quy chế được để trống" />
        <NumberField form={form} name="reportDay" label={L.reportDay} optional width={2} />
        <NumberField
          form={form}
          name="reportMonth"
          label={L.reportMonth}
          optional
          width={2}
          hint="Mỗi bên được nhắc báo cáo kết quả hằng năm đến ngày này"
        />
      </Fieldset>
      <TextArea
        form={form}
        name="duties"
        label={L.duties}
        optional
        rows={8}
        hint="Mỗi dòng một nhiệm vụ. Của riêng một bên thì bắt đầu bằng “Bên 1:”, “Bên 2:”…; còn lại là của mọi bên."
      />
      {choices.bases.length > 0 && (
        <SelectField
          form={form}
          name="basedOnId"
          label={L.basedOnId}
          optional
          emptyText="Không có"
          options={choices.bases.map(({ id, title }) => ({ value: id, text: title }))}
        />
      )}
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
