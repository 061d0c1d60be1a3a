import type { Module } from '../../platform/http/module.ts'
import { petitionHandover } from './actions/hand-over-petitions.ts'
import { openPetitionFact, petitionFact } from './queries/fact.ts'
import { petitionMoves } from './queries/moves.ts'
import { classificationForms } from './web/classification-forms.tsx'
import { datedStepForms } from './web/dated-step-forms.tsx'
import { petitionApi } from './web/petition-api.ts'
import { petitionDuties } from './web/petition-duties.ts'
import { petitionList } from './web/petition-list.tsx'
import { petitionRecord } from './web/petition-record.tsx'
import { registerForms } from './web/register-forms.tsx'
import { stepForms } from './web/step-forms.tsx'

/** Letters of the people: numbered, followed through their log to one of several ends, with limits that follow from the log. */
export const petitions: Module = {
  name: 'petitions',
  pages: (app) => {
    registerForms(app)
    petitionList(app)
    petitionRecord(app)
    classificationForms(app)
    stepForms(app)
    datedStepForms(app)
  },
  api: (app) => petitionApi(app),
  navigation: [{ href: '/petitions', text: 'Đơn thư', permission: 'petition.read' }],
  duties: (context) => petitionDuties(context),
  // Not even that it is a denunciation may be told outside.
  recordKinds: [
    {
      kind: 'petition',
      title: 'Đơn thư',
      page: { path: (id) => `/petitions/${id}`, permission: 'petition.read' },
      words: 'nobody',
    },
  ],
  facts: [petitionFact, openPetitionFact],
  moves: petitionMoves,
  handovers: [petitionHandover],
}
