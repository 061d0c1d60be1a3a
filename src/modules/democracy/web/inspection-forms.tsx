import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DateField,
  FileField,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { periodByCode, periodsHolding, type ReportingPeriod } from '../../../vocabulary/reporting-period.ts'
import { changeInspectionPlan, draftInspectionPlan, sendInspectionPlan } from '../actions/keep-inspection-plan.ts'
import { noSuchInspectionPlan } from '../actions/out-of-reach.ts'
import { boardsFor, inspectionPlanById } from '../queries/inspection-plans.ts'
import { inspectionPeriods, refuseWithdrawn } from '../rules/inspection-board.ts'
import { inspectionPlanFormValues } from '../rules/inspection-form-values.ts'
import { CommuneField } from './democracy-parts.tsx'
import {
  INSPECTION_FILES,
  INSPECTION_PATH,
  InspectionPlanFields,
  INSPECTION_PLAN_LABELS as L,
  NO_NAMES,
  SENDING_LABELS,
  SendingFields,
} from './inspection-fields.ts'
import { InspectionPlanParams } from './inspection-parts.tsx'

const one = `${INSPECTION_PATH}/:inspectionPlanId`
const pathOf = (id: string) => `${INSPECTION_PATH}/${id}`

/** Drafting the plan of a board, mending the draft, and writing down when it was sent. */
export function inspectionForms(app: FastifyInstance): void {
  newForm(app)
  editForm(app)
  sendingForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${INSPECTION_PATH}/new`,
    permission: 'democracy.write',
    fields: InspectionPlanFields,
    draftOf: 'inspection-board-plan',
    labels: L,
    load: ({ database, official, today }) => boardsFor(database, official, 'democracy.write', today),
    initial: (boards, { today }) => ({
      unitId: boards[0]?.id ?? '',
      periodCode: periodsHolding('quarter', today)[0]?.code ?? '',
    }),
    draw: ({ context, data: boards, form }) => (
      <Layout
        title="Soạn kế hoạch của Ban Thanh tra nhân dân"
        context={context.page}
        form={form}
        backLink={{ href: INSPECTION_PATH, text: 'Ban Thanh tra nhân dân' }}
      >
        <PageHeading>Soạn kế hoạch của Ban Thanh tra nhân dân</PageHeading>
        {boards.length === 0 ? (
          <InsetText>
            Xã, phường của bạn chưa có Ban Thanh tra nhân dân trong danh sách đơn vị. Hãy đề nghị người quản trị thêm
            Ban dưới xã, phường, rồi trở lại trang này.
          </InsetText>
        ) : (
          <PlanForm
            form={form}
            boards={boards}
            periods={inspectionPeriods(context.today)}
            cancelHref={INSPECTION_PATH}
          />
        )}
      </Layout>
    ),
    submit: async ({ database, official, today }, given) =>
      pathOf(await draftInspectionPlan(database, official, given, today)),
  })
}

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/edit`,
    permission: 'democracy.write',
    params: InspectionPlanParams,
    fields: InspectionPlanFields,
    draftOf: 'inspection-board-plan',
    labels: L,
    load: async (context) => {
      const plan = await theirInspectionPlan(context, context.params.inspectionPlanId)
      const periods = inspectionPeriods(context.today)
      const stands = periods.some(({ code }) => code === plan.periodCode)
      return { plan, periods: stands ? periods : [periodByCode(plan.periodCode), ...periods] }
    },
    choices: ({ periods }) => ({
      periodCode: Object.fromEntries(periods.map(({ code, title }) => [code, title])),
    }),
    initial: ({ plan }) => inspectionPlanFormValues(plan),
    draw: ({ context, data: { plan, periods }, form }) => (
      <Layout
        title="Sửa kế hoạch"
        context={context.page}
        form={form}
        backLink={{ href: pathOf(plan.id), text: 'Trở lại kế hoạch' }}
      >
        <PageHeading caption={captionOf(plan)}>Sửa kế hoạch</PageHeading>
        <PlanForm
          form={form}
          boards={[{ id: plan.unitId, name: plan.unitName }]}
          periods={periods}
          cancelHref={pathOf(plan.id)}
        />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { inspectionPlanId: id }, version }, given) => {
      await changeInspectionPlan(database, official, { id, version, given, today })
      return pathOf(id)
    },
  })
}

function sendingForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/sending`,
    permission: 'democracy.write',
    params: InspectionPlanParams,
    fields: SendingFields,
    load: (context) => theirInspectionPlan(context, context.params.inspectionPlanId),
    initial: (_plan, { today }) => ({ sentOn: formatCalendarDate(today) }),
    draw: ({ context, data: plan, form }) => (
      <Layout
        title="Ghi ngày gửi kế hoạch"
        context={context.page}
        form={form}
        backLink={{ href: pathOf(plan.id), text: 'Trở lại kế hoạch' }}
      >
        <PageHeading caption={captionOf(plan)}>Ghi ngày gửi kế hoạch</PageHeading>
        <p class="govuk-body">
          Từ khi gửi, các nội dung trong kế hoạch không sửa được nữa: việc phát sinh thêm thành nội dung mới, việc không
          làm ghi lý do.
        </p>
        <Form form={form} multipart>
          <DateField form={form} name="sentOn" label={SENDING_LABELS.sentOn} />
          <FileField
            form={form}
            name="files"
            label={SENDING_LABELS.files}
            optional
            multiple
            accept={INSPECTION_FILES}
          />
          <SubmitButtons cancelHref={pathOf(plan.id)}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { inspectionPlanId: id } }, given) => {
      await sendInspectionPlan(database, official, { id, ...given, today })
      return pathOf(id)
    },
  })
}

/** The plan, for who may write it. Refuses one that was withdrawn. */
export async function theirInspectionPlan(
  { database, official, today }: Pick<Context, 'database' | 'official' | 'today'>,
  id: string,
) {
  const plan = await inspectionPlanById(database, official, id, today)
  if (!plan?.isTheirs) throw noSuchInspectionPlan()
  refuseWithdrawn(plan)
  return plan
}

/** What stands above the title of a form that belongs to a plan. */
export const captionOf = (plan: { periodCode: string; unitName: string }) =>
  `${periodByCode(plan.periodCode).title}, ${plan.unitName}`

type PlanFormProps = {
  form: FormView
  boards: readonly { id: string; name: string }[]
  periods: readonly ReportingPeriod[]
  cancelHref: string
}

function PlanForm({ form, boards, periods, cancelHref }: PlanFormProps) {
  return (
    <Form form={form} multipart>
      <CommuneField form={form} label={L.unitId} units={boards} />
      <SelectField
        form={form}
        name="periodCode"
        label={L.periodCode}
        emptyText="Chọn kỳ"
        options={periods.map(({ code, title }) => ({ value: code, text: title, group: `Năm ${code.slice(0, 4)}` }))}
      />
      <TextField form={form} name="reference" label={L.reference} optional />
      <TextArea form={form} name="aim" label={L.aim} optional rows={4} hint={NO_NAMES} />
      <FileField form={form} name="files" label={L.files} optional multiple accept={INSPECTION_FILES} />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
