import type { Module } from '../../platform/http/module.ts'
import { awardFact } from './queries/fact.ts'
import { awardApi } from './web/award-api.ts'
import { awardDuties } from './web/award-duties.ts'
import { awardFormPages } from './web/award-form-pages.tsx'
import { awardList } from './web/award-list.tsx'
import { awardPage } from './web/award-page.tsx'
import { councilForms } from './web/council-forms.tsx'
import { councilMinutes } from './web/council-minutes.ts'
import { decisionForm } from './web/decision-form.tsx'
import { decisionPages } from './web/decision-pages.tsx'
import { disciplineForm } from './web/discipline-form.tsx'
import { eligibleForm } from './web/eligible-form.tsx'
import { eligiblePage } from './web/eligible-page.tsx'
import { proposalForm } from './web/proposal-form.tsx'
import { registerPages } from './web/register-pages.tsx'
import { roundForms } from './web/round-form.tsx'
import { roundPages } from './web/round-pages.tsx'
import { withdrawalForm } from './web/withdrawal-form.tsx'

/** Commendations: units and people proposed, by what result, and the decisions. */
export const awards: Module = {
  name: 'awards',
  pages: (app) => {
    awardList(app)
    eligiblePage(app)
    awardFormPages(app)
    roundForms(app)
    roundPages(app)
    eligibleForm(app)
    councilForms(app)
    councilMinutes(app)
    disciplineForm(app)
    withdrawalForm(app)
    proposalForm(app)
    decisionForm(app)
    decisionPages(app)
    registerPages(app)
    awardPage(app)
  },
  api: (app) => awardApi(app),
  navigation: [
    { href: '/awards', text: 'Khen thưởng', permission: 'award.read' },
    { href: '/awards/forms', text: 'Hình thức khen thưởng', permission: 'award-form.manage' },
  ],
  duties: awardDuties,
  dutiesTitle: 'Khen thưởng',
  recordKinds: [
    {
      kind: 'award',
      title: 'Đề nghị khen thưởng',
      page: { path: (id) => `/awards/${id}`, permission: 'award.read' },
      words: 'everyone',
    },
    {
      kind: 'award-round',
      title: 'Đợt xét khen thưởng',
      page: { path: (id) => `/awards/rounds/${id}`, permission: 'award.read' },
      words: 'everyone',
    },
    {
      kind: 'award-decision',
      title: 'Quyết định khen thưởng',
      page: { path: (id) => `/awards/decisions/${id}`, permission: 'award.read' },
      words: 'everyone',
    },
    {
      kind: 'award-form',
      title: 'Hình thức khen thưởng',
      page: { path: (code) => `/awards/forms/${code}/edit`, permission: 'award-form.manage' },
      words: 'everyone',
    },
  ],
  facts: [awardFact],
}

export { publishedAwards, publishedAwardYears } from './queries/published-awards.ts'
export { Recipient } from './web/award-parts.tsx'
