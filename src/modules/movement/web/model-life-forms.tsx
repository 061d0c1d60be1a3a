import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, day, optionalDay, optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Form,
  InsetText,
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
import { Refusal } from '../../../vocabulary/refusal.ts'
import { fadeModel, releaseModel, visitModel } from '../actions/keep-alive.ts'
import { modelById } from '../queries/models.ts'

/** What people call the fields of following a model up. */
export const LIFE_LABELS = {
  visitedOn: 'Ngày kiểm tra',
  visitedBy: 'Người kiểm tra',
  seen: 'Ghi nhận tại chỗ',
  alive: 'Mô hình',
  toMend: 'Việc cần khắc phục',
  mendBy: 'Hạn khắc phục (hết ngày)',
  fadedOn: 'Không còn duy trì từ ngày',
  reason: 'Lý do',
  publicWords: 'Nội dung công khai',
} as const

const L = LIFE_LABELS
const FOUND = { alive: 'Còn hoạt động', 'not-alive': 'Không còn hoạt động' } as const

const params = z.object({ modelId: Id })

/** Following a model up: visits, that it has faded, and putting it before the public. */
export function modelLifeForms(app: FastifyInstance): void {
  visitForm(app)
  fadingForm(app)
  releaseForm(app)
}

async function theirModel({ database, official, today }: Context, modelId: string) {
  const model = await modelById(database, official, modelId, today)
  if (!model?.isTheirs)
    throw new Refusal('not-found', 'movement.no-such-model', 'Không có mô hình này trong phạm vi của bạn.')
  return model
}

function visitForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/models/:modelId/visits/new',
    permission: 'movement.write',
    params,
    fields: z.object({
      visitedOn: day(L.visitedOn),
      visitedBy: text(L.visitedBy, { longest: 300 }),
      seen: text(L.seen, { longest: 5000 }),
      alive: choice(L.alive, FOUND),
      toMend: optionalText(L.toMend, { longest: 2000 }),
      mendBy: optionalDay(L.mendBy),
    }),
    load: (context) => theirModel(context, context.params.modelId),
    initial: (_model, { today, official }) => ({
      visitedOn: formatCalendarDate(today),
      visitedBy: official.fullName,
      alive: 'alive',
    }),
    draw: ({ context, data: model, form }) => (
      <Layout
        title="Ghi kiểm tra, theo dõi"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/models/${model.id}`, text: 'Trở lại mô hình' }}
      >
        <PageHeading caption={model.name}>Ghi kiểm tra, theo dõi mô hình</PageHeading>
        <Form form={form}>
          <DateField form={form} name="visitedOn" label={L.visitedOn} />
          <TextField form={form} name="visitedBy" label={L.visitedBy} />
          <RadioField form={form} name="alive" label={L.alive} options={optionsOf(FOUND)} />
          <TextArea form={form} name="seen" label={L.seen} rows={4} />
          <TextArea form={form} name="toMend" label={L.toMend} rows={2} optional />
          <DateField form={form} name="mendBy" label={L.mendBy} optional />
          <SubmitButtons cancelHref={`/movement/models/${model.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { modelId } }, { alive, ...visit }) => {
      await visitModel(database, official, { modelId, ...visit, isAlive: alive === 'alive' }, today)
      return `/movement/models/${modelId}`
    },
  })
}

function fadingForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/models/:modelId/fading',
    permission: 'movement.write',
    params,
    fields: z.object({ fadedOn: day(L.fadedOn), reason: text(L.reason, { longest: 1000 }) }),
    load: (context) => theirModel(context, context.params.modelId),
    initial: (_model, { today }) => ({ fadedOn: formatCalendarDate(today) }),
    draw: ({ context, data: model, form }) => (
      <Layout
        title="Không còn duy trì"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/models/${model.id}`, text: 'Trở lại mô hình' }}
      >
        <PageHeading caption={model.name}>Ghi mô hình không còn duy trì</PageHeading>
        <Form form={form}>
          <DateField form={form} name="fadedOn" label={L.fadedOn} />
          <TextArea form={form} name="reason" label={L.reason} rows={3} />
          <SubmitButtons cancelHref={`/movement/models/${model.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { modelId } }, given) => {
      await fadeModel(database, official, { modelId, ...given }, today)
      return `/movement/models/${modelId}`
    },
  })
}

function releaseForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/models/:modelId/release',
    permission: 'movement.write',
    params,
    fields: z.object({ publicWords: optionalText(L.publicWords, { longest: 5000 }) }),
    load: (context) => theirModel(context, context.params.modelId),
    initial: (model) => ({ publicWords: model.publicWords || model.content }),
    draw: ({ context, data: model, form }) => (
      <Layout
        title="Công khai mô hình"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/models/${model.id}`, text: 'Trở lại mô hình' }}
      >
        <PageHeading caption={model.name}>Công khai mô hình trên cổng</PageHeading>
        <InsetText>
          Cổng hiện tên mô hình, đơn vị, lĩnh vực, địa bàn, nơi nhân rộng và nội dung dưới đây. Không ghi tên cá nhân,
          trừ người được nêu trong quyết định khen thưởng.
        </InsetText>
        <Form form={form}>
          <TextArea
            form={form}
            name="publicWords"
            label={L.publicWords}
            rows={8}
            optional
            hint="Để trống là rút khỏi trang công khai."
          />
          <SubmitButtons cancelHref={`/movement/models/${model.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { modelId } }, { publicWords }) => {
      await releaseModel(database, official, { modelId, publicWords, today })
      return `/movement/models/${modelId}`
    },
  })
}
