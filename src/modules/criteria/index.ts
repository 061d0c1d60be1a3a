import type { Fact } from '../../platform/database/fact.ts'
import type { Module } from '../../platform/http/module.ts'
import { limitsOfYears } from './actions/recount-timetables.ts'
import { rankResultFact } from './queries/fact.ts'
import { figuresOfCriteria } from './queries/figure-use.ts'
import { assessmentMoves } from './queries/moves.ts'
import { appealForms } from './web/appeal-forms.tsx'
import { assessmentPage } from './web/assessment-page.tsx'
import { assignmentForms } from './web/assignment-forms.tsx'
import { councilPages } from './web/council-pages.tsx'
import { criteriaApi } from './web/criteria-api.ts'
import { criteriaDuties } from './web/criteria-duties.ts'
import { criterionGrid } from './web/criterion-grid.tsx'
import { criterionPage } from './web/criterion-page.tsx'
import { decisionForms } from './web/decision-form.tsx'
import { draftEndingForms } from './web/draft-ending-forms.tsx'
import { draftGeneralForms } from './web/draft-general-form.tsx'
import { draftMethodForm } from './web/draft-method-form.tsx'
import { draftNodeForms } from './web/draft-node-forms.tsx'
import { draftPages } from './web/draft-pages.tsx'
import { draftRuleForms } from './web/draft-rule-forms.tsx'
import { draftSampleForms } from './web/draft-sample-form.tsx'
import { draftStartForm } from './web/draft-start-form.tsx'
import { evidenceForms } from './web/evidence-form.tsx'
import { openingForm } from './web/opening-form.tsx'
import { readingPage } from './web/reading-page.tsx'
import { reopeningForm } from './web/reopening-form.tsx'
import { secondMarkPages } from './web/second-mark-pages.tsx'
import { selfAssessmentForm } from './web/self-assessment-form.tsx'
import { setPages } from './web/set-pages.tsx'
import { setTrialPage } from './web/set-trial-page.tsx'
import { sheetTrialPage } from './web/sheet-trial-page.tsx'
import { submissionForms } from './web/submission-form.tsx'
import { timetablePages } from './web/timetable-pages.tsx'
import { verificationForms } from './web/verification-form.tsx'
import { verificationWorkPage } from './web/verification-work-page.tsx'
import { yearDownloads } from './web/year-downloads.ts'
import { yearPages } from './web/year-pages.tsx'

/**
 * Criteria sets, and the year that is scored by them: self-assessment, verification, ranks, decision. The facts are those of all
 * modules: what can be counted is filled in, and what is recorded can be evidence.
 */
export function criteria(facts: readonly Fact[]): Module {
  return {
    name: 'criteria',
    pages: (app) => {
      setPages(app)
      draftStartForm(app)
      draftPages(app)
      draftGeneralForms(app)
      draftNodeForms(app)
      draftMethodForm(app)
      draftRuleForms(app)
      draftSampleForms(app)
      draftEndingForms(app)
      openingForm(app)
      yearPages(app)
      decisionForms(app)
      timetablePages(app)
      assignmentForms(app)
      verificationWorkPage(app)
      criterionGrid(app)
      secondMarkPages(app, facts)
      councilPages(app)
      readingPage(app)
      reopeningForm(app)
      yearDownloads(app)
      assessmentPage(app, facts)
      setTrialPage(app)
      sheetTrialPage(app, facts)
      submissionForms(app, facts)
      criterionPage(app, facts)
      selfAssessmentForm(app, facts)
      evidenceForms(app, facts)
      verificationForms(app, facts)
      appealForms(app, facts)
    },
    api: (app) => criteriaApi(app, facts),
    navigation: [{ href: '/assessments', text: 'Chấm điểm', permission: 'criteria.read' }],
    duties: criteriaDuties,
    dutiesTitle: 'Chấm điểm, xếp loại',
    recordKinds: [
      {
        kind: 'criteria-set',
        title: 'Bộ tiêu chí',
        page: { path: (id) => `/criteria-sets/${id}`, permission: 'criteria.read' },
        words: 'everyone',
      },
      {
        kind: 'criteria-set-draft',
        title: 'Bản soạn bộ tiêu chí',
        page: { path: (id) => `/criteria-sets/drafts/${id}`, permission: 'criteria.manage' },
        words: 'readers',
      },
      {
        kind: 'assessment-year',
        title: 'Năm chấm điểm',
        page: { path: (id) => `/assessments/years/${id}`, permission: 'criteria.read' },
        words: 'everyone',
      },
      {
        kind: 'assessment',
        title: 'Bảng chấm điểm',
        page: { path: (id) => `/assessments/${id}`, permission: 'criteria.read' },
        words: 'everyone',
      },
    ],
    facts: [rankResultFact],
    figureUses: [figuresOfCriteria],
    moves: assessmentMoves,
    limits: [limitsOfYears],
  }
}

export { answerAppeal } from './actions/answer-appeal.ts'
export { assignVerification } from './actions/assign-verification.ts'
export { decideYear, publishYear } from './actions/decide-year.ts'
export { startDraft } from './actions/draft-criteria-set.ts'
export { answerExplanation, askExplanation } from './actions/explain.ts'
export { fileAppeal } from './actions/file-appeal.ts'
export { keepCriteriaSet } from './actions/keep-criteria-set.ts'
export { openYear } from './actions/open-year.ts'
export { recordSelfAssessments } from './actions/record-self-assessments.ts'
export { recordVerifications } from './actions/record-verifications.ts'
export { drawSecondMarking, giveSecondMark } from './actions/second-marking.ts'
export { setTimetable } from './actions/set-timetable.ts'
export { submitAssessments } from './actions/submit-assessments.ts'
export { checkCriteriaFile } from './commands/check.ts'
export { publishedSchema } from './commands/published-schema.ts'
export { scoreCriteriaFile } from './commands/score.ts'
export { readSetText } from './commands/set-text.ts'
export { newestRanks, type RanksInShort } from './queries/newest-ranks.ts'
export { type PublishedYear, publishedResults, publishedYears, type ResultRow } from './queries/results.ts'
export { secondMarks } from './queries/verification-work.ts'
export { membersTyped, SEATS, sessionValues, typedIn } from './rules/council-session.ts'
export { DEMONSTRATION_SET } from './rules/demonstration-set.ts'
export { SESSION_LABELS, SessionFields, SessionForm } from './web/council-session.tsx'
export { minutesOnPaper, type SessionOnPaper } from './web/minutes-on-paper.ts'
