import type { Module } from '../../platform/http/module.ts'
import { homePage } from './web/home-page.tsx'

/** The first page of each person: what waits for them in all the other modules. */
export function home(modules: readonly Module[]): Module {
  return { name: 'home', pages: (app) => homePage(app, modules) }
}
