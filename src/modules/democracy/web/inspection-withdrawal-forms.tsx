import type { FastifyInstance } from 'fastify'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  Form,
  type FormView,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { withdrawInspectionItem } from '../actions/keep-inspection-item.ts'
import { withdrawInspectionPlan } from '../actions/keep-inspection-plan.ts'
import { ReasonFields } from './democracy-fields.ts'
import { INSPECTION_PATH, ITEMS_PATH, NO_NAMES } from './inspection-fields.ts'
import { captionOf, theirInspectionPlan } from './inspection-forms.tsx'
import { theirItem } from './inspection-item-forms.tsx'
import { InspectionItemParams, InspectionPlanParams } from './inspection-parts.tsx'

/** Taking a plan or an item that was entered by mistake out of lists, figures and duties. */
export function inspectionWithdrawalForms(app: FastifyInstance): void {
  planForm(app)
  itemForm(app)
}

function planForm(app: FastifyInstance): void {
  const pathOf = (id: string) => `${INSPECTION_PATH}/${id}`
  staffForm(app, {
    path: `${INSPECTION_PATH}/:inspectionPlanId/withdrawal`,
    permission: 'democracy.write',
    params: InspectionPlanParams,
    fields: ReasonFields,
    load: (context) => theirInspectionPlan(context, context.params.inspectionPlanId),
    initial: () => ({}),
    draw: ({ context, data: plan, form }) => (
      <Layout
        title="Rút kế hoạch"
        context={context.page}
        form={form}
        backLink={{ href: pathOf(plan.id), text: 'Trở lại kế hoạch' }}
      >
        <PageHeading caption={captionOf(plan)}>Rút kế hoạch</PageHeading>
        <p class="govuk-body">
          Kế hoạch và mọi nội dung, kiến nghị trong đó không còn trong danh sách, số liệu và không được nhắc nữa. Trang
          của kế hoạch vẫn mở được, kèm lý do. Ban lập được kế hoạch khác cho kỳ này.
        </p>
        <ReasonForm form={form} button="Rút kế hoạch" cancelHref={pathOf(plan.id)} />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { inspectionPlanId: id } }, { reason }) => {
      await withdrawInspectionPlan(database, official, { id, reason, today })
      return pathOf(id)
    },
  })
}

function itemForm(app: FastifyInstance): void {
  const pathOf = (id: string) => `${ITEMS_PATH}/${id}`
  staffForm(app, {
    path: `${ITEMS_PATH}/:inspectionItemId/withdrawal`,
    permission: 'democracy.write',
    params: InspectionItemParams,
    fields: ReasonFields,
    load: theirItem,
    initial: () => ({}),
    draw: ({ context, data: item, form }) => (
      <Layout
        title="Rút nội dung"
        context={context.page}
        form={form}
        backLink={{ href: pathOf(item.id), text: 'Trở lại nội dung' }}
      >
        <PageHeading caption={item.title}>Rút nội dung</PageHeading>
        <p class="govuk-body">
          Dùng khi ghi nhầm. Nội dung và các kiến nghị của nó không còn trong kế hoạch, số liệu và không được nhắc nữa;
          trang của nội dung vẫn mở được, kèm lý do. Việc có trong kế hoạch nhưng không làm thì ghi “Không thực hiện”.
        </p>
        <ReasonForm form={form} button="Rút nội dung" cancelHref={pathOf(item.id)} />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { inspectionItemId: id } }, { reason }) => {
      await withdrawInspectionItem(database, official, { id, reason, today })
      return pathOf(id)
    },
  })
}

function ReasonForm({ form, button, cancelHref }: { form: FormView; button: string; cancelHref: string }) {
  return (
    <Form form={form}>
      <TextArea form={form} name="reason" label="Lý do" rows={3} hint={NO_NAMES} />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton variant="warning">{button}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
