import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons, TextArea } from '../../../platform/page/index.ts'
import { awardOf, judgedHere } from '../actions/enter-work.ts'
import { changeWork, removeWork } from '../actions/mend-work.ts'
import { stagesOf } from '../queries/contests.ts'
import { workFormValues } from '../rules/work-form-values.ts'
import { WORK_LABELS, WorkFields } from './contest-fields.ts'
import { FieldsOfWork, theirEntry } from './contest-forms.tsx'

/** Mending a work of which only the outcome is written down, and taking out one that was entered by mistake. */
export function mendWorkForms(app: FastifyInstance): void {
  editForm(app)
  removalForm(app)
}

const params = z.object({ entryId: Id })
const back = (entry: { id: string }) => ({ href: `/movement/entries/${entry.id}`, text: 'Trở lại tác phẩm' })

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/entries/:entryId/edit',
    permission: 'movement.write',
    params,
    fields: WorkFields,
    labels: WORK_LABELS,
    load: async (context) => {
      const entry = await theirEntry(context, context.params.entryId)
      if (entry.state !== null) throw judgedHere()
      return { entry, stages: await stagesOf(context.database, entry.contestId) }
    },
    initial: ({ entry }) => workFormValues(entry),
    draw: ({ context, data: { entry, stages }, form }) => (
      <Layout title="Sửa tác phẩm dự thi" context={context.page} form={form} backLink={back(entry)}>
        <PageHeading caption={entry.contestTitle}>Sửa tác phẩm dự thi</PageHeading>
        <Form form={form}>
          <FieldsOfWork form={form} stages={stages} />
          <SubmitButtons cancelHref={back(entry).href}>
            <SubmitButton>Lưu thay đổi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, version }, { prize, awardedOn, ...work }, { entry }) => {
      const given = { ...work, award: awardOf(prize, awardedOn) }
      await changeWork(database, official, { id: entry.id, version, given, today })
      return back(entry).href
    },
  })
}

function removalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/entries/:entryId/removal',
    permission: 'movement.write',
    params,
    fields: z.object({ reason: text('Lý do', { longest: 500 }) }),
    load: async (context) => {
      const entry = await theirEntry(context, context.params.entryId)
      if (entry.state !== null) throw judgedHere()
      return entry
    },
    initial: () => ({}),
    draw: ({ context, data: entry, form }) => (
      <Layout title="Bỏ tác phẩm ghi nhầm" context={context.page} form={form} backLink={back(entry)}>
        <PageHeading caption={entry.contestTitle}>Bỏ tác phẩm ghi nhầm</PageHeading>
        <p class="govuk-body">
          Tác phẩm “{entry.workTitle}” của {entry.authorName}
          {entry.prize ? ` (${entry.prize})` : ''} không còn trong cuộc thi và số liệu. Nhật ký của cuộc thi giữ nội
          dung đã ghi, ai bỏ và vì sao.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do" rows={2} />
          <SubmitButtons cancelHref={back(entry).href}>
            <SubmitButton variant="warning">Bỏ tác phẩm</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { reason }, entry) =>
      `/movement/contests/${await removeWork(database, official, { id: entry.id, reason, today })}`,
  })
}
