import type { Module } from '../../platform/http/module.ts'
import { planContentFact, planFact, taskAssignmentFact } from './queries/fact.ts'
import { planMoves } from './queries/moves.ts'
import { assignmentPage } from './web/assignment-page.tsx'
import { comparisonPage } from './web/comparison-page.tsx'
import { copyForm } from './web/copy-form.tsx'
import { coveragePage } from './web/coverage-page.tsx'
import { evidenceForms } from './web/evidence-forms.tsx'
import { planActs } from './web/plan-acts.tsx'
import { planApi } from './web/plan-api.ts'
import { planDuties } from './web/plan-duties.ts'
import { planForms } from './web/plan-form.tsx'
import { planListPage } from './web/plan-list-page.tsx'
import { planPage } from './web/plan-page.tsx'
import { progressForms } from './web/progress-forms.tsx'
import { receiptForms } from './web/receipt-forms.tsx'
import { refusalForms } from './web/refusal-forms.tsx'
import { reminderForm } from './web/reminder-form.tsx'
import { reportingPage } from './web/reporting-page.tsx'
import { reviewPages } from './web/review-pages.tsx'
import { taskForms } from './web/task-form.tsx'
import { taskListPage } from './web/task-list-page.tsx'
import { taskPage } from './web/task-page.tsx'
import { taskSheet } from './web/task-sheet.ts'
import { timelinePage } from './web/timeline-page.tsx'

/** Plans that carry one another out, tasks given to units, progress shown by linked records, urging, reviews and the next year's plan. */
export const plans: Module = {
  name: 'plans',
  pages: (app) => {
    planForms(app)
    planListPage(app)
    planPage(app)
    coveragePage(app)
    timelinePage(app)
    copyForm(app)
    comparisonPage(app)
    reviewPages(app)
    planActs(app)
    taskForms(app)
    taskListPage(app)
    reminderForm(app)
    taskPage(app)
    reportingPage(app)
    assignmentPage(app)
    progressForms(app)
    evidenceForms(app)
    refusalForms(app)
    receiptForms(app)
  },
  api: (app) => planApi(app),
  navigation: [
    { href: '/plans', text: 'Kế hoạch', permission: 'plan.read' },
    { href: '/tasks', text: 'Nhiệm vụ', permission: 'plan.read' },
  ],
  duties: planDuties,
  dutiesTitle: 'Nhiệm vụ, kế hoạch',
  recordKinds: [
    {
      kind: 'plan',
      title: 'Kế hoạch',
      page: { path: (id) => `/plans/${id}`, permission: 'plan.read' },
      words: 'everyone',
    },
    {
      kind: 'task',
      title: 'Nhiệm vụ',
      page: { path: (id) => `/tasks/${id}`, permission: 'plan.read' },
      words: 'everyone',
    },
    {
      kind: 'task-assignment',
      title: 'Nhiệm vụ của đơn vị',
      page: { path: (id) => `/tasks/assignments/${id}`, permission: 'plan.read' },
      words: 'everyone',
    },
  ],
  facts: [planFact, planContentFact, taskAssignmentFact],
  moves: planMoves,
  sheets: [taskSheet],
}

export { linkEvidence } from './actions/link-evidence.ts'
export { type OpenAssignment, openAssignments } from './queries/open-assignments.ts'
export { tasksShownBy } from './queries/tasks-shown-by.ts'
