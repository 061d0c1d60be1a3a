import type { Module } from '../../platform/http/module.ts'
import { limitsOfVisits } from './actions/limits-of-visit.ts'
import { receptionDuties } from './queries/duties.ts'
import { dayFact, visitFact } from './queries/fact.ts'
import { receptionMoves } from './queries/moves.ts'
import { conclusionForms } from './web/conclusion-forms.tsx'
import { dayForms } from './web/day-forms.tsx'
import { dayPage } from './web/day-page.tsx'
import { frequencyPage } from './web/frequency-page.tsx'
import { papers } from './web/papers.ts'
import { publicationForm } from './web/publication-form.tsx'
import { receptionSheets } from './web/reception-sheets.ts'
import { registerPages } from './web/register-pages.tsx'
import { schedulePage } from './web/schedule-page.tsx'
import { sessionForms } from './web/session-forms.tsx'
import { sessionPages } from './web/session-pages.tsx'
import { visitForms } from './web/visit-forms.tsx'
import { visitPage } from './web/visit-page.tsx'

/** Citizen reception: the published schedule of leaders' days, the register of visits, conclusions and their follow-up. */
export const reception: Module = {
  name: 'reception',
  pages: (app) => {
    schedulePage(app)
    dayForms(app)
    dayPage(app)
    publicationForm(app)
    frequencyPage(app)
    sessionForms(app)
    sessionPages(app)
    visitForms(app)
    visitPage(app)
    registerPages(app)
    conclusionForms(app)
    papers(app)
  },
  navigation: [{ href: '/reception', text: 'Tiếp công dân', permission: 'reception.read' }],
  duties: receptionDuties,
  dutiesTitle: 'Tiếp công dân',
  recordKinds: [
    {
      kind: 'reception-day',
      title: 'Ngày tiếp công dân',
      page: { path: (id) => `/reception/days/${id}`, permission: 'reception.read' },
      words: 'everyone',
    },
    {
      kind: 'reception-session',
      title: 'Buổi tiếp công dân',
      page: { path: (id) => `/reception/sessions/${id}`, permission: 'reception.read' },
      words: 'readers',
    },
    // Who came and what about is told on the page of the visit alone.
    {
      kind: 'reception-visit',
      title: 'Lượt tiếp công dân',
      page: { path: (id) => `/reception/visits/${id}`, permission: 'reception.read' },
      words: 'nobody',
    },
    { kind: 'reception-registration', title: 'Đăng ký tiếp công dân', words: 'nobody' },
  ],
  facts: [visitFact, dayFact],
  moves: receptionMoves,
  sheets: receptionSheets,
  limits: [limitsOfVisits],
}

export { forgetVisitors } from './actions/forget-visitors.ts'
export { cancelTurn, openTurn, registerTurn } from './actions/turn.ts'
export { type CountedVisits, countedVisits, type VisitBehind, visitsBehind } from './queries/counted-visits.ts'
export { publishedDay, publishedDays, unitsWithDays } from './queries/days.ts'
export { turnIsTaken } from './queries/registrations.ts'
export { VISIT_KINDS, type VisitKind } from './rules/visit.ts'
