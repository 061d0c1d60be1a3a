import type { Module } from '../../platform/http/module.ts'
import { activityDuties } from './queries/duties.ts'
import { activityFact, opinionFact } from './queries/fact.ts'
import { activityMoves } from './queries/moves.ts'
import { activityApi } from './web/activity-api.ts'
import { activityForms } from './web/activity-form.tsx'
import { activityPages } from './web/activity-pages.tsx'
import { activitySheet } from './web/activity-sheet.ts'
import { opinionLinkForms } from './web/opinion-links.tsx'
import { opinionPages } from './web/opinion-pages.tsx'
import { withdrawalForm } from './web/withdrawal-form.tsx'

/** What units do with and for the people: dialogue, reception, training, supervision …, and the opinions raised there. */
export const activities: Module = {
  name: 'activities',
  pages: (app) => {
    activityForms(app)
    activityPages(app)
    opinionPages(app)
    opinionLinkForms(app)
    withdrawalForm(app)
  },
  api: (app) => activityApi(app),
  navigation: [
    { href: '/activities', text: 'Hoạt động', permission: 'activity.read' },
    { href: '/opinions', text: 'Ý kiến', permission: 'activity.read' },
  ],
  duties: activityDuties,
  dutiesTitle: 'Ý kiến của Nhân dân',
  recordKinds: [
    {
      kind: 'activity',
      title: 'Hoạt động',
      page: { path: (id) => `/activities/${id}`, permission: 'activity.read' },
      words: 'everyone',
    },
    {
      kind: 'opinion',
      title: 'Ý kiến',
      page: { path: (id) => `/opinions/${id}`, permission: 'activity.read' },
      words: 'everyone',
    },
  ],
  facts: [activityFact, opinionFact],
  moves: activityMoves,
  sheets: [activitySheet],
}

export {
  type ActivityOfRegister,
  bindToRegister,
  changeActivityOfRegister,
  handwrittenActivities,
  recordActivityOfRegister,
  withdrawActivityOfRegister,
} from './actions/activity-of-register.ts'
