/**
 * Who may use a route. `public`: anyone. `signed-in`: any official. Otherwise the name of a permission that some post must carry;
 * the query behind the route then applies its scope. A route that names none is refused when the server is built.
 */
export type RoutePermission = 'public' | 'signed-in' | `${string}.${string}`

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: RoutePermission
  }
}

/** `app.get('/activities', { ...allow('activity.read'), … })` */
export function allow(permission: RoutePermission): { config: { permission: RoutePermission } } {
  return { config: { permission } }
}
