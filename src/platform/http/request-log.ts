import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tell } from '../log/tell.ts'

/** What one request was, for the log and for the figures of this process. */
export type RequestDone = { method: string; route: string; status: number; milliseconds: number }

/**
 * Says the id of the request to who asked (`X-Request-Id`), and when it has been answered tells what it was: the pattern of its route
 * (`/petitions/:petitionId`), never its address, which may hold words that were searched for, a name or a one-time link. Who asked and
 * from where is not told: the trail says who did what.
 */
export function followRequests(
  app: FastifyInstance,
  { log, done }: { log: boolean; done: (request: RequestDone) => void },
) {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const what = whatWas(request, reply)
    done(what)
    if (log) tell(what.status >= 500 ? 'warn' : 'info', 'request', { requestId: request.id, ...what })
  })
  if (log) {
    // Whoever went away before the answer was there has no answer that could be told.
    app.addHook('onRequestAbort', async (request) => {
      tell('info', 'request.given-up', { requestId: request.id, method: request.method, route: routeOf(request) })
    })
  }
}

function whatWas(request: FastifyRequest, reply: FastifyReply): RequestDone {
  return {
    method: request.method,
    route: routeOf(request),
    status: reply.statusCode,
    milliseconds: Math.round(reply.elapsedTime * 10) / 10,
  }
}

/** The pattern; one word for all addresses that lead nowhere. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}
