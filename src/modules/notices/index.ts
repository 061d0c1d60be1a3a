import type { Module } from '../../platform/http/module.ts'
import { unreadNotices } from './queries/notices.ts'
import { choicesForm } from './web/choices-form.tsx'
import { lookJob } from './web/look-job.ts'
import { noticePages } from './web/notice-pages.tsx'

/** What became late, near, urged or new for a person, told in the app and by mail. It knows no duty but what is told at the doors. */
export function notices(modules: readonly Module[]): Module {
  return {
    name: 'notices',
    pages: (app) => {
      noticePages(app, modules)
      choicesForm(app)
    },
    headLink: { href: '/notices', text: 'Thông báo', count: unreadNotices },
    jobs: [lookJob(modules)],
  }
}

export { look } from './actions/look.ts'
export { standingDuties, titlesOf } from './web/standing-duties.ts'
