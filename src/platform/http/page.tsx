import type { FastifyInstance, FastifyReply } from 'fastify'
import type { VNode } from 'preact'
import { z } from 'zod'
import { Refusal } from '../../vocabulary/refusal.ts'
import { renderPage } from '../page/index.ts'
import type { Context, PublicContext } from './context.ts'
import { allow, type RoutePermission } from './permission.ts'
import { publicContext, signedInContext } from './request.ts'

type Shape = z.ZodType
type PageOf<ContextType, Params extends Shape, Query extends Shape> = {
  path: string
  permission: RoutePermission
  params?: Params
  query?: Query
  /** Loads what the page shows and draws it. Refuses `not-found` for what is not there or not this reader's. */
  draw: (context: ContextType & { params: z.output<Params>; query: z.output<Query> }) => Promise<VNode> | VNode
}

const Nothing = z.object({})

/** A page for officials. */
export function staffPage<Params extends Shape = typeof Nothing, Query extends Shape = typeof Nothing>(
  app: FastifyInstance,
  page: PageOf<Context, Params, Query>,
): void {
  app.get(page.path, allow(page.permission), async (request, reply) => {
    const params = readAddress(page.params, request.params)
    const query = readAddress(page.query, request.query)
    return sendPage(reply, await page.draw({ ...signedInContext(request), params, query }))
  })
}

/** A page that anyone may see. */
export function publicPage<Params extends Shape = typeof Nothing, Query extends Shape = typeof Nothing>(
  app: FastifyInstance,
  page: Omit<PageOf<PublicContext, Params, Query>, 'permission'>,
): void {
  app.get(page.path, allow('public'), async (request, reply) => {
    const params = readAddress(page.params, request.params)
    const query = readAddress(page.query, request.query)
    return sendPage(reply, await page.draw({ ...publicContext(request), params, query }))
  })
}

/** Sends a drawn page. */
export function sendPage(reply: FastifyReply, page: VNode, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(renderPage(page))
}

/** Reads what an address carries; an address that cannot be read is one that is not there. */
export function readAddress<Schema extends Shape>(schema: Schema | undefined, given: unknown): z.output<Schema> {
  const parsed = (schema ?? Nothing).safeParse(given ?? {})
  if (!parsed.success) {
    throw new Refusal(
      'not-found',
      'http.no-such-address',
      'Không có trang này. Hãy kiểm tra lại địa chỉ hoặc trở về trang trước.',
    )
  }
  return parsed.data as z.output<Schema>
}

/** An id in an address. */
export const Id = z.string().regex(/^\d{1,18}$/)
