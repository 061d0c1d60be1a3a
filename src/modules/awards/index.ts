import type { Module } from '../../platform/http/module.ts'
import { awardFact } from './queries/fact.ts'
import { awardApi } from './web/award-api.ts'
import { awardDuties } from './web/award-duties.ts'
import { awardList } from './web/award-list.tsx'
import { awardPage } from './web/award-page.tsx'
import { decisionForm } from './web/decision-form.tsx'
import { eligiblePage } from './web/eligible-page.tsx'
import { proposalForm } from './web/proposal-form.tsx'

/** Commendations: units and people proposed, by what result, and the decisions. */
export const awards: Module = {
  name: 'awards',
  pages: (app) => {
    awardList(app)
    eligiblePage(app)
    proposalForm(app)
    decisionForm(app)
    awardPage(app)
  },
  api: (app) => awardApi(app),
  navigation: [{ href: '/awards', text: 'Khen thưởng', permission: 'award.read' }],
  duties: awardDuties,
  dutiesTitle: 'Khen thưởng',
  recordKinds: [
    {
      kind: 'award',
      title: 'Đề nghị khen thưởng',
      page: { path: (id) => `/awards/${id}`, permission: 'award.read' },
      words: 'everyone',
    },
  ],
  facts: [awardFact],
}

export { publishedAwards } from './queries/published-awards.ts'
export { AWARD_FORMS, recipientInWords } from './rules/award.ts'
