import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { Refusal, type RefusalKind } from '../../vocabulary/refusal.ts'
import { Layout, PageHeading } from '../page/index.ts'
import { sendPage } from './page.tsx'
import { publicContext } from './request.ts'

const STATUS: Record<RefusalKind, number> = { invalid: 422, 'not-allowed': 403, 'not-found': 404, conflict: 409 }
const HEADING: Record<RefusalKind, string> = {
  invalid: 'Chưa làm được',
  'not-allowed': 'Bạn không có quyền xem nội dung này',
  'not-found': 'Không tìm thấy',
  conflict: 'Chưa làm được',
}

/** The one place where a refusal becomes an HTTP answer, and a defect an apology with a reference number. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (reply.sent) return reply
  const asJson = request.url.startsWith('/api/')
  const refusal = asRefusal(error)
  if (refusal) {
    const status = refusal.code === 'identity.not-signed-in' ? 401 : STATUS[refusal.kind]
    if (asJson) {
      return reply
        .code(status)
        .type('application/json; charset=utf-8')
        .send(
          JSON.stringify({ error: { code: refusal.code, message: refusal.messageForPerson, fields: refusal.fields } }),
        )
    }
    return sendPage(
      reply,
      <ErrorPage request={request} heading={HEADING[refusal.kind]} message={refusal.messageForPerson} />,
      status,
    )
  }
  const reference = randomUUID().slice(0, 8)
  request.log.error({ reference, route: request.routeOptions.url, err: error }, 'defect')
  const message = `Hệ thống gặp lỗi khi xử lý yêu cầu. Chưa có gì được thay đổi. Hãy thử lại; nếu vẫn lỗi, báo người quản trị mã số ${reference}.`
  if (asJson) {
    return reply
      .code(500)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ error: { code: 'system.defect', message, fields: {} } }))
  }
  return sendPage(reply, <ErrorPage request={request} heading="Xin lỗi, hệ thống gặp lỗi" message={message} />, 500)
}

function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields: Record<string, string> = {}
    for (const { instancePath, message } of error.validation) {
      fields[instancePath.replace(/^\//, '') || 'form'] ??= message ?? 'Giá trị không hợp lệ.'
    }
    return new Refusal('invalid', 'http.invalid-input', 'Dữ liệu gửi lên chưa hợp lệ. Chưa có gì được lưu.', fields)
  }
  const status = (error as { statusCode?: number }).statusCode
  if (status === 413) {
    return new Refusal(
      'invalid',
      'http.too-large',
      'Nội dung gửi lên quá lớn nên chưa được nhận. Hãy giảm dung lượng rồi gửi lại.',
    )
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return new Refusal(
      'invalid',
      'http.unreadable',
      'Không đọc được yêu cầu. Chưa có gì được lưu. Hãy tải lại trang và thử lại.',
    )
  }
  return null
}

function ErrorPage({ request, heading, message }: { request: FastifyRequest; heading: string; message: string }) {
  return (
    <Layout title={heading} context={publicContext(request).page}>
      <PageHeading>{heading}</PageHeading>
      <p class="govuk-body-l">{message}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          Về trang chủ
        </a>
      </p>
    </Layout>
  )
}
