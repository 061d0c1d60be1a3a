import type { FastifyInstance } from 'fastify'

/** Whether this process is about to stop: from then on it is not ready, though it still answers. */
export type Leaving = { hasBegun: boolean }

/**
 * A process that leaves tells each who is still connected to close the line after the answer: a proxy that keeps lines open would
 * otherwise send the next request down one that ends at that moment.
 */
export function closeLinesWhenLeaving(app: FastifyInstance, leaving: Leaving): void {
  app.addHook('onSend', async (_request, reply) => {
    if (leaving.hasBegun) reply.header('connection', 'close')
  })
}
