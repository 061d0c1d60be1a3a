import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
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
    async (request) =>
      operation.read({
        ...signedInContext(request),
        params: request.params as z.output<Params>,
        query: request.query as z.output<Query>,
      }),
  )
}

/**
 * A writing operation of the API: `POST /api/v1{path}`. The body is checked with the schema of the form that does the same.
 * With `Idempotency-Key` it acts once per key and account. Answers 201 with where the record stands.
 */
export function apiCreate<Body extends Shape, Params extends Shape = typeof Nothing>(
  app: FastifyInstance,
  operation: {
    path: string
    permission: RoutePermission
    summary: string
    params?: Params
    body: Body
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
        headers: z.object({ 'idempotency-key': z.string().max(200).optional() }),
        response: { 201: z.object({ location: z.string() }), '4xx': ApiError },
      },
    },
    async (request, reply) => {
      const context = signedInContext(request)
      const params = request.params as z.output<Params>
      const body = request.body as z.output<Body>
      const given = request.headers['idempotency-key']
      const key = `api:${context.official.accountId}:${typeof given === 'string' ? given : crypto.randomUUID()}`
      const location = await once(
        context.database,
        { key, accountId: context.official.accountId },
        async (transaction) => {
          const created = await operation.create({ ...context, database: transaction, params }, body)
          return created.location
        },
      )
      return reply.code(201).send({ location })
    },
  )
}
