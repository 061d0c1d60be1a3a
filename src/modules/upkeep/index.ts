import type { Module } from '../../platform/http/module.ts'
import type { Job } from '../../platform/jobs/job.ts'
import { jobPages } from './web/job-pages.tsx'
import { mailPages } from './web/mail-pages.tsx'
import { standingPage } from './web/standing-page.tsx'

export { jobsByState } from './queries/standing.ts'
export { requireKeeper, settlingForm, UpkeepNavigation } from './web/upkeep-parts.tsx'

/** What runs behind the pages, for who keeps the system: jobs, mail. */
export function upkeep(jobs: readonly Job[]): Module {
  return {
    name: 'upkeep',
    pages: (app) => {
      jobPages(app, jobs)
      mailPages(app)
      standingPage(app)
    },
    navigation: [{ href: '/jobs', text: 'Vận hành', permission: 'job.manage' }],
    recordKinds: [
      { kind: 'job', title: 'Việc chạy nền', words: 'everyone' },
      { kind: 'mail', title: 'Thư gửi đi', words: 'everyone' },
    ],
  }
}
