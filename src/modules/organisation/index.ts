import type { Module } from '../../platform/http/module.ts'
import { foundingPage } from './web/founding-page.tsx'

/** Units through time, people and posts, blocks. */
export const organisation: Module = {
  name: 'organisation',
  pages: (app) => foundingPage(app),
}

export { type UnitOnDay, unitOnDay, unitsOnDay, unitsUnder } from './queries/units.ts'
