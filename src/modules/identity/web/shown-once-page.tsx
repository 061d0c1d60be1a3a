import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { type FormValues, receiveForm } from '../../../platform/http/form-reception.ts'
import { issueFormToken, readFormToken } from '../../../platform/http/form-token.ts'
import { sendPage } from '../../../platform/http/page.tsx'
import { allow, type RoutePermission } from '../../../platform/http/permission.ts'
import { problemsByField } from '../../../platform/http/problems.ts'
import { servicesOf, signedInContext } from '../../../platform/http/request.ts'
import type { FormView } from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { problemsOf } from './sign-in-pages.tsx'

export type ShownOncePage<Fields extends z.ZodType> = {
  path: string
  /** Whoever has signed in, unless told. */
  permission?: RoutePermission
  fields: Fields
  /** What stands in the fields when the form is opened. */
  initial: (context: Context) => Promise<FormValues> | FormValues
  draw: (context: Context, form: FormView) => Promise<VNode> | VNode
  /** Does it, and draws what is shown this once. */
  submit: (context: Context, entered: z.output<Fields>) => Promise<VNode>
}

/**
 * A form, such as one of one's own account, whose answer is a secret: shown this once and kept nowhere, so it must not become an address to go on
 * to, as with a `staffForm`, nor stay in the browser's store.
 */
export function shownOncePage<Fields extends z.ZodType>(app: FastifyInstance, page: ShownOncePage<Fields>): void {
  const show = async (reply: FastifyReply, context: Context, given: Partial<FormView>, status: number) => {
    const token = issueFormToken(servicesOf(app).formSecret, context.official.accountId)
    const drawn = await page.draw(context, { values: {}, errors: {}, ...given, token })
    return sendPage(reply.header('cache-control', 'no-store'), drawn, status)
  }

  app.get(page.path, allow(page.permission ?? 'signed-in'), async (request, reply) => {
    const context = signedInContext(request)
    return show(reply, context, { values: await page.initial(context) }, 200)
  })

  app.post(page.path, allow(page.permission ?? 'signed-in'), async (request: FastifyRequest, reply) => {
    const context = signedInContext(request)
    const { values } = await receiveForm(request, context)
    if (readFormToken(servicesOf(app).formSecret, values._token)?.accountId !== context.official.accountId) {
      const errors = { form: 'Trang này đã mở quá lâu hoặc được mở bằng tài khoản khác. Hãy nhập lại.' }
      return show(reply, context, { values: { ...values, ...(await page.initial(context)) }, errors }, 403)
    }
    const parsed = page.fields.safeParse(values)
    if (!parsed.success) return show(reply, context, { values, errors: problemsByField(parsed.error) }, 422)
    try {
      return sendPage(reply.header('cache-control', 'no-store'), await page.submit(context, parsed.data))
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      return show(reply, context, { values, errors: problemsOf(refusal) }, refusal.kind === 'conflict' ? 409 : 422)
    }
  })
}
