import type { Module } from '../../platform/http/module.ts'
import { activityDuties } from './queries/duties.ts'
import { activityFact, disseminationFact, opinionFact, recommendationFact } from './queries/fact.ts'
import { activityMoves } from './queries/moves.ts'
import { activityApi } from './web/activity-api.ts'
import { activityForms } from './web/activity-form.tsx'
import { activityPages } from './web/activity-pages.tsx'
import { activitySheet } from './web/activity-sheet.ts'
import { invitationForms } from './web/invitation-forms.tsx'
import { opinionLinkForms } from './web/opinion-links.tsx'
import { opinionPages } from './web/opinion-pages.tsx'
import { paperDownloads } from './web/paper-downloads.ts'
import { pasteForms } from './web/paste-forms.tsx'
import { photoForms } from './web/photo-forms.tsx'
import { preparationForms } from './web/preparation-forms.tsx'
import { preparationPages } from './web/preparation-pages.tsx'
import { publicResultForm } from './web/public-result-form.tsx'
import { recommendationChanges } from './web/recommendation-changes.tsx'
import { recommendationForms } from './web/recommendation-forms.tsx'
import { recommendationPages } from './web/recommendation-pages.tsx'
import { withdrawalForm } from './web/withdrawal-form.tsx'

/** What units do with and for the people: dialogue, reception, training, supervision …, and the opinions raised there. */
export const activities: Module = {
  name: 'activities',
  pages: (app) => {
    activityForms(app)
    activityPages(app)
    opinionPages(app)
    opinionLinkForms(app)
    withdrawalForm(app)
    preparationForms(app)
    preparationPages(app)
    invitationForms(app)
    publicResultForm(app)
    photoForms(app)
    pasteForms(app)
    paperDownloads(app)
    recommendationForms(app)
    recommendationChanges(app)
    recommendationPages(app)
  },
  api: (app) => activityApi(app),
  navigation: [
    { href: '/activities', text: 'Hoạt động', permission: 'activity.read' },
    { href: '/opinions', text: 'Ý kiến', permission: 'activity.read' },
  ],
  duties: activityDuties,
  dutiesTitle: 'Hoạt động, ý kiến, kiến nghị',
  recordKinds: [
    {
      kind: 'activity',
      title: 'Hoạt động',
      page: { path: (id) => `/activities/${id}`, permission: 'activity.read' },
      words: 'everyone',
    },
    {
      kind: 'opinion',
      title: 'Ý kiến',
      page: { path: (id) => `/opinions/${id}`, permission: 'activity.read' },
      words: 'everyone',
    },
    {
      kind: 'planned-activity',
      title: 'Hoạt động đang chuẩn bị',
      page: { path: (id) => `/activities/planned/${id}`, permission: 'activity.read' },
      words: 'everyone',
    },
    {
      kind: 'recommendation',
      title: 'Kiến nghị, kết luận',
      page: { path: (id) => `/recommendations/${id}`, permission: 'activity.read' },
      words: 'everyone',
    },
    // Only its file is attached to it.
    { kind: 'activity-photo', title: 'Ảnh hoạt động', words: 'nobody' },
    { kind: 'pasted-activities', title: 'Hoạt động dán từ bảng tính', words: 'everyone' },
  ],
  facts: [activityFact, opinionFact, disseminationFact, recommendationFact],
  moves: activityMoves,
  sheets: [activitySheet],
}

export {
  type ActivityOfRegister,
  bindToRegister,
  changeActivityOfRegister,
  handwrittenActivities,
  recordActivityOfRegister,
  withdrawActivityOfRegister,
} from './actions/activity-of-register.ts'

export { checkIn, plannedActivityByCode } from './actions/check-in.ts'
export { announcedDialogue, dialoguesAnnounced, publishedResult } from './queries/public-dialogues.ts'
export { ACTIVITY_KINDS, type ActivityKind, PARTICIPANT_METHODS } from './rules/activity.ts'
