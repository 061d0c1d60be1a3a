import type { Module } from '../../platform/http/module.ts'
import { contestAwardFact, modelFact } from './queries/fact.ts'
import { movementMoves } from './queries/moves.ts'
import { contestForms } from './web/contest-forms.tsx'
import { contestPages } from './web/contest-pages.tsx'
import { descentPage } from './web/descent-page.tsx'
import { modelForms } from './web/model-forms.tsx'
import { modelPages } from './web/model-pages.tsx'
import { modelSheet } from './web/model-sheet.ts'
import { movementApi } from './web/movement-api.ts'

/** The emulation movement “Dân vận khéo”: models registered, reviewed and spread, and contests with their awards. */
export const movement: Module = {
  name: 'movement',
  pages: (app) => {
    modelForms(app)
    modelPages(app)
    descentPage(app)
    contestForms(app)
    contestPages(app)
  },
  api: (app) => movementApi(app),
  navigation: [{ href: '/movement', text: 'Dân vận khéo', permission: 'movement.read' }],
  recordKinds: [
    {
      kind: 'model',
      title: 'Mô hình “Dân vận khéo”',
      page: { path: (id) => `/movement/models/${id}`, permission: 'movement.read' },
      words: 'everyone',
    },
    {
      kind: 'contest',
      title: 'Cuộc thi',
      page: { path: (id) => `/movement/contests/${id}`, permission: 'movement.read' },
      words: 'everyone',
    },
  ],
  facts: [modelFact, contestAwardFact],
  moves: movementMoves,
  sheets: [modelSheet],
}
