import type { Fact } from '../../platform/database/fact.ts'
import type { Module } from '../../platform/http/module.ts'
import { sectionHandover } from './actions/assign-section.ts'
import { reportLimits } from './actions/recount-deadlines.ts'
import { reportDutyFact } from './queries/fact.ts'
import { figuresOfReports } from './queries/figure-use.ts'
import { reportMoves } from './queries/moves.ts'
import { changesPage } from './web/changes-page.tsx'
import { checksForm } from './web/checks-form.tsx'
import { consolidationForm } from './web/consolidation-form.tsx'
import { decisionForm } from './web/decision-form.tsx'
import { casesPage } from './web/forms/cases-page.tsx'
import { formDownloads } from './web/forms/form-downloads.ts'
import { formPages } from './web/forms/form-pages.tsx'
import { issuingForm } from './web/issuing-form.tsx'
import { manifestPage } from './web/manifest-page.tsx'
import { overrideForms } from './web/override-form.tsx'
import { assignmentForms } from './web/process/assignment-forms.tsx'
import { commentPages } from './web/process/comment-pages.tsx'
import { lockForms } from './web/process/lock-forms.tsx'
import { reportReminderForm } from './web/process/reminder-form.tsx'
import { reopeningForm } from './web/process/reopening-form.tsx'
import { sendingPage } from './web/process/sending-page.tsx'
import { supplementForms } from './web/process/supplement-forms.tsx'
import { supplementPages } from './web/process/supplement-page.tsx'
import { supplementRemoval } from './web/process/supplement-removal.tsx'
import { reportApi } from './web/report-api.ts'
import { reportDownloads } from './web/report-downloads.ts'
import { reportDuties } from './web/report-duties.ts'
import { reportForm } from './web/report-form.tsx'
import { reportListPage } from './web/report-list-page.tsx'
import { reportPage } from './web/report-page.tsx'
import { reportProcessApi } from './web/report-process-api.ts'
import { requestForms } from './web/request-form.tsx'
import { requestPages } from './web/request-pages.tsx'
import { reuseForm } from './web/reuse-form.tsx'
import { sectionForm } from './web/section-form.tsx'
import { sourcesPage } from './web/sources-page.tsx'
import { submissionForm } from './web/submission-form.tsx'
import { deadlineForms } from './web/types/deadline-forms.tsx'
import { draftExits } from './web/types/draft-exits.tsx'
import { draftPage } from './web/types/draft-page.tsx'
import { sectionForms } from './web/types/section-forms.tsx'
import { typeFileForms } from './web/types/type-file-forms.tsx'
import { typeForms } from './web/types/type-forms.tsx'
import { typePage } from './web/types/type-page.tsx'
import { typesPage } from './web/types/types-page.tsx'

/** Report types, who owes which report, a unit's report from draft to acceptance, and the consolidated one. */
export function reports(facts: readonly Fact[]): Module {
  return {
    name: 'reports',
    pages: (app) => {
      reportListPage(app)
      reportForm(app)
      requestPages(app)
      requestForms(app)
      consolidationForm(app)
      reportPage(app, facts)
      sourcesPage(app, facts)
      sectionForm(app, facts)
      reuseForm(app)
      overrideForms(app, facts)
      checksForm(app, facts)
      changesPage(app, facts)
      submissionForm(app, facts)
      issuingForm(app, facts)
      manifestPage(app, facts)
      decisionForm(app)
      reportDownloads(app, facts)
      supplementForms(app, facts)
      supplementRemoval(app)
      supplementPages(app)
      sendingPage(app)
      reopeningForm(app)
      lockForms(app)
      reportReminderForm(app)
      assignmentForms(app)
      commentPages(app)
      formPages(app)
      casesPage(app)
      formDownloads(app)
      typesPage(app)
      typePage(app)
      typeForms(app)
      typeFileForms(app)
      draftPage(app, facts)
      sectionForms(app)
      draftExits(app)
      deadlineForms(app)
    },
    api: (app) => {
      reportApi(app, facts)
      reportProcessApi(app)
    },
    navigation: [{ href: '/reports', text: 'Báo cáo', permission: 'report.read' }],
    duties: reportDuties,
    dutiesTitle: 'Báo cáo',
    recordKinds: [
      {
        kind: 'report',
        title: 'Báo cáo',
        page: { path: (id) => `/reports/${id}`, permission: 'report.read' },
        words: 'everyone',
      },
      {
        kind: 'report-request',
        title: 'Yêu cầu báo cáo',
        page: { path: (id) => `/reports/requests/${id}`, permission: 'report.read' },
        words: 'everyone',
      },
      {
        kind: 'report-type',
        title: 'Loại báo cáo',
        page: { path: (code) => `/reports/types/${code}`, permission: 'report.read' },
        words: 'everyone',
      },
      {
        kind: 'report-type-draft',
        title: 'Bản soạn loại báo cáo',
        page: { path: (id) => `/reports/types/drafts/${id}`, permission: 'report.define' },
        words: 'everyone',
      },
    ],
    facts: [reportDutyFact],
    figureUses: [figuresOfReports],
    moves: reportMoves,
    handovers: [sectionHandover],
    limits: [reportLimits],
  }
}

export { assignSection } from './actions/assign-section.ts'
export { commentOnReport } from './actions/comment-on-report.ts'
export { consolidateReports } from './actions/consolidate-reports.ts'
export { decideReport } from './actions/decide-report.ts'
export { decideSupplement } from './actions/decide-supplement.ts'
export { draftReport } from './actions/draft-report.ts'
export { type IssueWork, issueReport } from './actions/issue-report.ts'
export { addDeadline } from './actions/keep-deadline.ts'
export { changeTypeDraft, draftReportType } from './actions/keep-report-type.ts'
export { lockRequest, unlockRequest } from './actions/lock-request.ts'
export { overrideFigure } from './actions/override-figure.ts'
export { remindReporters } from './actions/remind-reporters.ts'
export { reopenReport } from './actions/reopen-report.ts'
export { requestReports } from './actions/request-reports.ts'
export { sendSupplement } from './actions/send-supplement.ts'
export { submitReport } from './actions/submit-report.ts'
export { writeSection } from './actions/write-section.ts'
export { writeSupplement } from './actions/write-supplement.ts'
export { type BoardInShort, newestBoards } from './queries/newest-boards.ts'
export { reportOrPlan } from './queries/planned-report.ts'
export { reportAnswer } from './queries/report-answer.ts'
export { keysToExplain } from './queries/report-checks.ts'
export { reportContent } from './queries/report-content.ts'
export { definitionOf } from './queries/report-type-drafts.ts'
export { typeVersion } from './queries/report-types.ts'
export { writersOf } from './queries/section-work.ts'
export { unsentDuties } from './queries/unsent-duties.ts'
export { REPORT_FILES, type ReportFormat, reportOnPaper, writeReport } from './web/write-report.ts'
