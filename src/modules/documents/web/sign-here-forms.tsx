import type { FastifyInstance } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { storedFiles, text } from '../../../platform/http/form-fields.ts'
import {
  FileField,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { requireTurn } from '../actions/add-signature.ts'
import { PERMISSION_OF_ROLE } from '../actions/issue-for-change.ts'
import { pictureOwner, signHere } from '../actions/sign-here.ts'
import type { Issue } from '../queries/issues.ts'
import { pictureKept } from '../queries/signature-pictures.ts'
import type { SignatureRole, SignatureWay } from '../rules/issue-state.ts'
import { LARGEST_CERTIFICATE_FILE_IN_BYTES } from '../signatures/bounded-work.ts'
import { openCertificateFile } from '../signatures/signing-key.ts'
import { keyAtService, withService } from '../signatures/signing-service.ts'
import { IssueParams, loadIssue } from './issue-page.ts'
import { SIGNING_PAGES, WAY_PATHS } from './signing-pages.ts'
import { SigningWays } from './signing-ways.tsx'

/** A document whose turn it is; whether the reader's or their body's picture may stand there, and whether there is one. */
type ToSign = Issue & { isTheirs: boolean; hasPicture: boolean }

const FILE = 'Tệp chứng thư (.p12, .pfx)'
const CREDENTIAL = 'Mã chứng thư ở dịch vụ ký số'

/** Of a file of keys as of a document; typed or not, a password is never longer. */
const password = (label: string) => z.string({ error: `Hãy nhập ${label}.` }).max(200, 'Mật khẩu dài quá 200 ký tự.')

/** Signing with a certificate file that is opened for this one signature and kept nowhere. */
export function certificateForm(app: FastifyInstance, role: SignatureRole): void {
  staffForm(app, {
    path: pathOf(role, 'certificate-file'),
    permission: PERMISSION_OF_ROLE[role],
    params: IssueParams,
    largestHeld: LARGEST_CERTIFICATE_FILE_IN_BYTES,
    fields: z.object({
      file: storedFiles(FILE, { most: 1 }).refine((files) => files.length === 1, 'Hãy chọn tệp chứng thư.'),
      password: password('mật khẩu của tệp chứng thư'),
    }),
    load: (context) => loadTurn(context, role),
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <SigningPage context={context} form={form} issue={data} role={role} way="certificate-file" app={app}>
        <InsetText>
          Tệp chứng thư và mật khẩu chỉ dùng trong bộ nhớ cho lần ký này, không được lưu, không ghi vào nhật ký. Chỉ
          dùng cách này trên máy của bạn; nếu chứng thư nằm trong thiết bị USB thì ký bằng chương trình riêng.
        </InsetText>
        <Form form={form} multipart>
          <FileField
            form={form}
            name="file"
            label={FILE}
            accept=".p12,.pfx"
            hint={role === 'person' ? `Chứng thư phải mang tên ${data.signerName}.` : 'Chứng thư của cơ quan, tổ chức.'}
          />
          <TextField
            form={form}
            name="password"
            label="Mật khẩu của tệp chứng thư"
            type="password"
            autocomplete="off"
            width={20}
          />
          <Buttons issue={data} />
        </Form>
      </SigningPage>
    ),
    submit: async ({ database, official, today, now, params: { documentId }, files, held }, entered) => {
      const file = held.get(entered.file[0] ?? '')
      if (!file) {
        const message = 'Chưa nhận được tệp chứng thư. Hãy chọn lại tệp rồi gửi.'
        throw new Refusal('invalid', 'documents.no-file', message, { file: message })
      }
      const key = await openCertificateFile(file.content, entered.password)
      await signHere(database, { files, encryption: app.services.encryption }, official, {
        documentId,
        role,
        way: 'certificate-file',
        key,
        now,
        today,
      })
      return `/documents/${documentId}`
    },
  })
}

