import type { Fact } from '../../platform/database/fact.ts'
import type { Module } from '../../platform/http/module.ts'
import { dateInVietnam } from '../../vocabulary/calendar-date.ts'
import { sendFigures } from './actions/send-figures.ts'
import { sharedViewMove } from './queries/moves.ts'
import { boardPage } from './web/board-page.tsx'
import { pivotPage } from './web/pivot-page.tsx'
import { subscriptionForms } from './web/subscription-forms.tsx'
import { viewForms } from './web/view-forms.tsx'
import { viewList } from './web/view-list.tsx'
import { viewPages } from './web/view-page.tsx'

/**
 * Looking at figures: what each role sees first, tables that anybody makes, keeps, shares and gets by mail, the map. It counts nothing
 * itself; every figure is asked of `indicators` in the reach of whoever looks.
 */
export function dashboards(facts: readonly Fact[]): Module {
  return {
    name: 'dashboards',
    pages: (app) => {
      boardPage(app, facts)
      pivotPage(app, facts)
      viewList(app)
      viewForms(app)
      subscriptionForms(app)
      viewPages(app, facts)
    },
    recordKinds: [
      {
        kind: 'dashboard-view',
        title: 'Bảng số liệu đã lưu',
        page: { path: (id) => `/dashboards/views/${id}`, permission: 'figure.read' },
        // What somebody keeps for themselves is theirs.
        words: 'nobody',
      },
    ],
    moves: [sharedViewMove],
    jobs: [
      {
        name: 'dashboards.send',
        title: 'Gửi bảng số liệu định kỳ qua thư',
        schedule: { at: '06:30' },
        run: async (_payload, { database, mail, publicUrl, now }) => {
          if (mail === null) return
          await sendFigures(database, facts, { now: now(), today: dateInVietnam(now()), publicUrl })
        },
      },
    ],
    navigation: [{ href: '/dashboards', text: 'Bảng theo dõi', permission: 'figure.read' }],
  }
}
