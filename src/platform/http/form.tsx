import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { z } from 'zod'
import { Refusal } from '../../vocabulary/refusal.ts'
import { StaleEdit } from '../../vocabulary/stale-edit.ts'
import type { FormView, KeptFile } from '../page/index.ts'
import type { Context } from './context.ts'
import { type Choices, conflictView } from './form-conflict.ts'
import { type FormValues, receiveForm } from './form-reception.ts'
import { issueFormToken, readFormToken } from './form-token.ts'
import { type FormUploads, type HeldFile, inMemory, storedUploads } from './form-uploads.ts'
import { takeInterruptedForm } from './interrupted-form.ts'
import { once } from './once.ts'
import { readAddress, sendPage } from './page.tsx'
import { allow, type RoutePermission } from './permission.ts'
import { problemsByField } from './problems.ts'
import { signedInContext } from './request.ts'

export type StaffForm<Fields extends z.ZodType, Params extends z.ZodType, Data> = {
  /** The form is drawn at this address and posted to it. */
  path: string
  permission: RoutePermission
  params?: Params
  /** Checks what was entered. The same schema checks the operation of the API that does the same. */
  fields: Fields
  /** What people call each field: for messages about two people editing the same record. */
  labels?: Readonly<Record<string, string>>
  /** The words for what can be chosen in a field, for the same messages: nobody should read a code or an id there. */
  choices?: (data: Data) => Choices
  /** Loads what the form shows. Refuses `not-found` for what is not there or not this official's. */
  load: (context: Context & { params: z.output<Params>; query: Record<string, string> }) => Promise<Data>
  /** What stands in the fields when the form is opened; `_version` when it edits a record. */
  initial: (data: Data, context: Context) => FormValues
  draw: (view: { context: Context; data: Data; form: FormView }) => VNode
  /**
   * What it enters, when its draft may be kept on the writer's device: the name of its check in `src/browser/form-checks.ts`. A form that
   * can hold what a citizen has entrusted to us names none: its words stay in the page alone.
   */
  draftOf?: string
  /** Where its files go while it is not accepted yet; the file store unless told. */
  uploads?: (context: Context) => FormUploads
  /**
   * The size in bytes up to which its files are taken, when they are used once and kept nowhere, as a key is: `submit` finds them in
   * `held` by the ids among what was entered, and a form that comes back asks for them again.
   */
  largestHeld?: number
  /** What is left to do when the transaction of `submit` has ended well. */
  afterwards?: (context: Context) => Promise<void>
  /** Does it, in the transaction of `context.database`, and answers the address to go on to. `version` is the one the form was opened with. */
  submit: (
    context: Context & { params: z.output<Params>; version: string | null; held: ReadonlyMap<string, HeldFile> },
    entered: z.output<Fields>,
    data: Data,
  ) => Promise<string>
}

const Nothing = z.object({})

/**
 * A form of GET and POST that behaves as every form here must: errors in a summary and beside their field with all input kept;
 * sent twice, it acts once; opened by two people, the second sees the difference; ended by a lost session, its text comes back
 * after signing in; files already received are not asked for again.
 */
export function staffForm<Fields extends z.ZodType, Data, Params extends z.ZodType = typeof Nothing>(
  app: FastifyInstance,
  definition: StaffForm<Fields, Params, Data>,
): void {
  const { services } = app

  const prepare = async (request: FastifyRequest) => {
    const params = readAddress(definition.params, request.params)
    const query = request.query as Record<string, string>
    const context = signedInContext(request)
    return { context, params, data: await definition.load({ ...context, params, query }) }
  }

  const show = async (
    reply: FastifyReply,
    drawn: { context: Context; data: Data },
    form: Omit<FormView, 'token' | 'keptFiles' | 'draftOf'>,
    status: number,
  ) => {
    const keptFiles =
      definition.largestHeld === undefined
        ? await keptFilesOf((definition.uploads ?? storedUploads)(drawn.context), form.values)
        : []
    const token = issueFormToken(services.formSecret, drawn.context.official.accountId)
    const draftOf = definition.draftOf ?? null
    return sendPage(reply, definition.draw({ ...drawn, form: { ...form, token, keptFiles, draftOf } }), status)
  }

  app.get(definition.path, allow(definition.permission), async (request, reply) => {
    const { context, data } = await prepare(request)
    const restored = await takeInterruptedForm(context, services.encryption, request.query)
    const values = restored ?? definition.initial(data, context)
    return show(reply, { context, data }, { values, errors: {}, restored: restored !== null }, 200)
  })

  const { permission, draftOf, fields } = definition
  const draft = draftOf === undefined ? {} : { draft: { of: draftOf, fields } }
  app.post(definition.path, { config: { permission, ...draft } }, async (request, reply) => {
    const { context, params, data } = await prepare(request)
    const held = new Map<string, HeldFile>()
    const { put } =
      definition.largestHeld === undefined
        ? (definition.uploads ?? storedUploads)(context)
        : inMemory(held, definition.largestHeld)
    const received = await receiveForm(request, context, { put })
    const token = readFormToken(services.formSecret, received.values._token)
    if (token?.accountId !== context.official.accountId) {
      const form = {
        values: received.values,
        errors: {
          form: 'Trang này đã mở quá lâu hoặc được mở bằng tài khoản khác. Nội dung vẫn còn; hãy kiểm tra rồi gửi lại.',
        },
      }
      return show(reply, { context, data }, form, 403)
    }
    const parsed = definition.fields.safeParse(received.values)
    const errors = { ...(parsed.success ? {} : problemsByField(parsed.error)), ...received.fileProblems }
    if (!parsed.success || Object.keys(errors).length > 0) {
      return show(reply, { context, data }, { values: received.values, errors }, 422)
    }
    const version = typeof received.values._version === 'string' ? received.values._version : null
    try {
      const location = await once(context.database, { key: token.key, accountId: token.accountId }, (transaction) =>
        definition.submit({ ...context, database: transaction, params, version, held }, parsed.data, data),
      )
      await definition.afterwards?.(context)
      return asksForAddress(request) ? reply.send({ location }) : reply.redirect(location, 303)
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.kind === 'not-found' || refusal.kind === 'not-allowed') throw refusal
      if (refusal instanceof StaleEdit) {
        const choices = definition.choices?.(data) ?? {}
        const conflict = conflictView(refusal.current, received.values, definition.labels ?? {}, choices)
        const values = { ...received.values, _version: refusal.current.version }
        return show(reply, { context, data }, { values, errors: {}, conflict }, 409)
      }
      const named = Object.keys(refusal.fields).length > 0 ? refusal.fields : { form: refusal.messageForPerson }
      return show(
        reply,
        { context, data },
        { values: received.values, errors: { ...named } },
        refusal.kind === 'conflict' ? 409 : 422,
      )
    }
  })
}

/** A script that sends a kept form goes on by itself and does not want the next page in the answer. */
export function asksForAddress(request: FastifyRequest): boolean {
  return request.headers.accept === 'application/json'
}

/** Files that were received with an earlier sending of this form, by the same account: shown by name, not asked for again. */
async function keptFilesOf(uploads: FormUploads, values: FormValues): Promise<KeptFile[]> {
  const ids = Object.values(values)
    .flat()
    .filter((value) => z.uuid().safeParse(value).success)
  return ids.length === 0 ? [] : uploads.kept(ids)
}
