import type { ZodType } from 'zod'

/**
 * Who may use a route. `public`: anyone. `signed-in`: any official. Otherwise the name of a permission that some post must carry;
 * the query behind the route then applies its scope. A route that names none is refused when the server is built.
 */
export type RoutePermission = 'public' | 'signed-in' | `${string}.${string}`

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: RoutePermission
    /** True for what must be answered while the database is away: whoever asks is then nobody. */
    withoutDatabase?: boolean
    /** What a form enters and how it is checked, where its draft may be kept on the device; see `form.tsx`. */
    draft?: { of: string; fields: ZodType }
  }
}

/** `app.get('/activities', { ...allow('activity.read'), … })` */
export function allow(permission: RoutePermission): { config: { permission: RoutePermission } } {
  return { config: { permission } }
}
