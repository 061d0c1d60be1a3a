import type { Module } from '../../platform/http/module.ts'
import { postFact, unitFact } from './queries/fact.ts'
import { foundingPage } from './web/founding-page.tsx'
import { peopleForms } from './web/people-forms.tsx'
import { peoplePages } from './web/people-pages.tsx'
import { unitApi } from './web/unit-api.ts'
import { unitForms } from './web/unit-forms.tsx'
import { unitListPage } from './web/unit-list-page.tsx'
import { unitPage } from './web/unit-page.tsx'

/** Units through time, people and posts, blocks. */
export const organisation: Module = {
  name: 'organisation',
  pages: (app) => {
    foundingPage(app)
    unitListPage(app)
    unitForms(app)
    unitPage(app)
    peopleForms(app)
    peoplePages(app)
  },
  api: (app) => unitApi(app),
  navigation: [{ href: '/units', text: 'Đơn vị, cán bộ', permission: 'organisation.read' }],
  facts: [postFact, unitFact],
}

export { rootsOnDay } from './queries/unit-tree.ts'
export { type UnitOnDay, unitOnDay, unitsOnDay, unitsPlacedUnder, unitsUnder } from './queries/units.ts'
