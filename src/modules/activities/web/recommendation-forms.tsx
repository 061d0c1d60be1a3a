import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  FileField,
  Form,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOfProvince, unitsOnDay } from '../../organisation/index.ts'
import {
  addRecommendations,
  answerRecommendation,
  closeRecommendation,
  noSuchRecommendation,
  sendRecommendationBack,
} from '../actions/keep-recommendation.ts'
import { activities, activityById } from '../queries/activities.ts'
import { recommendationById } from '../queries/recommendations.ts'
import type { ActivityKind } from '../rules/activity.ts'
import { ANSWER_KINDS, RECOMMENDATION_KINDS, recommendationKindOf } from '../rules/recommendation.ts'
import { AnswerFields, ClosureFields, RecommendationFields, ReturnFields } from './recommendation-fields.ts'

export const RecommendationParams = z.object({ recommendationId: Id })
export const RECOMMENDATION_PATH = '/recommendations/:recommendationId'
const one = RECOMMENDATION_PATH

/** Writing down what was recommended or concluded, answering it, closing it, sending the answer back. */
export function recommendationForms(app: FastifyInstance): void {
  newForm(app)
  answerForm(app)
  closureForm(app)
  returnForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/activities/:activityId/recommendations/new',
    permission: 'activity.record',
    params: z.object({ activityId: Id }),
    fields: RecommendationFields,
    load: async ({ database, official, params, today }) => {
      const activity = await activityById(database, official, params.activityId, today)
      const [own, units] = await Promise.all([
        unitsOnDay(database, { today, roots: unitsFor(official, 'activity.record') }),
        unitsOfProvince(database, { of: activity ? [activity.unitId] : [], today }),
      ])
      if (!activity || activity.withdrawnOn !== null || own.length === 0)
        throw new Refusal('not-found', 'activity.no-such-activity', 'Không có hoạt động này trong phạm vi của bạn.')
      return { activity, units, word: RECOMMENDATION_KINDS[recommendationKindOf(activity.kind as ActivityKind)] }
    },
    initial: ({ activity, units }) => ({
      responsibleUnitId:
        recommendationKindOf(activity.kind as ActivityKind) === 'conclusion' &&
        units.some(({ id }) => id === activity.unitId)
          ? activity.unitId
          : '',
    }),
    draw: ({ context, data: { activity, units, word }, form }) => (
      <Layout
        title={`Ghi ${word.toLowerCase()}`}
        context={context.page}
        form={form}
        backLink={{ href: `/activities/${activity.id}`, text: 'Trở lại hoạt động' }}
      >
        <PageHeading caption={activity.title}>Ghi {word.toLowerCase()}</PageHeading>
        <Form form={form}>
          <TextArea
            form={form}
            name="contents"
            label="Nội dung"
            rows={5}
            hint={`Mỗi dòng một ${word.toLowerCase()}; từng dòng được theo dõi đến khi kết thúc. Đơn vị khác thì ghi lần khác.`}
          />
          <SelectField
            form={form}
            name="responsibleUnitId"
            label="Đơn vị thực hiện"
            emptyText="Chọn đơn vị"
            options={units.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
          />
          <DateField form={form} name="dueOn" label="Thời hạn" optional />
          <SubmitButtons cancelHref={`/activities/${activity.id}`}>
            <SubmitButton>Lưu {word.toLowerCase()}</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { activityId } }, entered) => {
      const ids = await addRecommendations(database, official, { activityId, ...entered }, today)
      return ids.length === 1 ? `/recommendations/${ids[0]}` : `/activities/${activityId}`
    },
  })
}

function answerForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/answer`,
    permission: 'activity.record',
    params: RecommendationParams,
    fields: AnswerFields,
    load: async (context) => {
      const found = await theirs(context, 'isResponsibles')
      const { database, official, today } = context
      const recent = await activities(database, official, { unitId: found.responsibleUnitId }, today)
      return { found, recent: recent.rows }
    },
    initial: (_data, { today }) => ({ happenedOn: formatCalendarDate(today) }),
    draw: ({ context, data: { found, recent }, form }) => (
      <Layout title="Trả lời" context={context.page} form={form} backLink={backTo(found.id)}>
        <PageHeading caption={found.content}>Trả lời</PageHeading>
        <Form form={form} multipart>
          <RadioField form={form} name="answerKind" label="Trả lời" options={optionsOf(ANSWER_KINDS)} />
          <TextArea form={form} name="words" label="Nội dung trả lời" rows={5} />
          <DateField form={form} name="happenedOn" label="Ngày trả lời" />
          <InsetText>Báo “Đã thực hiện xong” thì kèm ít nhất một minh chứng dưới đây.</InsetText>
          <FileField
            form={form}
            name="files"
            label="Tệp minh chứng"
            optional
            multiple
            accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
          />
          <TextField
            form={form}
            name="documentMention"
            label="Văn bản trong sổ"
            optional
            hint="Số, ký hiệu, ví dụ 32/KH-UBND ngày 28/02/2026"
          />
          <SelectField
            form={form}
            name="activityId"
            label="Hoạt động đã ghi"
            optional
            emptyText="Không chọn"
            hint="Các hoạt động gần đây của đơn vị thực hiện"
            options={recent.map((each) => ({
              value: each.id,
              text: `${formatCalendarDate(each.heldOn)}: ${each.title}`,
            }))}
          />
          <SubmitButtons cancelHref={`/recommendations/${found.id}`}>
            <SubmitButton>Gửi trả lời</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { recommendationId: id } }, entered) => {
      await answerRecommendation(database, official, { id, ...entered }, today)
      return `/recommendations/${id}`
    },
  })
}

function closureForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/closure`,
    permission: 'activity.record',
    params: RecommendationParams,
    fields: ClosureFields,
    load: (context) => theirs(context, 'isOwners'),
    initial: (_found, { today }) => ({ happenedOn: formatCalendarDate(today) }),
    draw: ({ context, data: found, form }) => (
      <Layout title="Kết thúc theo dõi" context={context.page} form={form} backLink={backTo(found.id)}>
        <PageHeading caption={found.content}>Kết thúc theo dõi</PageHeading>
        <p class="govuk-body">Kết thúc khi đơn vị đã thực hiện và có minh chứng, hoặc giải trình được chấp nhận.</p>
        <Form form={form}>
          <TextArea form={form} name="words" label="Nhận xét" rows={4} />
          <DateField form={form} name="happenedOn" label="Ngày kết thúc" />
          <SubmitButtons cancelHref={`/recommendations/${found.id}`}>
            <SubmitButton>Kết thúc theo dõi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { recommendationId: id } }, entered) => {
      await closeRecommendation(database, official, { id, ...entered }, today)
      return `/recommendations/${id}`
    },
  })
}

function returnForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/return`,
    permission: 'activity.record',
    params: RecommendationParams,
    fields: ReturnFields,
    load: (context) => theirs(context, 'isOwners'),
    initial: () => ({}),
    draw: ({ context, data: found, form }) => (
      <Layout title="Trả lại câu trả lời" context={context.page} form={form} backLink={backTo(found.id)}>
        <PageHeading caption={found.content}>Trả lại câu trả lời</PageHeading>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do trả lại" rows={4} />
          <SubmitButtons cancelHref={`/recommendations/${found.id}`}>
            <SubmitButton>Trả lại</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { recommendationId: id } }, { reason }) => {
      await sendRecommendationBack(database, official, { id, reason, today })
      return `/recommendations/${id}`
    },
  })
}

export const backTo = (id: string) => ({ href: `/recommendations/${id}`, text: 'Trở lại' })

/** The recommendation of the address, for the side that may act. */
export async function theirs(
  { database, official, params, today }: Context & { params: { recommendationId: string } },
  side: 'isOwners' | 'isResponsibles',
) {
  const found = await recommendationById(database, official, params.recommendationId, today)
  if (!found?.[side]) throw noSuchRecommendation()
  return found
}
