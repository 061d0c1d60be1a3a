import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyContextConfig, FastifyInstance, RouteOptions } from 'fastify'
import type { RoutePermission } from '../../src/platform/http/permission.ts'

export type BuiltRoute = {
  method: string
  /** As it was written, such as `/activities/:activityId`. */
  pattern: string
  /** Who may use it; undefined for the built assets, which are everybody's. */
  permission: RoutePermission | undefined
  /** True when the description of the API leaves it out on purpose. */
  hidden: boolean
  /** What its form enters, where the draft may be kept on the device. */
  draft: FastifyContextConfig['draft']
}

/** Every route of a server that is built while `build` runs, heard from the web framework itself and not from our own list. */
export async function routesBuiltBy<Built>(
  build: () => Promise<Built>,
): Promise<{ built: Built; routes: BuiltRoute[] }> {
  const routes: BuiltRoute[] = []
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', (route) => {
      for (const method of [route.method].flat()) routes.push(builtRoute(method, route))
    })
  }
  subscribe('fastify.initialization', listen)
  try {
    return { built: await build(), routes }
  } finally {
    unsubscribe('fastify.initialization', listen)
  }
}

function builtRoute(method: string, route: RouteOptions): BuiltRoute {
  return {
    method,
    pattern: route.url,
    permission: route.config?.permission,
    hidden: (route.schema as { hide?: boolean } | undefined)?.hide === true,
    draft: route.config?.draft,
  }
}

/** Answers which route serves a path: one without parameters in preference to one with. */
export function routeFinder(routes: readonly BuiltRoute[]): (method: string, path: string) => BuiltRoute | undefined {
  const known = routes
    .map((route) => ({ route, shape: shapeOf(route.pattern) }))
    .sort((first, second) => parameters(first.route.pattern) - parameters(second.route.pattern))
  return (method, path) => known.find(({ route, shape }) => route.method === method && shape.test(path))?.route
}

/** The path of a route with each parameter filled in. */
export function pathOf(pattern: string, parameter: string): string {
  return pattern.replace(/:[A-Za-z]+/g, parameter)
}

const parameters = (pattern: string) => pattern.split(':').length - 1

function shapeOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')
  return new RegExp(`^${escaped}/?$`)
}
