import type { Module } from '../../platform/http/module.ts'
import { coordinationFact } from './queries/fact.ts'
import { coordinationMoves } from './queries/moves.ts'
import { coordinationDuties } from './web/coordination-duties.ts'
import { coordinationForms } from './web/coordination-forms.tsx'
import { coordinationPages } from './web/coordination-pages.tsx'
import { coordinationSheet } from './web/coordination-sheet.ts'
import { partyForms } from './web/party-forms.tsx'

/** Regulations, programmes and plans that state bodies sign with the Front, the organisations, the armed forces and the courts. */
export const coordination: Module = {
  name: 'coordination',
  pages: (app) => {
    coordinationForms(app)
    partyForms(app)
    coordinationPages(app)
  },
  navigation: [{ href: '/coordination', text: 'Phối hợp', permission: 'coordination.read' }],
  duties: coordinationDuties,
  dutiesTitle: 'Phối hợp',
  recordKinds: [
    {
      kind: 'coordination',
      title: 'Văn bản phối hợp',
      page: { path: (id) => `/coordination/${id}`, permission: 'coordination.read' },
      words: 'readers',
    },
  ],
  facts: [coordinationFact],
  moves: coordinationMoves,
  sheets: [coordinationSheet],
}
