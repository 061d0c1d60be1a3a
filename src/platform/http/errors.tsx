import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { Refusal, type RefusalKind } from '../../vocabulary/refusal.ts'
import { type Trouble, troubleOf } from '../database/trouble.ts'
import { tell } from '../log/tell.ts'
import { withoutWords } from '../log/without-words.ts'
import { Layout, PageHeading } from '../page/index.ts'
import { sendPage } from './page.tsx'
import { publicContext } from './request.ts'
import { routeOf } from './request-log.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether defects are told in the log. */
    tellDefects: boolean
  }
}

const STATUS: Record<RefusalKind, number> = { invalid: 422, 'not-allowed': 403, 'not-found': 404, conflict: 409 }
/** Refusals that say by their code more than their kind does. */
const STATUS_OF: Readonly<Record<string, number>> = {
  'identity.not-signed-in': 401,
  'http.changed-meanwhile': 412,
  'http.too-large': 413,
  'http.too-many-requests': 429,
}
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
  const refusal = asRefusal(error) ?? unreadableAddress(error, request)
  if (refusal) {
    const status = STATUS_OF[refusal.code] ?? STATUS[refusal.kind]
    const heading = status === 429 ? 'Hãy chờ một phút' : HEADING[refusal.kind]
    if (asJson) {
      return reply
        .code(status)
        .type('application/json; charset=utf-8')
        .send(
          JSON.stringify({ error: { code: refusal.code, message: refusal.messageForPerson, fields: refusal.fields } }),
        )
    }
    return sendPage(reply, <ErrorPage request={request} heading={heading} message={refusal.messageForPerson} />, status)
  }
  const trouble = troubleOf(error)
  if (trouble !== null) return answerTrouble(trouble, request, reply)
  if (request.server.tellDefects) {
    const { id: requestId, method } = request
    tell('error', 'request.defect', { requestId, method, route: routeOf(request), error: withoutWords(error) })
  }
  const message = `Hệ thống gặp lỗi khi xử lý yêu cầu. Chưa có gì được thay đổi. Hãy thử lại; nếu vẫn lỗi, báo người quản trị mã số ${request.id}.`
  if (asJson) {
    return reply
      .code(500)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ error: { code: 'system.defect', message, fields: {} } }))
  }
  return sendPage(reply, <ErrorPage request={request} heading="Xin lỗi, hệ thống gặp lỗi" message={message} />, 500)
}

/** Long enough for a database to start again, short enough for who waits. */
const SECONDS_TO_WAIT = 10

const CAUSE: Record<Trouble, string> = {
  away: 'Cơ sở dữ liệu tạm thời không trả lời.',
  slow: 'Hệ thống đang quá bận nên chưa làm xong trong thời gian cho phép.',
  full: 'Máy chủ đã hết chỗ lưu nên không nhận thêm được nội dung; người quản trị cần giải phóng chỗ.',
}

/** The database is away, too slow or full: no defect of what was asked, so that the same can be asked again. */
function answerTrouble(trouble: Trouble, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.server.tellDefects)
    tell('warn', 'database.in-trouble', { requestId: request.id, route: routeOf(request), trouble })
  reply.header('retry-after', String(SECONDS_TO_WAIT)).header('cache-control', 'no-store')
  const message = `${CAUSE[trouble]} ${whatIsKept(request)}`
  if (request.url.startsWith('/api/')) {
    return reply
      .code(503)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ error: { code: `system.${trouble}`, message, fields: {} } }))
  }
  return sendPage(reply, <ErrorPage request={request} heading="Hãy chờ ít giây rồi thử lại" message={message} />, 503)
}

/** The connection can break between the work and its confirmation: then nobody knows, but what is sent again acts once. */
function whatIsKept({ method }: FastifyRequest): string {
  return method === 'GET' || method === 'HEAD'
    ? `Hãy chờ ${SECONDS_TO_WAIT} giây rồi tải lại trang.`
    : `Chưa chắc nội dung vừa gửi đã được lưu. Hãy chờ ${SECONDS_TO_WAIT} giây, bấm “Quay lại” của trình duyệt rồi gửi lại đúng biểu đó: gửi hai lần vẫn chỉ ghi một lần.`
}

/** Numbers too large, days that there are not, characters that no text has: what PostgreSQL says of values it cannot take. */
const VALUES_NOT_TAKEN = new Set(['22003', '22007', '22008', '22021', '22P02'])

/** Where something is only read, such values can have come from the address alone: there is no such page. */
function unreadableAddress(error: unknown, { method }: FastifyRequest): Refusal | null {
  if (method !== 'GET' || !VALUES_NOT_TAKEN.has(String((error as { code?: unknown }).code))) return null
  return new Refusal(
    'not-found',
    'http.no-such-address',
    'Không có trang này. Hãy kiểm tra lại địa chỉ hoặc trở về trang trước.',
  )
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
  if (status === 429) {
    return new Refusal(
      'not-allowed',
      'http.too-many-requests',
      'Trong một phút qua có quá nhiều yêu cầu từ mạng của bạn nên hệ thống tạm dừng nhận. Chưa có gì được thay đổi; hãy chờ một phút rồi tải lại trang hoặc gửi lại.',
    )
  }
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
        Khi cần hỏi người quản trị về lần này, hãy báo mã <strong>{request.id}</strong>.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          Về trang chủ
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href="/status">
          Xem tình trạng hệ thống và nơi gọi khi cần giúp
        </a>
      </p>
    </Layout>
  )
}
