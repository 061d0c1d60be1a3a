import { keepMap } from '../../src/modules/dashboards/actions/keep-map.ts'
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
  const mapId = await keepMap(database, maker, {
    ...{ title: 'Ranh giới', origin: 'Tệp thử', validFrom: TEST_TODAY, nameProperty: '', codeProperty: '' },
    content: JSON.stringify({ type: 'FeatureCollection', features: [SQUARE] }),
  })
  const board = await database.selectFrom('dashboard').select('id').where('role_code', '=', 'head').executeTakeFirst()
  return { viewId, linkToken: linkToken ?? '', mapId, dashboardId: board?.id ?? '', place: '1' }
}

const SQUARE = {
  type: 'Feature',
  properties: { name: 'Xã Ba' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [105, 10],
        [105.1, 10],
        [105.1, 10.1],
        [105, 10.1],
        [105, 10],
      ],
    ],
  },
}
