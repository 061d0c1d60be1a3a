import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { receiveForm } from '../../../platform/http/form-reception.ts'
import { issueFormToken, readFormToken } from '../../../platform/http/form-token.ts'
import { sendPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { publicContext, servicesOf } from '../../../platform/http/request.ts'
import { Form, type FormView, Layout, PageHeading, SubmitButton, SubmitButtons } from '../../../platform/page/index.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { officialWaiting, passSecondFactor, setUpWhileSigningIn } from '../actions/pass-second-factor.ts'
import { continueAddress } from '../rules/continue-address.ts'
import { arrivalOf, giveSession, nextAddress } from './arrival.ts'
import { SESSION_COOKIE } from './identify.ts'
import { CodeField, offeredSecret, offerSecret, RecoveryCodes, SetUpFields } from './second-factor-parts.tsx'
import { problemsOf } from './sign-in-pages.tsx'

const EXPIRED = 'Trang này đã mở quá lâu. Hãy nhập lại mã.'

/** The second step of signing in: the code, or setting up what gives codes. Whoever has not done the first is sent to it. */
export function secondStepPages(app: FastifyInstance): void {
  codePage(app)
  setUpPage(app)
}

const continueAt = (request: FastifyRequest) => continueAddress((request.query as Record<string, unknown>).continue)

const waitingSession = (request: FastifyRequest) => request.cookies[SESSION_COOKIE]

function formFor(request: FastifyRequest, official: Official, given: Partial<FormView>): FormView {
  const token = issueFormToken(servicesOf(request.server).formSecret, official.accountId)
  return { values: {}, errors: {}, ...given, token }
}

/** To the first step; where the person wanted to go is kept. */
function again(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.redirect(`/sign-in?continue=${encodeURIComponent(continueAt(request))}`, 303)
}

/** Who waits at this step, or null when the first step has to be done again. */
async function waitingAt(request: FastifyRequest, awaits: 'code' | 'set-up'): Promise<Official | null> {
  const { database, now } = publicContext(request)
  return officialWaiting(database, { waitingSession: waitingSession(request), awaits, now }).catch((error) => {
    if (error instanceof Refusal) return null
    throw error
  })
}

function codePage(app: FastifyInstance): void {
  const path = '/sign-in/code'

  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    { official, errors, status }: { official: Official; errors: Record<string, string>; status: number },
  ) => {
    const form = formFor(request, official, { errors })
    return sendPage(
      reply.header('cache-control', 'no-store'),
      <Layout title="Mã xác thực" context={publicContext(request).page} form={form}>
        <PageHeading caption={`Đăng nhập – ${official.userName}`}>Mã xác thực</PageHeading>
        <Form form={form}>
          <CodeField
            form={form}
            label="Mã xác thực"
            hint="6 chữ số đang hiện trong ứng dụng trên điện thoại. Không có điện thoại: nhập một mã dự phòng."
          />
          <SubmitButtons cancelHref="/sign-in">
            <SubmitButton>Tiếp tục</SubmitButton>
          </SubmitButtons>
        </Form>
        <p class="govuk-body">
          Mất điện thoại và không còn mã dự phòng? Hãy liên hệ người quản trị hệ thống để đặt lại xác thực hai bước.
        </p>
      </Layout>,
      status,
    )
  }

  app.get(path, allow('public'), async (request, reply) => {
    const official = await waitingAt(request, 'code')
    return official ? show(request, reply, { official, errors: {}, status: 200 }) : again(request, reply)
  })

  app.post(path, allow('public'), async (request, reply) => {
    const context = publicContext(request)
    const official = await waitingAt(request, 'code')
    if (!official) return again(request, reply)
    const { values } = await receiveForm(request, context)
    if (readFormToken(servicesOf(app).formSecret, values._token)?.accountId !== official.accountId) {
      return show(request, reply, { official, errors: { form: EXPIRED }, status: 403 })
    }
    try {
      const admission = await passSecondFactor(context.database, servicesOf(app).encryption, {
        typed: String(values.code ?? ''),
        waitingSession: waitingSession(request),
        ...arrivalOf(request),
      })
      await giveSession(request, reply, admission)
      return reply.redirect(nextAddress(admission, continueAt(request)), 303)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      if (refusal.code === 'identity.sign-in-again') return again(request, reply)
      const status = refusal.kind === 'not-allowed' ? 429 : 422
      return show(request, reply, { official, errors: problemsOf(refusal), status })
    }
  })
}

function setUpPage(app: FastifyInstance): void {
  const path = '/sign-in/second-factor'

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    given: { official: Official; offer: string; secret: string; errors: Record<string, string>; status: number },
  ) => {
    const { official, offer, secret, errors, status } = given
    const form = formFor(request, official, { values: { offer }, errors })
    return sendPage(
      reply.header('cache-control', 'no-store'),
      <Layout title="Bật xác thực hai bước" context={publicContext(request).page} form={form}>
        <PageHeading caption={`Đăng nhập – ${official.userName}`}>Bật xác thực hai bước</PageHeading>
        <p class="govuk-body">
          Chức vụ của bạn cần xác thực hai bước: ngoài mật khẩu, mỗi lần đăng nhập nhập thêm một mã trên điện thoại. Hãy
          bật một lần ở đây rồi làm việc tiếp.
        </p>
        <Form form={form}>
          <SetUpFields form={form} secret={secret} userName={official.userName} />
          <SubmitButtons cancelHref="/sign-in">
            <SubmitButton>Bật xác thực hai bước</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>,
      status,
    )
  }

  const showNew = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { official, errors, status }: { official: Official; errors: Record<string, string>; status: number },
  ) => {
    const { now } = publicContext(request)
    const { accountId } = official
    const offer = await offerSecret(app, accountId, now)
    const secret = (await offeredSecret(app, { accountId, offer, now })) ?? ''
    return show(request, reply, { official, offer, secret, errors, status })
  }

  app.get(path, allow('public'), async (request, reply) => {
    const official = await waitingAt(request, 'set-up')
    return official ? showNew(request, reply, { official, errors: {}, status: 200 }) : again(request, reply)
  })

  app.post(path, allow('public'), async (request, reply) => {
    const context = publicContext(request)
    const official = await waitingAt(request, 'set-up')
    if (!official) return again(request, reply)
    const { values } = await receiveForm(request, context)
    const isOurs = readFormToken(servicesOf(app).formSecret, values._token)?.accountId === official.accountId
    const offer = String(values.offer ?? '')
    const secret = await offeredSecret(app, { accountId: official.accountId, offer, now: context.now })
    if (!isOurs || secret === null) {
      const errors = { form: 'Trang này đã mở quá lâu. Hãy quét mã mới dưới đây.' }
      return showNew(request, reply, { official, errors, status: 403 })
    }
    try {
      const { admission, recoveryCodes } = await setUpWhileSigningIn(context.database, servicesOf(app).encryption, {
        secret,
        typed: String(values.code ?? ''),
        waitingSession: waitingSession(request),
        ...arrivalOf(request),
      })
      await giveSession(request, reply, admission)
      return sendPage(
        reply.header('cache-control', 'no-store'),
        <Layout title="Mã dự phòng" context={context.page}>
          <PageHeading caption="Đã bật xác thực hai bước">Mã dự phòng</PageHeading>
          <RecoveryCodes codes={recoveryCodes} continueAt={continueAt(request)} />
        </Layout>,
      )
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      if (refusal.code === 'identity.sign-in-again') return again(request, reply)
      return show(request, reply, { official, offer, secret, errors: problemsOf(refusal), status: 422 })
    }
  })
}
