import type { Module } from '../../platform/http/module.ts'
import { answerDeadlines } from './actions/recount-answer-deadlines.ts'
import { dataRequestMoves } from './queries/moves.ts'
import { answerForm } from './web/answer-form.tsx'
import { requestDuties } from './web/request-duties.ts'
import { requestForm } from './web/request-form.tsx'
import { requestList } from './web/request-list.tsx'
import { requestPage } from './web/request-page.tsx'
import { retentionPage } from './web/retention-page.tsx'

/** What people ask about data on themselves, with the clock of the answer; which data is kept why and how long. */
export const personalData: Module = {
  name: 'personal-data',
  pages: (app) => {
    requestForm(app)
    requestList(app)
    requestPage(app)
    answerForm(app)
    retentionPage(app)
  },
  duties: requestDuties,
  dutiesTitle: 'Yêu cầu về dữ liệu cá nhân',
  recordKinds: [
    {
      kind: 'data-request',
      title: 'Yêu cầu về dữ liệu cá nhân',
      page: { path: (id) => `/personal-data/requests/${id}`, permission: 'personal-data.handle' },
      words: 'readers',
    },
  ],
  moves: dataRequestMoves,
  limits: [answerDeadlines],
}
