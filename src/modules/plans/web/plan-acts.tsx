import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { optionalRecordId, optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { changeContent, extendPlan } from '../actions/change-contents.ts'
import { withdrawPlan } from '../actions/change-plan.ts'
import { contentsAbove, contentsOf, planById } from '../queries/plans.ts'
import { contentsField, PLAN_LABELS } from './plan-fields.ts'

const UPPER = 'Thực hiện nội dung của kế hoạch cấp trên'

/** What is done with a plan after it was made: contents added and renamed, the plan withdrawn. */
export function planActs(app: FastifyInstance): void {
  staffForm(app, {
    path: '/plans/:planId/contents/new',
    permission: 'plan.write',
    params: z.object({ planId: Id }),
    fields: z.object({ contents: contentsField }),
    load,
    initial: () => ({}),
    draw: ({ context, data: plan, form }) => (
      <Layout title="Thêm nội dung" context={context.page} form={form} backLink={backTo(plan.id)}>
        <PageHeading caption={plan.title}>Thêm nội dung vào kế hoạch</PageHeading>
        <Form form={form}>
          <TextArea form={form} name="contents" label={PLAN_LABELS.contents} hint="Mỗi dòng một nội dung." rows={5} />
          <SubmitButtons cancelHref={`/plans/${plan.id}`}>
            <SubmitButton>Thêm nội dung</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { contents }) => {
      await extendPlan(database, official, { planId: params.planId, titles: contents, today })
      return `/plans/${params.planId}`
    },
  })

  staffForm(app, {
    path: '/plans/:planId/contents/:contentId/edit',
    permission: 'plan.write',
    params: z.object({ planId: Id, contentId: Id }),
    fields: z.object({ title: optionalText('Nội dung'), carriesOutContentId: optionalRecordId(UPPER) }),
    labels: { title: 'Nội dung', carriesOutContentId: UPPER },
    load: async (context) => {
      const plan = await load(context)
      const content = (await contentsOf(context.database, plan.id)).find(({ id }) => id === context.params.contentId)
      if (!content) throw new Refusal('not-found', 'plan.no-such-content', 'Không có nội dung này trong kế hoạch.')
      return { ...plan, content, upperContents: await contentsAbove(context.database, plan.basedOnPlanId) }
    },
    choices: ({ upperContents }) => ({
      carriesOutContentId: Object.fromEntries(upperContents.map((upper) => [upper.id, upper.title])),
    }),
    initial: ({ content, version }) => ({
      title: content.title,
      carriesOutContentId: content.carriesOutContentId ?? '',
      _version: String(version),
    }),
    draw: ({ context, data: plan, form }) => (
      <Layout title="Sửa nội dung" context={context.page} form={form} backLink={backTo(plan.id)}>
        <PageHeading caption={plan.title}>Sửa nội dung {plan.content.position}</PageHeading>
        <Form form={form}>
          <TextField form={form} name="title" label="Nội dung" hint="Xóa trống để bỏ nội dung chưa có nhiệm vụ." />
          {plan.upperContents.length > 0 && (
            <SelectField
              form={form}
              name="carriesOutContentId"
              label={UPPER}
              emptyText="Nội dung riêng của đơn vị"
              options={plan.upperContents.map((upper) => ({
                value: upper.id,
                text: `${upper.position}. ${upper.title}`,
              }))}
            />
          )}
          <SubmitButtons cancelHref={`/plans/${plan.id}`}>
            <SubmitButton>Lưu nội dung</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, { title, carriesOutContentId }) => {
      await changeContent(database, official, {
        planId: params.planId,
        contentId: params.contentId,
        title,
        carriesOutContentId,
        version,
        today,
      })
      return `/plans/${params.planId}`
    },
  })

  staffForm(app, {
    path: '/plans/:planId/withdrawal',
    permission: 'plan.write',
    params: z.object({ planId: Id }),
    fields: z.object({ reason: text('Lý do rút', { longest: 1000 }) }),
    load,
    initial: () => ({}),
    draw: ({ context, data: plan, form }) => (
      <Layout title="Rút kế hoạch" context={context.page} form={form} backLink={backTo(plan.id)}>
        <PageHeading caption={plan.title}>Rút kế hoạch</PageHeading>
        <p class="govuk-body">
          Kế hoạch và các nhiệm vụ vẫn đọc được, nhưng không tính vào số liệu và không nhắc việc nữa.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do rút" rows={3} />
          <SubmitButtons cancelHref={`/plans/${plan.id}`}>
            <SubmitButton variant="warning">Rút kế hoạch</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await withdrawPlan(database, official, { id: params.planId, reason, today })
      return `/plans/${params.planId}`
    },
  })
}

async function load({ database, official, today, params }: Context & { params: { planId: string } }) {
  const plan = await planById(database, official, params.planId, today)
  if (!plan) throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
  return plan
}

const backTo = (planId: string) => ({ href: `/plans/${planId}`, text: 'Trở lại kế hoạch' })
