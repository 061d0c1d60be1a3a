import type { Handover } from '../../platform/database/handover.ts'
import type { UnitMove } from '../../platform/database/unit-move.ts'
import type { Module } from '../../platform/http/module.ts'
import { postFact, unitFact } from './queries/fact.ts'
import { blockForms } from './web/block-forms.tsx'
import { blockPages } from './web/block-pages.tsx'
import { delegationPages } from './web/delegation-pages.tsx'
import { foundingPage } from './web/founding-page.tsx'
import { handoverForm } from './web/handover-form.tsx'
import { memberForm } from './web/member-form.tsx'
import { peopleForms } from './web/people-forms.tsx'
import { peoplePages } from './web/people-pages.tsx'
import { postSheet } from './web/post-sheet.ts'
import { reorganisationApi } from './web/reorganisation-api.ts'
import { reorganisationForms } from './web/reorganisation-forms.tsx'
import { reorganisationPages } from './web/reorganisation-pages.tsx'
import { roleForms } from './web/role-forms.tsx'
import { rolePage } from './web/role-page.tsx'
import { unitApi } from './web/unit-api.ts'
import { unitForms } from './web/unit-forms.tsx'
import { unitImportPages } from './web/unit-import-pages.tsx'
import { unitListPage } from './web/unit-list-page.tsx'
import { unitPage } from './web/unit-page.tsx'

/** Units through time, people and posts, blocks. The moves are what other modules hand on when a unit ends, the handovers what passes from person to person. */
export const organisation = (moves: readonly UnitMove[], handovers: readonly Handover[]): Module => ({
  name: 'organisation',
  pages: (app) => {
    foundingPage(app)
    unitListPage(app)
    unitForms(app)
    unitImportPages(app)
    reorganisationForms(app, moves)
    reorganisationPages(app, moves)
    unitPage(app)
    peopleForms(app)
    peoplePages(app)
    memberForm(app)
    handoverForm(app, handovers)
    delegationPages(app)
    rolePage(app)
    roleForms(app)
    blockForms(app)
    blockPages(app)
  },
  api: (app) => {
    unitApi(app)
    reorganisationApi(app)
  },
  navigation: [{ href: '/units', text: 'Đơn vị, cán bộ', permission: 'organisation.read' }],
  recordKinds: [
    {
      kind: 'unit',
      title: 'Đơn vị',
      page: { path: (id) => `/units/${id}`, permission: 'organisation.read' },
      words: 'everyone',
    },
    {
      kind: 'reorganisation',
      title: 'Việc sắp xếp đơn vị',
      page: { path: (id) => `/units/reorganisations/${id}`, permission: 'organisation.manage' },
      words: 'everyone',
    },
    {
      kind: 'person',
      title: 'Cán bộ, công chức',
      page: { path: (id) => `/people/${id}`, permission: 'organisation.read' },
      words: 'everyone',
    },
    {
      kind: 'block',
      title: 'Khối, cụm',
      page: { path: (id) => `/blocks/${id}`, permission: 'organisation.read' },
      words: 'everyone',
    },
    {
      kind: 'role',
      title: 'Vai trò',
      page: { path: (code) => `/roles/${code}/edit`, permission: 'role.manage' },
      words: 'everyone',
    },
    { kind: 'country-units', title: 'Danh mục đơn vị hành chính cả nước', words: 'everyone' },
  ],
  facts: [postFact, unitFact],
  sheets: [postSheet],
})

export { erasePerson, personToErase } from './actions/erase-person.ts'
export { type CountryImport, importCountryUnits } from './actions/import-country-units.ts'
export { importUnits, previewUnitImport, unitRowsOfWorkbook } from './actions/import-units.ts'
export { refuseEndedUnit } from './actions/refuse-ended-unit.ts'
export { requireWholeProvince } from './actions/require-whole-province.ts'
export { type UnitMoved, unitMovesOf } from './queries/reorganisations.ts'
export { unitOnPaper } from './queries/unit-on-paper.ts'
export { rootsOnDay, unitsAbove, unitsAtWork, unitsOfProvince } from './queries/unit-tree.ts'
export {
  idsOfUnitsUnder,
  type UnitOnDay,
  unitOnDay,
  unitsOnDay,
  unitsPlacedUnder,
  unitsUnder,
} from './queries/units.ts'
export { unitsAsRows, unitsAsWorkbook } from './queries/units-as-rows.ts'
export { headOnPaper, nameOnPaper, superiorOnPaper, type UnitOnPaper } from './rules/unit-on-paper.ts'
export { type UnitImportPlan, type UnitRow, unitRowsOfJson } from './rules/unit-rows.ts'
export { provinceListPages } from './web/province-list.tsx'
