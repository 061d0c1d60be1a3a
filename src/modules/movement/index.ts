import type { Module } from '../../platform/http/module.ts'
import { dateInVietnam } from '../../vocabulary/calendar-date.ts'
import { eraseAuthors } from './actions/erase-authors.ts'
import { markingHandover } from './actions/hand-over-marking.ts'
import { markingDuties } from './queries/duties.ts'
import { contestAwardFact, modelFact } from './queries/fact.ts'
import { movementMoves } from './queries/moves.ts'
import { boardPages } from './web/board-pages.tsx'
import { contestForms } from './web/contest-forms.tsx'
import { contestPages } from './web/contest-pages.tsx'
import { contestSheets } from './web/contest-sheets.ts'
import { decisionForm } from './web/decision-form.tsx'
import { descentPage } from './web/descent-page.tsx'
import { judgedForms } from './web/judged-forms.tsx'
import { markingPages } from './web/marking-pages.tsx'
import { mendWorkForms } from './web/mend-work-forms.tsx'
import { modelFieldPages } from './web/model-field-pages.tsx'
import { modelForms } from './web/model-forms.tsx'
import { modelLifeForms } from './web/model-life-forms.tsx'
import { modelPages } from './web/model-pages.tsx'
import { modelPhotoForms } from './web/model-photo-forms.tsx'
import { modelSheet } from './web/model-sheet.ts'
import { movementApi } from './web/movement-api.ts'
import { panelPages } from './web/panel-pages.tsx'

/** The emulation movement “Dân vận khéo”: models registered, reviewed and spread, and contests with their awards. */
export const movement: Module = {
  name: 'movement',
  pages: (app) => {
    modelForms(app)
    modelFieldPages(app)
    modelPages(app)
    descentPage(app)
    contestForms(app)
    mendWorkForms(app)
    contestPages(app)
    judgedForms(app)
    panelPages(app)
    modelLifeForms(app)
    modelPhotoForms(app)
    boardPages(app)
    decisionForm(app)
    markingPages(app)
  },
  api: (app) => movementApi(app),
  navigation: [
    { href: '/movement', text: 'Dân vận khéo', permission: 'movement.read' },
    { href: '/movement/fields', text: 'Lĩnh vực mô hình', permission: 'movement-field.manage' },
  ],
  recordKinds: [
    {
      kind: 'model',
      title: 'Mô hình “Dân vận khéo”',
      page: { path: (id) => `/movement/models/${id}`, permission: 'movement.read' },
      words: 'everyone',
    },
    {
      kind: 'movement-field',
      title: 'Lĩnh vực mô hình',
      page: { path: (code) => `/movement/fields/${code}/edit`, permission: 'movement-field.manage' },
      words: 'everyone',
    },
    // Only its file is attached to it.
    { kind: 'model-photo', title: 'Ảnh mô hình', words: 'nobody' },
    {
      kind: 'contest',
      title: 'Cuộc thi',
      page: { path: (id) => `/movement/contests/${id}`, permission: 'movement.read' },
      words: 'everyone',
    },
    {
      kind: 'movement-board',
      title: 'Ban giám khảo, hội đồng bình xét',
      page: { path: (id) => `/movement/boards/${id}`, permission: 'movement.read' },
      words: 'readers',
    },
  ],
  facts: [modelFact, contestAwardFact],
  moves: movementMoves,
  sheets: [modelSheet, ...contestSheets],
  handovers: [markingHandover],
  jobs: [
    {
      name: 'movement.erase-authors',
      title: 'Xóa tên tác giả dự thi đã hết thời hạn lưu',
      schedule: { at: '02:30' },
      run: async (_payload, { database, now }) => {
        await eraseAuthors(database, dateInVietnam(now()))
      },
    },
  ],
  duties: markingDuties,
  dutiesTitle: '“Dân vận khéo”',
}

export { openEntry, sendWork } from './actions/send-entry.ts'
export { fieldTitles } from './queries/model-fields.ts'
export { publicModel, publicModels, unitsOfPublicModels } from './queries/model-life.ts'
export { publicPhotoFile, publicPhotosOf } from './queries/model-photos.ts'
export {
  entryCodeIsTaken,
  openContest,
  openContests,
  publicAwards,
  publicRounds,
} from './queries/open-contests.ts'
export { ENTRY_STATES, isReceiving } from './rules/judged-contest.ts'
export { RECOGNITION_LEVELS, type RecognitionLevel } from './rules/model.ts'
