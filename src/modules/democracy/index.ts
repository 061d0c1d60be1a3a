import type { Module } from '../../platform/http/module.ts'
import { limitsOfDecisions, limitsOfDisclosures } from './actions/limits.ts'
import { democracyDuties } from './queries/duties.ts'
import {
  communityDecisionFact,
  consultationFact,
  disclosureFact,
  inspectionItemFact,
  mediationFact,
} from './queries/fact.ts'
import { inspectionDuties } from './queries/inspection-duties.ts'
import { democracyMoves } from './queries/moves.ts'
import { areaPages } from './web/area-pages.tsx'
import { consultationForms } from './web/consultation-forms.tsx'
import { consultationPages } from './web/consultation-pages.tsx'
import { decisionForms } from './web/decision-forms.tsx'
import { decisionPages } from './web/decision-pages.tsx'
import { democracySheets } from './web/democracy-sheets.ts'
import { disclosureForms } from './web/disclosure-forms.tsx'
import { disclosurePage } from './web/disclosure-page.tsx'
import { inspectionForms } from './web/inspection-forms.tsx'
import { inspectionItemForms } from './web/inspection-item-forms.tsx'
import { inspectionItemPage } from './web/inspection-item-page.tsx'
import { inspectionLists } from './web/inspection-lists.tsx'
import { inspectionPages } from './web/inspection-pages.tsx'
import { inspectionWithdrawalForms } from './web/inspection-withdrawal-forms.tsx'
import { mediationForms } from './web/mediation-forms.tsx'
import { mediationPages } from './web/mediation-pages.tsx'
import { mendOpinionForms } from './web/mend-opinion-forms.tsx'
import { opinionForms } from './web/opinion-forms.tsx'
import { recognitionForms } from './web/recognition-forms.tsx'
import { recommendationForms } from './web/recommendation-forms.tsx'
import { tablePages } from './web/table-pages.tsx'

/** Democracy at the grassroots: what communes make public, what the people decide, disputes settled in the community. */
export const democracy: Module = {
  name: 'democracy',
  pages: (app) => {
    tablePages(app)
    disclosureForms(app)
    disclosurePage(app)
    consultationForms(app)
    opinionForms(app)
    mendOpinionForms(app)
    consultationPages(app)
    decisionForms(app)
    recognitionForms(app)
    decisionPages(app)
    inspectionForms(app)
    inspectionItemForms(app)
    recommendationForms(app)
    inspectionWithdrawalForms(app)
    inspectionLists(app)
    inspectionPages(app)
    inspectionItemPage(app)
    mediationForms(app)
    mediationPages(app)
    areaPages(app)
  },
  navigation: [{ href: '/democracy', text: 'Dân chủ ở cơ sở', permission: 'democracy.read' }],
  dutiesTitle: 'Dân chủ ở cơ sở',
  duties: async (context) => [...(await democracyDuties(context)), ...(await inspectionDuties(context))],
  recordKinds: [
    {
      kind: 'disclosure',
      title: 'Văn bản phải công khai',
      page: { path: (id) => `/democracy/disclosures/${id}`, permission: 'democracy.read' },
      words: 'readers',
    },
    {
      kind: 'consultation',
      title: 'Cuộc lấy ý kiến Nhân dân',
      page: { path: (id) => `/democracy/consultations/${id}`, permission: 'democracy.read' },
      words: 'readers',
    },
    {
      kind: 'community-decision',
      title: 'Quyết định của cộng đồng dân cư',
      page: { path: (id) => `/democracy/decisions/${id}`, permission: 'democracy.read' },
      words: 'readers',
    },
    {
      kind: 'mediation-case',
      title: 'Vụ, việc hòa giải ở cơ sở',
      page: { path: (id) => `/democracy/mediation/${id}`, permission: 'democracy.read' },
      words: 'readers',
    },
    {
      kind: 'residential-area',
      title: 'Thôn, ấp, tổ dân phố',
      page: { path: (id) => `/democracy/residential-areas/${id}/edit`, permission: 'democracy.write' },
      words: 'everyone',
    },
    {
      kind: 'inspection-board-plan',
      title: 'Kế hoạch của Ban Thanh tra nhân dân',
      page: { path: (id) => `/democracy/inspection/${id}`, permission: 'democracy.read' },
      words: 'readers',
    },
    {
      kind: 'inspection-board-item',
      title: 'Nội dung giám sát, xác minh của Ban Thanh tra nhân dân',
      page: { path: (id) => `/democracy/inspection-items/${id}`, permission: 'democracy.read' },
      words: 'readers',
    },
    // Only papers are attached to these; what was done stands with the item.
    { kind: 'inspection-board-recommendation', title: 'Kiến nghị của Ban Thanh tra nhân dân', words: 'nobody' },
    { kind: 'inspection-board-answer', title: 'Trả lời kiến nghị của Ban Thanh tra nhân dân', words: 'nobody' },
    // Only its proofs are attached to it; what was done stands with the document.
    { kind: 'disclosure-posting', title: 'Việc công khai', words: 'nobody' },
  ],
  facts: [disclosureFact, consultationFact, communityDecisionFact, mediationFact, inspectionItemFact],
  moves: democracyMoves,
  sheets: democracySheets,
  limits: [limitsOfDisclosures, limitsOfDecisions],
}

export { sendOpinion } from './actions/take-opinions.ts'
export {
  publicConsultation,
  publicConsultationFile,
  publicConsultationFilesOf,
  publicConsultations,
  themesOf,
} from './queries/consultations.ts'
export {
  disclosingCommunes,
  publicDisclosure,
  publicDisclosures,
  publicFile,
  publicFilesOf,
  publicPostings,
  publicUnitName,
  publicYears,
} from './queries/public-disclosures.ts'
export { CONSULTATION_MATTERS, CONSULTATION_STATES, consultationState } from './rules/consultation.ts'
export { DISCLOSURE_FORMS, QUARTERS } from './rules/disclosure.ts'
