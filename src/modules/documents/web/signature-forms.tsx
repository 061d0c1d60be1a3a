import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LARGEST_FILE_IN_BYTES } from '../../../platform/files/file-store.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { storedFiles } from '../../../platform/http/form-fields.ts'
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
import { PERMISSION_OF_ROLE } from '../actions/issue-for-change.ts'
import { attachmentsOf } from '../queries/attachments.ts'
import type { SignatureRole } from '../rules/issue-state.ts'
import { dispatchForm } from './dispatch-form.tsx'
import { IssueParams, loadIssue } from './issue-page.ts'
import { certificateForm, serviceForm } from './sign-here-forms.tsx'
import { SIGNING_PAGES } from './signing-pages.ts'
import { SigningWays } from './signing-ways.tsx'

const FILE = 'Tệp đã ký'
/** Signing a document that is being issued: the person, then the body, each in one of the ways there are; then sending it. */
export function signatureForms(app: FastifyInstance): void {
  for (const role of ['person', 'body'] as const) {
    signatureForm(app, role)
    certificateForm(app, role)
    serviceForm(app, role)
  }
  dispatchForm(app)
}

function signatureForm(app: FastifyInstance, role: SignatureRole): void {
  const { path, title } = SIGNING_PAGES[role]
  staffForm(app, {
    path: `/documents/:documentId/${path}`,
    permission: PERMISSION_OF_ROLE[role],
    params: IssueParams,
    largestHeld: LARGEST_FILE_IN_BYTES,
    fields: z.object({
      file: storedFiles(FILE, { most: 1 }).refine((files) => files.length === 1, 'Hãy chọn tệp PDF đã ký số.'),
    }),
    load: async (context) => {
      const { issue } = await loadIssue(context, role)
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
        <SigningWays
          documentId={issue.documentId}
          role={role}
          current="outside"
          hasService={app.services.signingService !== null}
        />
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
    submit: async ({ database, official, today, params: { documentId }, files, held }, { file }) => {
      const signed = held.get(file[0] ?? '')
      if (!signed) {
        const message = 'Chưa nhận được tệp. Hãy chọn lại tệp đã ký rồi gửi.'
        throw new Refusal('invalid', 'documents.no-file', message, { file: message })
      }
      await addSignature(database, files, official, {
        documentId,
        role,
        way: 'outside',
        content: signed.content,
        today,
      })
      return `/documents/${documentId}`
    },
  })
}
