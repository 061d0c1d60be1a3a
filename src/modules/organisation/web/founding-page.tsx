import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { text } from '../../../platform/http/form-fields.ts'
import { type FormValues, receiveForm } from '../../../platform/http/form-reception.ts'
import { issueFormToken, NOBODY, readFormToken } from '../../../platform/http/form-token.ts'
import { sendPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { problemsByField } from '../../../platform/http/problems.ts'
import { publicContext, servicesOf } from '../../../platform/http/request.ts'
import {
  Fieldset,
  Form,
  type FormView,
  Layout,
  PageHeading,
  SubmitButton,
  TextField,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { isInvitationOpen } from '../../identity/index.ts'
import { foundProvince } from '../actions/found-province.ts'

const FoundingFields = z.object({
  provinceName: text('Tên tỉnh, thành phố', { longest: 200 }),
  provinceCode: text('Mã đơn vị', { longest: 20 }).pipe(
    z.string().regex(/^[A-Za-z0-9-]+$/, 'Mã đơn vị chỉ gồm chữ cái không dấu, chữ số và gạch nối, ví dụ HG.'),
  ),
  fullName: text('Họ và tên', { longest: 100 }),
  userName: text('Tên đăng nhập', { longest: 60 }),
  password: z.string({ error: 'Hãy nhập mật khẩu.' }).min(1, 'Hãy nhập mật khẩu.'),
})

/** The page behind the one-time link of an empty system: its province and its first administrator. */
export function foundingPage(app: FastifyInstance): void {
  const path = '/founding/:token'

  app.get(path, allow('public'), async (request, reply) => {
    await requireOpenLink(request)
    return show(request, reply, {}, {}, 200)
  })

  app.post(path, allow('public'), async (request, reply) => {
    await requireOpenLink(request)
    const context = publicContext(request)
    const { values } = await receiveForm(request, context)
    const parsed = FoundingFields.safeParse(values)
    if (!parsed.success) return show(request, reply, values, problemsByField(parsed.error), 422)
    if (readFormToken(servicesOf(app).formSecret, values._token) === null) {
      return show(request, reply, values, { form: 'Trang này đã mở quá lâu. Hãy gửi lại.' }, 403)
    }
    try {
      await foundProvince(context.database, tokenOf(request), parsed.data, context)
      return reply.redirect('/sign-in', 303)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      const errors = Object.keys(refusal.fields).length > 0 ? { ...refusal.fields } : { form: refusal.messageForPerson }
      return show(request, reply, values, errors, 422)
    }
  })
}

const tokenOf = (request: FastifyRequest) => (request.params as { token: string }).token

async function requireOpenLink(request: FastifyRequest): Promise<void> {
  const { database, now } = publicContext(request)
  if (await isInvitationOpen(database, tokenOf(request), now)) return
  throw new Refusal(
    'not-found',
    'identity.link-used',
    'Đường dẫn này đã được dùng hoặc đã hết hạn. Nếu hệ thống chưa có người quản trị, hãy khởi động lại để lấy đường dẫn mới.',
  )
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  values: FormValues,
  errors: Record<string, string>,
  status: number,
) {
  const form: FormView = { values, errors, token: issueFormToken(servicesOf(request.server).formSecret, NOBODY) }
  return sendPage(
    reply,
    <Layout title="Thiết lập hệ thống" context={publicContext(request).page} form={form}>
      <PageHeading>Thiết lập hệ thống</PageHeading>
      <p class="govuk-body">
        Hệ thống chưa có dữ liệu. Hãy khai báo tỉnh và người quản trị đầu tiên. Đường dẫn này chỉ dùng được một lần.
      </p>
      <Form form={form}>
        <Fieldset legend="Tỉnh, thành phố">
          <TextField form={form} name="provinceName" label="Tên tỉnh, thành phố" hint="Ví dụ: Thành phố Cần Thơ" />
          <TextField
            form={form}
            name="provinceCode"
            label="Mã đơn vị"
            hint="Ví dụ: CT. Dùng trong tệp nhập, xuất và đường dẫn."
            width={10}
          />
        </Fieldset>
        <Fieldset legend="Người quản trị đầu tiên">
          <TextField form={form} name="fullName" label="Họ và tên" autocomplete="name" width={30} />
          <TextField
            form={form}
            name="userName"
            label="Tên đăng nhập"
            autocomplete="username"
            width={20}
            spellcheck={false}
          />
          <TextField
            form={form}
            name="password"
            label="Mật khẩu"
            hint="Ít nhất 10 ký tự. Có thể dùng một câu ngắn dễ nhớ."
            type="password"
            autocomplete="new-password"
            width={20}
          />
        </Fieldset>
        <SubmitButton>Tạo tài khoản quản trị</SubmitButton>
      </Form>
    </Layout>,
    status,
  )
}
