import { signedIn } from './access-people.ts'
import { type AccessProvince, accessProvince } from './access-province.ts'
import { type BuiltRoute, routesBuiltBy } from './routes.ts'
import { type RunningSystem, startSystem } from './system.ts'

/** A running system with records of every kind, for tests of what protects it from those who mean harm. */
export type AttackedSystem = {
  system: RunningSystem
  /** All that it serves but the built assets. */
  routes: BuiltRoute[]
  province: AccessProvince
  /** The headers of somebody who may do everything in the own commune. */
  maker: (url?: string) => Record<string, string>
  /** The address of a route for the records of the own commune. */
  addressOf: (pattern: string) => string
}

export async function startAttackedSystem(): Promise<AttackedSystem> {
  const found = await routesBuiltBy(() => startSystem('empty'))
  const system = found.built
  const province = await accessProvince(system.database, system.app.services.files)
  const ids = province.ids.own
  return {
    system,
    routes: found.routes.filter((route) => !route.pattern.startsWith('/assets/') && route.method !== 'HEAD'),
    province,
    maker: (url = '/') => signedIn(province.makers.own, url),
    addressOf: (pattern) => {
      const isHandled = pattern === '/documents/:documentId/handling'
      return pattern.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
        if (name === 'indicator' || (name === 'code' && pattern.startsWith('/figures'))) return 'dialogue.count'
        if (isHandled) return ids.incomingId ?? ''
        return ids[name] ?? '1'
      })
    },
  }
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
export const inForm = (fields: readonly (readonly [string, string])[]) =>
  new URLSearchParams(fields.map((each) => [...each])).toString()
