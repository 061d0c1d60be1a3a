import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Form,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { handleDocument } from '../actions/handle-document.ts'
import { documentForChange } from '../actions/record-document.ts'
import { removeAttachment } from '../actions/remove-attachment.ts'
import { requireNotIssued } from '../actions/require-not-issued.ts'
import { withdrawDocument } from '../actions/withdraw-document.ts'
import { attachmentForReader } from '../queries/attachments.ts'
import { documentById } from '../queries/documents.ts'

/** What is done with a document after it was entered: carried out, withdrawn, a file taken away. */
export function documentActs(app: FastifyInstance): void {
  staffForm(app, {
    path: '/documents/:documentId/handling',
    permission: 'document.write',
    params: z.object({ documentId: Id }),
    fields: z.object({ handledOn: day('Ngày thực hiện xong'), note: text('Kết quả', { longest: 1000 }) }),
    load,
    initial: (_document, { today }) => ({ handledOn: formatCalendarDate(today) }),
    draw: ({ context, data: document, form }) => (
      <Layout
        title="Báo đã thực hiện"
        context={context.page}
        form={form}
        backLink={{ href: `/documents/${document.id}`, text: 'Trở lại văn bản' }}
      >
        <PageHeading caption={`${document.reference}: ${document.summary}`}>Báo đã thực hiện văn bản</PageHeading>
        <Form form={form}>
          <DateField form={form} name="handledOn" label="Ngày thực hiện xong" />
          <TextArea
            form={form}
            name="note"
            label="Kết quả"
            rows={3}
            hint="Ví dụ: Đã gửi Báo cáo 15/BC-UBND ngày 03/12/2026"
          />
          <SubmitButtons cancelHref={`/documents/${document.id}`}>
            <SubmitButton>Lưu kết quả</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { handledOn, note }) => {
      await handleDocument(database, official, { id: params.documentId, handledOn, note, today })
      return `/documents/${params.documentId}`
    },
  })

  staffForm(app, {
    path: '/documents/:documentId/withdrawal',
    permission: 'document.write',
    params: z.object({ documentId: Id }),
    fields: z.object({ reason: text('Lý do thu hồi', { longest: 1000 }) }),
    load,
    initial: () => ({}),
    draw: ({ context, data: document, form }) => (
      <Layout
        title="Thu hồi văn bản"
        context={context.page}
        form={form}
        backLink={{ href: `/documents/${document.id}`, text: 'Trở lại văn bản' }}
      >
        <PageHeading caption={`${document.reference}: ${document.summary}`}>Thu hồi văn bản</PageHeading>
        <p class="govuk-body">
          Văn bản vẫn còn trong sổ cùng số của nó, có ghi lý do thu hồi, và không được tính vào số liệu nữa.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do thu hồi" rows={3} />
          <SubmitButtons cancelHref={`/documents/${document.id}`}>
            <SubmitButton variant="warning">Thu hồi văn bản</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await withdrawDocument(database, official, { id: params.documentId, reason, today })
      return `/documents/${params.documentId}`
    },
  })

  staffForm(app, {
    path: '/documents/:documentId/attachments/:attachmentId/removal',
    permission: 'document.write',
    params: z.object({ documentId: Id, attachmentId: Id }),
    fields: z.object({}),
    load: async (context) => {
      const document = await load(context)
      const file = await attachmentForReader(
        context.database,
        context.official,
        context.params.attachmentId,
        context.today,
      )
      if (file?.subjectKind !== 'document' || file.subjectId !== document.id) {
        throw new Refusal('not-found', 'documents.no-such-attachment', 'Không có tệp này trong phạm vi của bạn.')
      }
      return { ...document, fileName: file.name }
    },
    initial: () => ({}),
    draw: ({ context, data: document, form }) => (
      <Layout
        title="Bỏ tệp"
        context={context.page}
        form={form}
        backLink={{ href: `/documents/${document.id}`, text: 'Trở lại văn bản' }}
      >
        <PageHeading caption={document.reference}>Bỏ tệp “{document.fileName}”?</PageHeading>
        <p class="govuk-body">Tệp sẽ không còn trên trang văn bản. Việc bỏ tệp được ghi vào lịch sử thay đổi.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/documents/${document.id}`}>
            <SubmitButton variant="warning">Bỏ tệp</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      const document = await documentForChange(database, official, params.documentId, today)
      await requireNotIssued(database, document.id)
      await removeAttachment(database, official, {
        id: params.attachmentId,
        subject: { kind: 'document', id: document.id },
        today,
      })
      return `/documents/${document.id}`
    },
  })
}

async function load({ database, official, today, params }: Context & { params: { documentId: string } }) {
  const document = await documentById(database, official, params.documentId, today)
  if (!document)
    throw new Refusal('not-found', 'documents.no-such-document', 'Không có văn bản này trong phạm vi của bạn.')
  return document
}
