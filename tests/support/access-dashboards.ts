import { saveView, shareView } from '../../src/modules/dashboards/actions/keep-view.ts'
import { viewById } from '../../src/modules/dashboards/queries/views.ts'
import type { PivotQuestion } from '../../src/modules/dashboards/rules/pivot.ts'
import type { Making } from './making-records.ts'
import { TEST_TODAY } from './test-day.ts'

const QUESTION: PivotQuestion = {
  ...{ indicators: ['dialogue.count'], rows: 'unit', columns: 'indicator', dimension: null, unitId: null },
  ...{ level: 'below', span: 'this-year', from: null, to: null, step: 'quarter', reading: 'now', shownAs: 'table' },
}

/** A table that its maker keeps to themselves, and one that may be opened by whoever has its link. */
export async function addDashboards({ database, maker, word }: Making) {
  const viewId = await saveView(database, maker, { title: word('savedview'), question: QUESTION })
  const shared = await saveView(database, maker, { title: 'Đối thoại theo đơn vị', question: QUESTION })
  const changed = { id: shared, today: TEST_TODAY, version: null }
  await shareView(database, maker, changed, { sharedWith: 'nobody', byLink: true })
  const { linkToken } = await viewById(database, { official: maker, today: TEST_TODAY }, shared)
  return { viewId, linkToken: linkToken ?? '' }
}
