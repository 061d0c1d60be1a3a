import type { Module } from '../../platform/http/module.ts'
import { petitionHandover } from './actions/hand-over-petitions.ts'
import { petitionLimits } from './actions/recount-limits.ts'
import { openPetitionFact, petitionFact } from './queries/fact.ts'
import { petitionMoves } from './queries/moves.ts'
import { ratingFact } from './queries/rating-fact.ts'
import { batchForms } from './web/batch-forms.tsx'
import { citizenForms } from './web/citizen-forms.tsx'
import { classificationForms } from './web/classification-forms.tsx'
import { courseStepForm } from './web/course-step.tsx'
import { datedSteps } from './web/dated-steps.tsx'
import { denunciationForm } from './web/denunciation-form.tsx'
import { identityForms } from './web/identity-forms.tsx'
import { identityPages } from './web/identity-pages.tsx'
import { linkForms } from './web/link-forms.tsx'
import { petitionApi } from './web/petition-api.ts'
import { petitionDuties } from './web/petition-duties.ts'
import { petitionList } from './web/petition-list.tsx'
import { petitionRecord } from './web/petition-record.tsx'
import { petitionSheet } from './web/petition-sheet.ts'
import { petitionStepApi } from './web/petition-step-api.ts'
import { publicationForms } from './web/publication-forms.tsx'
import { redactedCopyPages } from './web/redacted-copy-pages.tsx'
import { registerForms } from './web/register-forms.tsx'
import { replyDocument } from './web/reply-document.ts'
import { replyTemplateForms } from './web/reply-template-forms.tsx'
import { settlingSteps } from './web/settling-steps.tsx'
import { stepForms } from './web/step-forms.tsx'
import { submissionDuties } from './web/submission-duties.ts'
import { submissionForms } from './web/submission-forms.tsx'
import { submissionList } from './web/submission-list.tsx'
import { submissionPage } from './web/submission-page.tsx'

/** Letters of the people: numbered, followed through their log to one of several ends, with limits that follow from the log. */
export { eraseSender, type SenderErased, senderToErase } from './actions/erase-sender.ts'
export const petitions: Module = {
  name: 'petitions',
  pages: (app) => {
    registerForms(app)
    denunciationForm(app)
    identityPages(app)
    identityForms(app)
    redactedCopyPages(app)
    petitionList(app)
    petitionRecord(app)
    classificationForms(app)
    stepForms(app)
    datedSteps((step) => courseStepForm(app, step))
    settlingSteps((step) => courseStepForm(app, step))
    linkForms(app)
    batchForms(app)
    replyTemplateForms(app)
    replyDocument(app)
    submissionList(app)
    submissionForms(app)
    submissionPage(app)
    citizenForms(app)
    publicationForms(app)
  },
  api: (app) => {
    petitionApi(app)
    petitionStepApi(app)
  },
  navigation: [{ href: '/petitions', text: 'Đơn thư', permission: 'petition.read' }],
  duties: async (context) => [...(await petitionDuties(context)), ...(await submissionDuties(context))],
  dutiesTitle: 'Đơn thư',
  // Not even that it is a denunciation may be told outside.
  recordKinds: [
    {
      kind: 'petition',
      title: 'Đơn thư',
      page: { path: (id) => `/petitions/${id}`, permission: 'petition.read' },
      words: 'nobody',
    },
    {
      kind: 'reply-template',
      title: 'Mẫu trả lời đơn',
      page: { path: (id) => `/petitions/templates/${id}/edit`, permission: 'petition.assign' },
      words: 'everyone',
    },
    {
      kind: 'submission',
      title: 'Đơn gửi trực tuyến',
      page: { path: (id) => `/submissions/${id}`, permission: 'petition.register' },
      words: 'nobody',
    },
  ],
  facts: [petitionFact, openPetitionFact, ratingFact],
  moves: petitionMoves,
  limits: [petitionLimits],
  handovers: [petitionHandover],
  sheets: [petitionSheet],
}

export { addMessage } from './actions/add-message.ts'
export { type FirstLimit, firstLimit } from './actions/first-limit.ts'
export {
  addPhotos,
  changeDraft,
  changeTopic,
  discardDraft,
  removePhotos,
  startDraft,
  sweepDrafts,
} from './actions/keep-draft.ts'
export { petitionDeadline } from './actions/petition-deadline.ts'
export { rateAnswer } from './actions/rate-answer.ts'
export { registerPetition } from './actions/register-petition.ts'
export { type KeysRotated, protectedKeysNeeded, rotateProtectedKeys } from './actions/rotate-protected-keys.ts'
export { dropSealedPhotos, receiveSealedPhoto } from './actions/sealed-photos.ts'
export { secondComplaintTerm, secondComplaintTitle } from './actions/second-complaint.ts'
export { sendSubmission } from './actions/send-submission.ts'
export {
  CASES_PER_PAGE,
  type CountedGroup,
  countedPetitions,
  type PetitionBehind,
  petitionsBehind,
} from './queries/counted-petitions.ts'
export { type Draft, draftOf } from './queries/drafts.ts'
export { type Followed, followedBy, messagesSent, stepsTold } from './queries/followed-petition.ts'
export { logOf } from './queries/petition-log.ts'
export { MOST_PLACES, placeById, placesNamed } from './queries/places.ts'
export { PUBLICATIONS_PER_PAGE, publicationOf, publications } from './queries/publications.ts'
export { FEWEST_RATINGS, ratingsByUnit } from './queries/ratings.ts'
export { type ReceivingUnit, receivingUnit } from './queries/receiving-unit.ts'
export { receivingUnitOf } from './queries/receiving-unit-of.ts'
export { similarPublications } from './queries/similar-publications.ts'
export { type Upheld, upheldAgainst } from './queries/upheld.ts'
export { PETITION_KINDS, type PetitionKind } from './rules/petition-kind.ts'
export { STATE_TITLES, standingFrom } from './rules/petition-standing.ts'
export { PROTECTED_TITLE } from './rules/protected-sender.ts'
export { runningLimit } from './rules/running-limit.ts'
export {
  type Answers,
  answersAfterTopic,
  MOST_PHOTOS,
  nextStep,
  refuseNamelessComplaint,
  type StepOfSending,
  stepsOf,
  VISIBILITIES,
  type Visibility,
} from './rules/submission.ts'
export { plainState, secondComplaintFrom, toldName, toldStep } from './rules/told-to-sender.ts'
