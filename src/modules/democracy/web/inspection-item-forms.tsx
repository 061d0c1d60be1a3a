import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DateField,
  FileField,
  Form,
  type FormView,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import {
  addInspectionItem,
  changeInspectionItem,
  dropInspectionItem,
  recordInspectionResult,
} from '../actions/keep-inspection-item.ts'
import { noSuchInspectionItem } from '../actions/out-of-reach.ts'
import { inspectionItemById } from '../queries/inspection-items.ts'
import { INSPECTION_FORMS, refuseWithdrawn } from '../rules/inspection-board.ts'
import { inspectionItemFormValues, inspectionResultFormValues } from '../rules/inspection-form-values.ts'
import { ReasonFields } from './democracy-fields.ts'
import {
  INSPECTION_FILES,
  INSPECTION_PATH,
  InspectionItemFields,
  InspectionResultFields,
  ITEMS_PATH,
  INSPECTION_ITEM_LABELS as L,
  NO_NAMES,
  INSPECTION_RESULT_LABELS as R,
} from './inspection-fields.ts'
import { captionOf, theirInspectionPlan } from './inspection-forms.tsx'
import { InspectionItemParams, InspectionPlanParams } from './inspection-parts.tsx'

const one = `${ITEMS_PATH}/:inspectionItemId`
const pathOf = (id: string) => `${ITEMS_PATH}/${id}`

/** Planning what is watched or verified, writing down what was found, or that it will not be done. */
export function inspectionItemForms(app: FastifyInstance): void {
  newForm(app)
  editForm(app)
  resultForm(app)
  droppingForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${INSPECTION_PATH}/:inspectionPlanId/items/new`,
    permission: 'democracy.write',
    params: InspectionPlanParams,
    fields: InspectionItemFields,
    draftOf: 'inspection-board-item',
    labels: L,
    load: (context) => theirInspectionPlan(context, context.params.inspectionPlanId),
    initial: () => ({ form: 'supervision' }),
    draw: ({ context, data: plan, form }) => (
      <Layout
        title="Thêm nội dung giám sát, xác minh"
        context={context.page}
        form={form}
        backLink={{ href: `${INSPECTION_PATH}/${plan.id}`, text: 'Trở lại kế hoạch' }}
      >
        <PageHeading caption={captionOf(plan)}>Thêm nội dung giám sát, xác minh</PageHeading>
        <ItemForm form={form} plan={plan} cancelHref={`${INSPECTION_PATH}/${plan.id}`} />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { inspectionPlanId: planId } }, given) => {
      await addInspectionItem(database, official, { planId, given, today })
      return `${INSPECTION_PATH}/${planId}`
    },
  })
}

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/edit`,
    permission: 'democracy.write',
    params: InspectionItemParams,
    fields: InspectionItemFields,
    draftOf: 'inspection-board-item',
    labels: L,
    load: theirItem,
    choices: () => ({ form: INSPECTION_FORMS }),
    initial: (item) => inspectionItemFormValues(item),
    draw: ({ context, data: item, form }) => (
      <Layout
        title="Sửa nội dung giám sát, xác minh"
        context={context.page}
        form={form}
        backLink={{ href: pathOf(item.id), text: 'Trở lại nội dung' }}
      >
        <PageHeading caption={captionOf(item)}>Sửa nội dung giám sát, xác minh</PageHeading>
        <ItemForm form={form} plan={item} cancelHref={pathOf(item.id)} />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { inspectionItemId: id }, version }, given) => {
      await changeInspectionItem(database, official, { id, version, given, today })
      return pathOf(id)
    },
  })
}

function resultForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/result`,
    permission: 'democracy.write',
    params: InspectionItemParams,
    fields: InspectionResultFields,
    draftOf: 'inspection-board-result',
    labels: R,
    load: theirItem,
    initial: (item, { today }) =>
      item.heldOn === null
        ? { ...inspectionResultFormValues(item), heldOn: formatCalendarDate(today) }
        : inspectionResultFormValues(item),
    draw: ({ context, data: item, form }) => (
      <Layout
        title="Kết quả giám sát, xác minh"
        context={context.page}
        form={form}
        backLink={{ href: pathOf(item.id), text: 'Trở lại nội dung' }}
      >
        <PageHeading caption={item.title}>Kết quả giám sát, xác minh</PageHeading>
        <Form form={form} multipart>
          <DateField form={form} name="heldOn" label={R.heldOn} />
          <TextArea
            form={form}
            name="findings"
            label={R.findings}
            rows={8}
            hint="Ghi việc, số liệu, nơi chốn; không ghi họ tên người dân, người được giám sát"
          />
          <FileField
            form={form}
            name="files"
            label={R.files}
            optional
            multiple
            accept={INSPECTION_FILES}
            hint="Che họ tên, số giấy tờ của người dân trước khi gửi"
          />
          <SubmitButtons cancelHref={pathOf(item.id)}>
            <SubmitButton>Lưu kết quả</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { inspectionItemId: id }, version }, given) => {
      await recordInspectionResult(database, official, { ...given, id, version, today })
      return pathOf(id)
    },
  })
}

function droppingForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/dropping`,
    permission: 'democracy.write',
    params: InspectionItemParams,
    fields: ReasonFields,
    load: theirItem,
    initial: () => ({}),
    draw: ({ context, data: item, form }) => (
      <Layout
        title="Không thực hiện nội dung"
        context={context.page}
        form={form}
        backLink={{ href: pathOf(item.id), text: 'Trở lại nội dung' }}
      >
        <PageHeading caption={item.title}>Không thực hiện nội dung</PageHeading>
        <p class="govuk-body">Nội dung vẫn đứng trong kế hoạch, kèm lý do, và không còn được nhắc.</p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do" rows={3} hint={NO_NAMES} />
          <SubmitButtons cancelHref={pathOf(item.id)}>
            <SubmitButton variant="warning">Ghi không thực hiện</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { inspectionItemId: id } }, { reason }) => {
      await dropInspectionItem(database, official, { id, reason, today })
      return pathOf(id)
    },
  })
}

/** The item, for who may write it. Refuses one that was withdrawn. */
export async function theirItem({
  database,
  official,
  today,
  params,
}: Pick<Context, 'database' | 'official' | 'today'> & { params: { inspectionItemId: string } }) {
  const item = await inspectionItemById(database, official, params.inspectionItemId, today)
  if (!item?.isTheirs) throw noSuchInspectionItem()
  refuseWithdrawn(item)
  return item
}

type ItemFormProps = { form: FormView; plan: { periodFrom: string; periodTo: string }; cancelHref: string }

function ItemForm({ form, plan, cancelHref }: ItemFormProps) {
  return (
    <Form form={form}>
      <RadioField form={form} name="form" label={L.form} options={optionsOf(INSPECTION_FORMS)} />
      <TextField
        form={form}
        name="requestedBy"
        label={L.requestedBy}
        optional
        hint="Chỉ ghi khi xác minh theo yêu cầu"
      />
      <TextField
        form={form}
        name="title"
        label={L.title}
        hint="Ví dụ: Thu, chi quỹ làm cầu Kênh Ba; không ghi họ tên người dân"
      />
      <TextField
        form={form}
        name="body"
        label={L.body}
        hint="Ghi cơ quan, tổ chức hoặc công trình; không ghi họ tên người được giám sát"
      />
      <TextField
        form={form}
        name="responsible"
        label={L.responsible}
        hint="Ghi chức danh trong Ban, ví dụ: Phó Trưởng ban, Ủy viên ấp Vĩnh Hòa; không ghi họ tên"
      />
      <DateField
        form={form}
        name="plannedOn"
        label={L.plannedOn}
        hint={`Từ ${formatCalendarDate(plan.periodFrom)} đến ${formatCalendarDate(plan.periodTo)}; chỉ biết tháng thì ghi ngày cuối tháng`}
      />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
