import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { checked, recordId, text } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  CheckboxField,
  DataTable,
  Form,
  type FormView,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { addReplyTemplate, changeReplyTemplate, noSuchTemplate } from '../actions/keep-reply-template.ts'
import { replyTemplates, replyTemplateToChange } from '../queries/reply-templates.ts'
import { FieldsHelp } from './batch-forms.tsx'
import { UnitField } from './petition-field-groups.tsx'

const TITLE = 'Tên mẫu'
const BODY = 'Nội dung mẫu'
const LIST = { href: '/petitions/templates', text: 'Mẫu trả lời' }
const words = { title: text(TITLE, { longest: 200 }), body: text(BODY, { longest: 20_000 }) }
const EXAMPLE = 'Ví dụ: Kính gửi {người gửi}. {đơn vị} đã nhận đơn số {số đơn} ngày {ngày nhận}…'

/** The texts that a unit answers with: read by all who answer, kept up by heads. */
export function replyTemplateForms(app: FastifyInstance): void {
  templateList(app)
  newTemplateForm(app)
  templateForm(app)
}

function templateList(app: FastifyInstance): void {
  staffPage(app, {
    path: '/petitions/templates',
    permission: 'petition.answer',
    draw: async ({ database, official, today, page }) => {
      const templates = await replyTemplates(database, official, today)
      return (
        <Layout
          title="Mẫu trả lời"
          context={page}
          breadcrumbs={[{ href: '/petitions', text: 'Đơn thư' }, { text: 'Mẫu trả lời' }]}
        >
          <PageHeading
            actions={
              may(official, 'petition.assign') && (
                <ActionBar>
                  <ButtonLink href="/petitions/templates/new">Lập mẫu</ButtonLink>
                </ActionBar>
              )
            }
          >
            Mẫu trả lời
          </PageHeading>
          <DataTable
            caption="Mẫu trả lời của đơn vị và cấp trên"
            captionHidden
            phone="stack"
            empty="Chưa có mẫu trả lời nào."
            columns={[
              { key: 'title', title: TITLE, rowHeader: true },
              { key: 'body', title: 'Nội dung' },
              { key: 'unit', title: 'Đơn vị' },
            ]}
            rows={templates.map((template) => ({
              title: template.mayChange ? (
                <a class="govuk-link" href={`/petitions/templates/${template.id}/edit`}>
                  {template.title}
                </a>
              ) : (
                template.title
              ),
              body: <span class="app-prewrap">{template.body}</span>,
              unit: template.unitName,
            }))}
          />
        </Layout>
      )
    },
  })
}

function WordsOfTemplate({ form }: { form: FormView }) {
  return (
    <>
      <TextField form={form} name="title" label={TITLE} />
      <TextArea form={form} name="body" label={BODY} rows={10} hint={EXAMPLE} />
      <FieldsHelp />
    </>
  )
}

function newTemplateForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/petitions/templates/new',
    permission: 'petition.assign',
    fields: z.object({ ...words, unitId: recordId('Đơn vị') }),
    load: ({ database, official, today }) =>
      unitsOnDay(database, { today, roots: unitsFor(official, 'petition.assign') }),
    initial: (units, { official }) => ({
      unitId: units.find((unit) => unit.id === official.posts[0]?.unitId)?.id ?? units[0]?.id ?? '',
    }),
    draw: ({ context, data: units, form }) => (
      <Layout title="Lập mẫu trả lời" context={context.page} form={form} backLink={LIST}>
        <PageHeading>Lập mẫu trả lời</PageHeading>
        <Form form={form}>
          <WordsOfTemplate form={form} />
          <UnitField form={form} units={units} />
          <SubmitButtons cancelHref={LIST.href}>
            <SubmitButton>Lưu mẫu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, given) => {
      await addReplyTemplate(database, official, given, today)
      return LIST.href
    },
  })
}

function templateForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/petitions/templates/:templateId/edit',
    permission: 'petition.assign',
    params: z.object({ templateId: Id }),
    fields: z.object({ ...words, retired: checked() }),
    labels: { title: TITLE, body: BODY, retired: 'Không dùng nữa' },
    load: async ({ database, official, today, params }) => {
      const template = await replyTemplateToChange(database, official, params.templateId, today)
      if (!template) throw noSuchTemplate()
      return template
    },
    initial: ({ title, body, retiredOn, version }) => ({
      title,
      body,
      retired: retiredOn === null ? '' : 'yes',
      _version: String(version),
    }),
    draw: ({ context, data: template, form }) => (
      <Layout title="Sửa mẫu trả lời" context={context.page} form={form} backLink={LIST}>
        <PageHeading caption={template.unitName}>Sửa mẫu trả lời</PageHeading>
        <Form form={form}>
          <WordsOfTemplate form={form} />
          <CheckboxField
            form={form}
            name="retired"
            label="Sử dụng"
            optional
            options={[{ value: 'yes', text: 'Không dùng nữa', hint: 'Các đơn đã trả lời bằng mẫu này không đổi.' }]}
          />
          <SubmitButtons cancelHref={LIST.href}>
            <SubmitButton>Lưu mẫu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, given) => {
      await changeReplyTemplate(database, official, { id: params.templateId, version, ...given }, today)
      return LIST.href
    },
  })
}
