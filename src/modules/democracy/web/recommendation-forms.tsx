import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  CheckboxField,
  DateField,
  FileField,
  Form,
  type FormView,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { changeRecommendation, makeRecommendation, recordAnswer } from '../actions/keep-recommendation.ts'
import { noSuchRecommendation } from '../actions/out-of-reach.ts'
import { recommendationById } from '../queries/inspection-items.ts'
import { refuseWithdrawn } from '../rules/inspection-board.ts'
import { answerFormValues, recommendationFormValues } from '../rules/inspection-form-values.ts'
import {
  RECOMMENDATION_ANSWER_LABELS as A,
  INSPECTION_FILES,
  ITEMS_PATH,
  RECOMMENDATION_LABELS as L,
  NO_NAMES,
  RECOMMENDATIONS_PATH,
  RecommendationAnswerFields,
  RecommendationFields,
} from './inspection-fields.ts'
import { theirItem } from './inspection-item-forms.tsx'
import { InspectionItemParams, RecommendationParams } from './inspection-parts.tsx'

const one = `${RECOMMENDATIONS_PATH}/:boardRecommendationId`
const itemPath = (id: string) => `${ITEMS_PATH}/${id}`

/** What a board recommends after an inspection, and what was answered. */
export function recommendationForms(app: FastifyInstance): void {
  newForm(app)
  editForm(app)
  answerForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${ITEMS_PATH}/:inspectionItemId/recommendations/new`,
    permission: 'democracy.write',
    params: InspectionItemParams,
    fields: RecommendationFields,
    draftOf: 'inspection-board-recommendation',
    labels: L,
    load: theirItem,
    initial: (_item, { today }) => ({ madeOn: formatCalendarDate(today) }),
    draw: ({ context, data: item, form }) => (
      <Layout
        title="Thêm kiến nghị"
        context={context.page}
        form={form}
        backLink={{ href: itemPath(item.id), text: 'Trở lại nội dung' }}
      >
        <PageHeading caption={item.title}>Thêm kiến nghị</PageHeading>
        <RecommendationForm form={form} cancelHref={itemPath(item.id)} />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { inspectionItemId: itemId } }, given) => {
      await makeRecommendation(database, official, { itemId, given, today })
      return itemPath(itemId)
    },
  })
}

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/edit`,
    permission: 'democracy.write',
    params: RecommendationParams,
    fields: RecommendationFields,
    draftOf: 'inspection-board-recommendation',
    labels: L,
    load: theirRecommendation,
    initial: (made) => recommendationFormValues(made),
    draw: ({ context, data: made, form }) => (
      <Layout
        title="Sửa kiến nghị"
        context={context.page}
        form={form}
        backLink={{ href: itemPath(made.item.id), text: 'Trở lại nội dung' }}
      >
        <PageHeading caption={made.item.title}>Sửa kiến nghị</PageHeading>
        <RecommendationForm form={form} cancelHref={itemPath(made.item.id)} />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { boardRecommendationId: id }, version }, given, made) => {
      await changeRecommendation(database, official, { id, version, given, today })
      return itemPath(made.item.id)
    },
  })
}

function answerForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/answer`,
    permission: 'democracy.write',
    params: RecommendationParams,
    fields: RecommendationAnswerFields,
    draftOf: 'inspection-board-answer',
    labels: A,
    load: theirRecommendation,
    initial: (made, { today }) =>
      made.answeredOn === null
        ? { ...answerFormValues(made), answeredOn: formatCalendarDate(today) }
        : answerFormValues(made),
    draw: ({ context, data: made, form }) => (
      <Layout
        title="Trả lời kiến nghị"
        context={context.page}
        form={form}
        backLink={{ href: itemPath(made.item.id), text: 'Trở lại nội dung' }}
      >
        <PageHeading caption={`${made.addressee}, kiến nghị ngày ${formatCalendarDate(made.madeOn)}`}>
          Trả lời kiến nghị
        </PageHeading>
        <p class="govuk-body app-prewrap">{made.content}</p>
        <Form form={form} multipart>
          <DateField form={form} name="answeredOn" label={A.answeredOn} />
          <TextArea form={form} name="answer" label={A.answer} rows={6} hint={NO_NAMES} />
          <CheckboxField
            form={form}
            name="settled"
            label={A.settled}
            hint="Để trống khi đã có trả lời nhưng việc chưa làm xong"
            options={[{ value: 'yes', text: 'Việc đã giải quyết xong' }]}
          />
          <FileField
            form={form}
            name="files"
            label={A.files}
            optional
            multiple
            accept={INSPECTION_FILES}
            hint="Che họ tên, số giấy tờ của người dân trước khi gửi"
          />
          <SubmitButtons cancelHref={itemPath(made.item.id)}>
            <SubmitButton>Lưu trả lời</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { boardRecommendationId: id }, version }, given, made) => {
      await recordAnswer(database, official, { id, version, given, today })
      return itemPath(made.item.id)
    },
  })
}

async function theirRecommendation({
  database,
  official,
  today,
  params,
}: Pick<Context, 'database' | 'official' | 'today'> & { params: { boardRecommendationId: string } }) {
  const made = await recommendationById(database, official, params.boardRecommendationId, today)
  if (!made?.item.isTheirs) throw noSuchRecommendation()
  refuseWithdrawn(made.item)
  return made
}

function RecommendationForm({ form, cancelHref }: { form: FormView; cancelHref: string }) {
  return (
    <Form form={form} multipart>
      <TextField
        form={form}
        name="addressee"
        label={L.addressee}
        hint="Cơ quan, tổ chức phải trả lời; không ghi họ tên"
      />
      <TextArea form={form} name="content" label={L.content} rows={5} hint={NO_NAMES} />
      <DateField form={form} name="madeOn" label={L.madeOn} />
      <DateField
        form={form}
        name="dueOn"
        label={L.dueOn}
        optional
        hint="Ghi theo văn bản kiến nghị; để trống thì hệ thống nhắc nhưng không tính quá hạn"
      />
      <FileField form={form} name="files" label={L.files} optional multiple accept={INSPECTION_FILES} />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
