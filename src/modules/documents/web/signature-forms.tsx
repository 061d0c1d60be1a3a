import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { storedFiles } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  FileField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { addSignature, requireTurn } from '../actions/add-signature.ts'
import { issueForChange, PERMISSION_OF_ROLE } from '../actions/issue-for-change.ts'
import { sendIssue } from '../actions/send-issue.ts'
import { attachmentsOf } from '../queries/attachments.ts'
import type { SignatureRole } from '../rules/issue-state.ts'

const FILE = 'Tệp đã ký'
const params = z.object({ documentId: Id })

const PAGES = {
  person: { path: 'person-signature', title: 'Ký số văn bản' },
  body: { path: 'body-signature', title: 'Ký số của cơ quan' },
} as const

/** Signing a document that is being issued: the person, then the body, each by a file that was signed outside; then sending it. */
export function signatureForms(app: FastifyInstance): void {
  signatureForm(app, 'person')
  signatureForm(app, 'body')
  dispatchForm(app)
}

function signatureForm(app: FastifyInstance, role: SignatureRole): void {
  const { path, title } = PAGES[role]
  staffForm(app, {
    path: `/documents/:documentId/${path}`,
    permission: PERMISSION_OF_ROLE[role],
    params,
    fields: z.object({
      file: storedFiles(FILE, { most: 1 }).refine((files) => files.length === 1, 'Hãy chọn tệp PDF đã ký số.'),
    }),
    load: async (context) => {
      const { issue } = await loaded(context, role)
      requireTurn(issue, role)
      const files = await attachmentsOf(context.database, { kind: 'document', id: issue.documentId })
      return { issue, current: files.find(({ name }) => name === issue.fileName) ?? files.at(-1) }
    },
    initial: () => ({}),
    draw: ({ context, data: { issue, current }, form }) => (
      <Layout
        title={title}
        context={context.page}
        form={form}
        backLink={{ href: `/documents/${issue.documentId}`, text: 'Trở lại văn bản' }}
      >
        <PageHeading caption={`Văn bản ${issue.reference}`}>{title}</PageHeading>
        <ol class="govuk-list govuk-list--number">
          <li>
            {current ? (
              <a class="govuk-link" href={`/attachments/${current.id}`}>
                Tải tệp {current.name}
              </a>
            ) : (
              'Tải tệp ở trang văn bản'
            )}
          </li>
          <li>
            {role === 'person'
              ? `Ký bằng chứng thư chữ ký số của ${issue.signerName}, trong chương trình ký số đang dùng.`
              : 'Ký bằng chứng thư chữ ký số của cơ quan, trong chương trình ký số đang dùng.'}
          </li>
          <li>Gửi tệp đã ký lên đây.</li>
        </ol>
        <InsetText>
          Khóa bí mật và mật khẩu không rời khỏi máy của người ký. Hệ thống chỉ nhận đúng tệp trên được ký thêm vào
          cuối, không nhận tệp có nội dung bị sửa.
        </InsetText>
        <Form form={form} multipart>
          <FileField form={form} name="file" label={FILE} accept=".pdf" />
          <SubmitButtons cancelHref={`/documents/${issue.documentId}`}>
            <SubmitButton>Kiểm tra và ghi chữ ký</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, files }, { file }) => {
      const stored = await database
        .selectFrom('stored_file')
        .select(['id', 'sha256'])
        .where('id', '=', file[0] ?? '')
        .where('uploaded_by_account_id', '=', official.accountId)
        .executeTakeFirst()
      if (!stored) {
        const message = 'Tệp không do bạn gửi lên hoặc không còn. Hãy chọn lại tệp.'
        throw new Refusal('invalid', 'documents.not-your-file', message, { file: message })
      }
      const { documentId } = params
      await addSignature(database, files, official, { documentId, role, way: 'outside', file: stored, today })
      return `/documents/${documentId}`
    },
  })
}

function dispatchForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/documents/:documentId/dispatch',
    permission: 'document.write',
    params,
    fields: z.object({}),
    load: (context) => loaded(context, 'body'),
    initial: () => ({}),
    draw: ({ context, data: { document, issue }, form }) => (
      <Layout
        title="Gửi văn bản"
        context={context.page}
        form={form}
        backLink={{ href: `/documents/${issue.documentId}`, text: 'Trở lại văn bản' }}
      >
        <PageHeading caption={document.summary}>Gửi văn bản {issue.reference}</PageHeading>
        {issue.recipientNames.length > 0 && (
          <>
            <p class="govuk-body">Văn bản được gửi đến:</p>
            <ul class="govuk-list govuk-list--bullet">
              {issue.recipientNames.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        )}
        <p class="govuk-body">
          Sau khi gửi, ai có mã in trên văn bản đều kiểm tra được số, ngày, cơ quan ban hành và chữ ký số; nội dung văn
          bản không hiện ra.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/documents/${issue.documentId}`}>
            <SubmitButton>Gửi văn bản</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      await sendIssue(database, official, { documentId: params.documentId, today })
      return `/documents/${params.documentId}`
    },
  })
}

const loaded = (
  { database, official, today, params }: Context & { params: { documentId: string } },
  role: SignatureRole,
) => issueForChange(database, official, { documentId: params.documentId, role, today })
