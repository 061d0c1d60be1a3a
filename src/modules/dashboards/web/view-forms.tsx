import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  Form,
  HiddenField,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { removeView, renameView, saveView, shareView } from '../actions/keep-view.ts'
import { ownView } from '../queries/views.ts'
import { SHARED_WITH, type SharedWith } from '../rules/saved-view.ts'
import { addressOfQuestion, PivotQuery, questionOf } from './pivot-fields.ts'
import { questionIn } from './question-in-address.ts'
import { VIEW_LABELS as L, NewViewFields, SharingFields, ViewNameFields } from './view-fields.ts'

const ViewId = z.object({ viewId: Id })
const pathOf = (id: string) => `/dashboards/views/${id}`
const load = ({ database, official, today, params }: Context & { params: { viewId: string } }) =>
  ownView(database, { official, today }, params.viewId)

/** Keeping a table, giving it another name, sharing it and taking it away. */
export function viewForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/dashboards/views/new',
    permission: 'figure.read',
    fields: NewViewFields,
    labels: L,
    draftOf: 'dashboard-view',
    load: async ({ query }) => addressOfQuestion(questionOf(readAddress(PivotQuery, query))),
    initial: (question) => ({ question }),
    draw: ({ context, data: question, form }) => (
      <Layout
        title="Lưu bảng số liệu"
        context={context.page}
        form={form}
        backLink={{ href: `/dashboards/pivot?${question}`, text: 'Bảng số liệu tự chọn' }}
      >
        <PageHeading>Lưu bảng số liệu</PageHeading>
        <p class="govuk-body">
          Hệ thống lưu câu hỏi (chỉ tiêu, dòng, cột, thời gian), không lưu số. Lúc đầu chỉ mình bạn xem; chia sẻ sau khi
          lưu.
        </p>
        <Form form={form}>
          <HiddenField form={form} name="question" />
          <TextField form={form} name="title" label={L.title} hint="Ví dụ: Đối thoại của các xã theo quý" />
          <SubmitButtons cancelHref={`/dashboards/pivot?${question}`}>
            <SubmitButton>Lưu bảng</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official }, { title, question }) => {
      return pathOf(await saveView(database, official, { title, question: questionIn(question) }))
    },
  })

  staffForm(app, {
    path: '/dashboards/views/:viewId/edit',
    permission: 'figure.read',
    params: ViewId,
    fields: ViewNameFields,
    labels: L,
    draftOf: 'dashboard-view-name',
    load,
    initial: ({ title, version }) => ({ title, _version: String(version) }),
    draw: ({ context, data: { id, title }, form }) => (
      <Layout title="Đổi tên bảng" context={context.page} form={form} backLink={{ href: pathOf(id), text: title }}>
        <PageHeading caption={title}>Đổi tên bảng</PageHeading>
        <Form form={form}>
          <TextField form={form} name="title" label={L.title} />
          <SubmitButtons cancelHref={pathOf(id)}>
            <SubmitButton>Lưu tên mới</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, version, params: { viewId } }, { title }) => {
      await renameView(database, official, { id: viewId, today, version }, title)
      return pathOf(viewId)
    },
  })

  staffForm(app, {
    path: '/dashboards/views/:viewId/sharing',
    permission: 'figure.read',
    params: ViewId,
    fields: SharingFields,
    labels: L,
    choices: () => ({ sharedWith: SHARED_WITH, byLink: { '1': 'có' } }),
    draftOf: 'dashboard-view-sharing',
    load,
    initial: ({ sharedWith, linkToken, version }) => ({
      sharedWith,
      ...(linkToken === null ? {} : { byLink: '1' }),
      _version: String(version),
    }),
    draw: ({ context, data: { id, title }, form }) => (
      <Layout title="Chia sẻ bảng" context={context.page} form={form} backLink={{ href: pathOf(id), text: title }}>
        <PageHeading caption={title}>Chia sẻ bảng</PageHeading>
        <p class="govuk-body">
          Người được chia sẻ chỉ thấy số liệu trong phạm vi của chính họ: bảng của tỉnh mở ở xã thì chỉ có số của xã.
        </p>
        <Form form={form}>
          <RadioField
            form={form}
            name="sharedWith"
            label={L.sharedWith}
            options={(Object.keys(SHARED_WITH) as SharedWith[]).map((value) => ({ value, text: SHARED_WITH[value] }))}
          />
          <CheckboxField
            form={form}
            name="byLink"
            label={L.byLink}
            options={[
              {
                value: '1',
                text: 'Ai có đường dẫn và có quyền xem số liệu đều mở được',
                hint: 'Bỏ chọn thì đường dẫn cũ không dùng được nữa.',
              },
            ]}
          />
          <SubmitButtons cancelHref={pathOf(id)}>
            <SubmitButton>Lưu cách chia sẻ</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, version, params: { viewId } }, entered) => {
      await shareView(database, official, { id: viewId, today, version }, entered)
      return pathOf(viewId)
    },
  })

  staffForm(app, {
    path: '/dashboards/views/:viewId/removal',
    permission: 'figure.read',
    params: ViewId,
    fields: z.object({}),
    load,
    initial: () => ({}),
    draw: ({ context, data: { id, title }, form }) => (
      <Layout title="Xóa bảng đã lưu" context={context.page} form={form} backLink={{ href: pathOf(id), text: title }}>
        <PageHeading caption={title}>Xóa bảng đã lưu</PageHeading>
        <p class="govuk-body">Người được chia sẻ không mở được nữa và không ai nhận thư về bảng này nữa.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={pathOf(id)}>
            <SubmitButton variant="warning">Xóa bảng</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { viewId } }) => {
      await removeView(database, official, { id: viewId, today })
      return '/dashboards/views'
    },
  })
}
