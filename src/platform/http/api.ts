import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../../vocabulary/refusal.ts'
import { type Database, inTransaction } from '../database/database.ts'
import type { Context } from './context.ts'
import { once } from './once.ts'
import { allow, type RoutePermission } from './permission.ts'
import { signedInContext } from './request.ts'

/** How every error of the API is told. */
export const ApiError = z.object({
  error: z.object({ code: z.string(), message: z.string(), fields: z.record(z.string(), z.string()) }),
})

type Shape = z.ZodType
const Nothing = z.object({})

/** A reading operation of the API: `GET /api/v1{path}`. */
export function apiRead<
  Answer extends Shape,
  Params extends Shape = typeof Nothing,
  Query extends Shape = typeof Nothing,
>(
  app: FastifyInstance,
  operation: {
    path: string
    permission: RoutePermission
    summary: string
    params?: Params
    query?: Query
    answer: Answer
    /** The version of the record that is read: told as `ETag`, to be sent back as `If-Match` with what changes it. */
    version?: (answer: z.input<Answer>) => number
    read: (context: Context & { params: z.output<Params>; query: z.output<Query> }) => Promise<z.input<Answer>>
  },
): void {
  app.get(
    operation.path,
    {
      ...allow(operation.permission),
      schema: {
        summary: operation.summary,
        ...(operation.params ? { params: operation.params } : {}),
        ...(operation.query ? { querystring: operation.query } : {}),
        response: { 200: operation.answer, '4xx': ApiError },
      },
    },
    async (request, reply) => {
      const answer = await operation.read({
        ...signedInContext(request),
        params: request.params as z.output<Params>,
        query: request.query as z.output<Query>,
      })
      if (operation.version) reply.header('etag', `"${operation.version(answer)}"`)
      return answer
    },
  )
}

/**
 * A writing operation of the API: `POST /api/v1{path}`. The body is checked with the schema of the form that does the same.
 * With `Idempotency-Key` it acts once per key and account. Answers 201 with where the record stands. Where `ifMatch` is given, a record
 * that was changed since the version named in `If-Match` is not written (412).
 */
export function apiCreate<Body extends Shape, Params extends Shape = typeof Nothing>(
  app: FastifyInstance,
  operation: {
    path: string
    permission: RoutePermission
    summary: string
    params?: Params
    body: Body
    /** For what changes a record: its version, read under a lock that nobody changes it in until the transaction ends. */
    ifMatch?: ((context: Context & { params: z.output<Params> }) => Promise<number | undefined>) | undefined
    create: (context: Context & { params: z.output<Params> }, body: z.output<Body>) => Promise<{ location: string }>
  },
): void {
  app.post(
    operation.path,
    {
      ...allow(operation.permission),
      schema: {
        summary: operation.summary,
        ...(operation.params ? { params: operation.params } : {}),
        body: operation.body,
        headers: z.object({
          'idempotency-key': z.string().max(200).optional(),
          ...(operation.ifMatch ? { 'if-match': z.string().max(200).optional() } : {}),
        }),
        response: { 201: z.object({ location: z.string() }), '4xx': ApiError },
      },
    },
    async (request, reply) => {
      const context = signedInContext(request)
      const params = request.params as z.output<Params>
      const body = request.body as z.output<Body>
      const work = async (transaction: Database) => {
        const within = { ...context, database: transaction, params }
        const create = () => operation.create(within, body)
        const { ifMatch } = operation
        const named = request.headers['if-match']
        if (!ifMatch || named === undefined || named === '*') return (await create()).location
        return (await onlyIfUnchanged(named, () => ifMatch(within), create)).location
      }
      const given = request.headers['idempotency-key']
      const { accountId } = context.official
      // Without a key nothing has to be remembered of it.
      const location =
        typeof given === 'string'
          ? await once(context.database, { key: `api:${accountId}:${given}`, accountId }, work)
          : await inTransaction(context.database, work)
      return reply.code(201).send({ location })
    },
  )
}

/**
 * Does the work only where the record still has the version that `If-Match` names (`"3"`), and refuses `http.changed-meanwhile`
 * otherwise. That it was changed is told only to who may do the work: to all others it is what it would be without `If-Match`.
 */
async function onlyIfUnchanged<Result>(
  named: string,
  version: () => Promise<number | undefined>,
  work: () => Promise<Result>,
): Promise<Result> {
  const now = await version()
  const isUnchanged = named.split(',').some((each) => each.trim() === `"${now}"`)
  const refusal = new Refusal(
    'conflict',
    'http.changed-meanwhile',
    'Bản ghi đã thay đổi sau khi chương trình của bạn đọc (If-Match không còn đúng). Chưa có gì được lưu. Hãy đọc lại bản ghi rồi gửi lại với ETag mới.',
  )
  const result = await work().catch((error: unknown) => {
    const isTold = error instanceof Refusal && (error.kind === 'conflict' || error.kind === 'invalid')
    throw isTold && !isUnchanged ? refusal : error
  })
  if (!isUnchanged) throw refusal
  return result
}
