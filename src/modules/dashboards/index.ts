import type { Fact } from '../../platform/database/fact.ts'
import type { Module } from '../../platform/http/module.ts'
import { dateInVietnam } from '../../vocabulary/calendar-date.ts'
import { sendFigures } from './actions/send-figures.ts'
import { figuresOfDashboards } from './queries/figure-use.ts'
import { sharedViewMove } from './queries/moves.ts'
import { boardForms } from './web/board-forms.tsx'
import { boardPage } from './web/board-page.tsx'
import { mapForms } from './web/map-forms.tsx'
import { pivotApi } from './web/pivot-api.ts'
import { pivotPage } from './web/pivot-page.tsx'
import { settingsPages } from './web/settings-page.tsx'
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
      settingsPages(app)
      boardForms(app)
      mapForms(app)
      viewPages(app, facts)
    },
    api: (app) => pivotApi(app, facts),
    recordKinds: [
      {
        kind: 'dashboard-view',
        title: 'Bảng số liệu đã lưu',
        page: { path: (id) => `/dashboards/views/${id}`, permission: 'figure.read' },
        // What somebody keeps for themselves is theirs.
        words: 'nobody',
      },
      {
        kind: 'dashboard',
        title: 'Bảng theo dõi của vai trò',
        page: { path: (id) => `/dashboard-settings/boards/${id}`, permission: 'dashboard.manage' },
        words: 'everyone',
      },
      {
        kind: 'map-source',
        title: 'Bản đồ',
        page: { path: (id) => `/dashboard-settings/maps/${id}`, permission: 'dashboard.manage' },
        words: 'everyone',
      },
    ],
    figureUses: [figuresOfDashboards],
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
    navigation: [
      { href: '/dashboards', text: 'Bảng theo dõi', permission: 'figure.read' },
      { href: '/dashboard-settings', text: 'Cài đặt bảng theo dõi', permission: 'dashboard.manage' },
    ],
  }
}