/** Signing with a key that stays with the service of this installation. */
export function serviceForm(app: FastifyInstance, role: SignatureRole): void {
  staffForm(app, {
    path: pathOf(role, 'service'),
    permission: PERMISSION_OF_ROLE[role],
    params: IssueParams,
    fields: z.object({
      credentialId: text(CREDENTIAL, { longest: 200 }),
      password: password('mã xác thực').default(''),
    }),
    load: async (context) => {
      const issue = await loadTurn(context, role)
      requireService(app)
      return issue
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <SigningPage context={context} form={form} issue={data} role={role} way="service" app={app}>
        <InsetText>
          Khóa bí mật ở lại dịch vụ ký số. Hệ thống chỉ gửi giá trị băm, không gửi nội dung văn bản. Nếu dịch vụ hỏi
          trên điện thoại, hãy đồng ý trong vòng 30 giây.
        </InsetText>
        <Form form={form}>
          <TextField form={form} name="credentialId" label={CREDENTIAL} autocomplete="off" width={20} />
          <TextField
            form={form}
            name="password"
            label="Mã xác thực"
            hint="Mã PIN hoặc mã dùng một lần, nếu dịch vụ yêu cầu; chỉ gửi cho dịch vụ, không được lưu."
            type="password"
            autocomplete="off"
            optional
            width={20}
          />
          <Buttons issue={data} />
        </Form>
      </SigningPage>
    ),
    submit: async ({ database, official, today, now, params: { documentId }, files }, credential) => {
      const service = requireService(app)
      await withService(async () => {
        const key = await keyAtService(service, credential)
        await signHere(database, { files, encryption: app.services.encryption }, official, {
          documentId,
          role,
          way: 'service',
          key,
          now,
          today,
        })
      })
      return `/documents/${documentId}`
    },
  })
}

const pathOf = (role: SignatureRole, way: SignatureWay) =>
  `/documents/:documentId/${SIGNING_PAGES[role].path}${WAY_PATHS[way]}`

/** Refuses `documents.no-signing-service` where none is set. */
function requireService({ services }: FastifyInstance) {
  if (services.signingService) return services.signingService
  throw new Refusal(
    'conflict',
    'documents.no-signing-service',
    'Hệ thống này chưa nối với dịch vụ ký số nào. Hãy ký bằng chương trình riêng hoặc tệp chứng thư.',
  )
}

async function loadTurn(context: Context & { params: { documentId: string } }, role: SignatureRole): Promise<ToSign> {
  const { issue, document } = await loadIssue(context, role)
  requireTurn(issue, role)
  const owner = pictureOwner(context.official, { issue, role, unitId: document.unitId })
  const kept = owner && (await pictureKept(context.database, owner))
  return { ...issue, isTheirs: owner !== null, hasPicture: kept !== null }
}

function SigningPage({
  context,
  form,
  issue,
  role,
  way,
  app,
  children,
}: {
  context: Context
  form: FormView
  issue: ToSign
  role: SignatureRole
  way: SignatureWay
  app: FastifyInstance
  children: ComponentChildren
}) {
  const { title } = SIGNING_PAGES[role]
  return (
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
        current={way}
        hasService={app.services.signingService !== null}
      />
      {children}
      {issue.isTheirs ? (
        <p class="govuk-body app-muted">
          {role === 'person' ? 'Hình chữ ký' : 'Hình con dấu'}:{' '}
          {issue.hasPicture
            ? 'sẽ được vẽ vào đúng chỗ ký của văn bản. '
            : 'chưa có, nên chỗ ký ghi bằng chữ tên và thời gian ký. '}
          <a class="govuk-link" href={role === 'person' ? '/documents/own-signature' : '/documents/seal'}>
            {issue.hasPicture ? 'Đổi hình' : 'Gửi hình'}
          </a>
        </p>
      ) : (
        <p class="govuk-body app-muted">
          Người ký ghi trên văn bản là {issue.signerName}, nên hình chữ ký của bạn không được vẽ vào; chỗ ký ghi bằng
          chữ tên và thời gian ký.
        </p>
      )}
    </Layout>
  )
}

const Buttons = ({ issue }: { issue: Issue }) => (
  <SubmitButtons cancelHref={`/documents/${issue.documentId}`}>
    <SubmitButton>Ký văn bản</SubmitButton>
  </SubmitButtons>
)
