import type { Fact } from '../../platform/database/fact.ts'
import type { Module } from '../../platform/http/module.ts'
import { deadlinePage } from './web/deadline-page.tsx'
import { publicDialoguesPage } from './web/public-dialogues.tsx'
import { publicFiguresPage } from './web/public-figures.tsx'
import { publicHomePage } from './web/public-home.tsx'
import { publicResultsPage } from './web/public-results.tsx'

/** What everybody may see without an account. Nobody imports from here. */
export function portal(facts: readonly Fact[]): Module {
  return {
    name: 'portal',
    pages: (app) => {
      publicHomePage(app, facts)
      publicResultsPage(app)
      publicFiguresPage(app, facts)
      publicDialoguesPage(app)
      deadlinePage(app)
    },
  }
}
