import type { Fact } from '../../platform/database/fact.ts'
import type { Module } from '../../platform/http/module.ts'
import { draftsPage } from './web/drafts-page.tsx'
import { homePage } from './web/home-page.tsx'

/** The first page of each person: what waits for them in all the other modules, and how their unit stands this quarter. */
export function home(modules: readonly Module[], facts: readonly Fact[]): Module {
  return {
    name: 'home',
    pages: (app) => {
      homePage(app, modules, facts)
      draftsPage(app)
    },
  }
}
