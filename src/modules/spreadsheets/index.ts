import type { Module } from '../../platform/http/module.ts'
import type { RecordSheet } from '../../platform/spreadsheet/record-sheet.ts'
import { batchWork } from './actions/work.ts'
import { batchPages } from './web/batch-pages.tsx'
import { decisionForms } from './web/decision-forms.tsx'
import { downloads } from './web/downloads.ts'
import { importForm } from './web/import-form.tsx'
import { kindsPage } from './web/kinds-page.tsx'

/** Records of every kind out into spreadsheets and in from them: tried first, applied as one batch, undone as one. */
export const spreadsheets = (sheets: readonly RecordSheet[]): Module => ({
  name: 'spreadsheets',
  pages: (app) => {
    const work = batchWork(app.services, sheets)
    app.addHook('onReady', () => work.resume())
    app.addHook('onClose', () => work.stop())
    kindsPage(app, sheets)
    downloads(app, sheets)
    importForm(app, sheets, work)
    batchPages(app, sheets)
    decisionForms(app, sheets, work)
  },
  navigation: [{ href: '/spreadsheets', text: 'Nhập từ Excel', permission: 'spreadsheet.use' }],
  recordKinds: [{ kind: 'import-batch', title: 'Lần nhập từ bảng tính', words: 'everyone' }],
})

export { advanceBatch } from './actions/advance-batch.ts'
export type { BatchServices } from './actions/batch-work.ts'
export { askToApply, setAside } from './actions/decide.ts'
export { receiveFile, receiveRows } from './actions/receive.ts'
export { type BatchRecord, batchById, faultsOfBatch } from './queries/batches.ts'
export { recordsAsCells, sheetAsWorkbook } from './queries/write-sheet.ts'
export { RECORD_ID } from './rules/headings.ts'
