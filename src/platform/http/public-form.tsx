import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { z } from 'zod'
import { Refusal } from '../../vocabulary/refusal.ts'
import type { FormView } from '../page/index.ts'
import type { PublicContext } from './context.ts'
import { type FormValues, receiveForm } from './form-reception.ts'
import { issueFormToken, NOBODY, readFormToken } from './form-token.ts'
import type { FormUploads } from './form-uploads.ts'
import { once } from './once.ts'
import { readAddress, sendPage } from './page.tsx'
import { allow } from './permission.ts'
import { problemsByField } from './problems.ts'
import { publicContext } from './request.ts'

/** A visit by anyone: what a public form needs of the request besides, such as the cookie that says which draft is theirs. */
export type Visit = PublicContext & { request: FastifyRequest; reply: FastifyReply }

export type PublicForm<Fields extends z.ZodType, Params extends z.ZodType, Data> = {
  /** The form is drawn at this address and posted to it. */
  path: string
  params?: Params
  fields: Fields
  /** Loads what the form shows; an address to go to instead where there is nothing to fill in. */
  load: (visit: Visit & { params: z.output<Params>; query: Record<string, string> }) => Promise<Data | GoTo>
  initial: (data: Data, visit: Visit) => FormValues
  draw: (view: { context: PublicContext; data: Data; form: FormView }) => VNode
  /** Does it and answers the address to go on to; in the transaction of `visit.database` unless the form is `repeatable`. */
  submit: (
    visit: Visit & { params: z.output<Params>; receivedFiles: string[] },
    entered: z.output<Fields>,
    data: Data,
  ) => Promise<string>
  /** How many files of anyone it takes; they come as `receivedFiles`, never by an id from the form. None unless told. */
  mostFiles?: number
  /** Where its files go and are taken back from when it is not accepted. The file store unless told, or where there are none. */
  uploads?: (visit: Visit, data: Data) => VisitorUploads | undefined
  /**
   * True for a page among several whose answers are only kept: who goes back and sends it again with other answers changes them.
   * Any other form acts once, however often it is sent.
   */
  repeatable?: boolean
}

/** Where the files of somebody without an account go; `remove` takes back those of a form that was not accepted. */
export type VisitorUploads = {
  put: FormUploads['put']
  remove: (ids: readonly string[]) => Promise<void>
}

/** Answered by `load` where the form is not to be shown. */
export class GoTo {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }
}

const Nothing = z.object({})

/**
 * A form that anyone may send, without account and without script: errors in a summary and beside their field with all input kept;
 * sent twice, it acts once. Its pages are never kept by the browser, so that nobody who comes after reads them with “back”.
 */
export function publicForm<Fields extends z.ZodType, Data, Params extends z.ZodType = typeof Nothing>(
  app: FastifyInstance,
  definition: PublicForm<Fields, Params, Data>,
): void {
  const { services } = app

  const prepare = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', 'private, no-store')
    const params = readAddress(definition.params, request.params)
    const visit = { ...publicContext(request), request, reply }
    return {
      visit,
      params,
      data: await definition.load({ ...visit, params, query: request.query as Record<string, string> }),
    }
  }

  const show = (visit: Visit, data: Data, form: Omit<FormView, 'token'>, status: number) =>
    sendPage(
      visit.reply,
      definition.draw({ context: visit, data, form: { ...form, token: issueFormToken(services.formSecret, NOBODY) } }),
      status,
    )

  app.get(definition.path, allow('public'), async (request, reply) => {
    const { visit, data } = await prepare(request, reply)
    if (data instanceof GoTo) return reply.redirect(data.path, 303)
    return show(visit, data, { values: definition.initial(data, visit), errors: {} }, 200)
  })

  app.post(definition.path, allow('public'), async (request, reply) => {
    const { visit, params, data } = await prepare(request, reply)
    if (data instanceof GoTo) return reply.redirect(data.path, 303)
    const uploads = definition.uploads?.(visit, data)
    const takeBack = uploads?.remove ?? ((ids: readonly string[]) => visit.files.remove(visit.database, ids))
    const { values, fileProblems, received } = await receiveForm(request, visit, {
      filesOfAnyone: definition.mostFiles ?? 0,
      ...(uploads ? { put: uploads.put } : {}),
    })
    /** Drawn again, and what files had come are chosen anew: nothing of them stays behind. */
    const again = async (errors: Record<string, string>, status: number) => {
      await takeBack(received)
      return show(visit, data, { values, errors }, status)
    }
    const token = readFormToken(services.formSecret, values._token)
    if (!token || (token.accountId !== NOBODY && token.accountId !== visit.official?.accountId)) {
      return again({ form: 'Trang này đã mở quá lâu. Nội dung vẫn còn; hãy kiểm tra rồi gửi lại.' }, 403)
    }
    const parsed = definition.fields.safeParse(values)
    const errors = { ...(parsed.success ? {} : problemsByField(parsed.error)), ...fileProblems }
    if (!parsed.success || Object.keys(errors).length > 0) return again(errors, 422)
    let acted = false
    const act = (database: PublicContext['database']) => {
      acted = true
      return definition.submit({ ...visit, database, params, receivedFiles: received }, parsed.data, data)
    }
    try {
      const location = definition.repeatable
        ? await act(visit.database)
        : await once(visit.database, { key: token.key, accountId: null }, act)
      // Sent for the second time: its files are those of the first, once more.
      if (!acted) await takeBack(received)
      return reply.redirect(location, 303)
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.kind === 'not-found' || refusal.kind === 'not-allowed') throw refusal
      const named = Object.keys(refusal.fields).length > 0 ? refusal.fields : { form: refusal.messageForPerson }
      return again({ ...named }, refusal.kind === 'conflict' ? 409 : 422)
    }
  })
}
