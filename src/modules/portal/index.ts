import type { Fact } from '../../platform/database/fact.ts'
import type { Module } from '../../platform/http/module.ts'
import { checkInPages } from './web/check-in-pages.tsx'
import { publicConsultationPages } from './web/consultations/consultation-pages.tsx'
import { publicContestPages } from './web/contests/contest-pages.tsx'
import { contestEntryPages } from './web/contests/entry-pages.tsx'
import { deadlinePage } from './web/deadline-page.tsx'
import { publicDisclosurePages } from './web/disclosures/disclosure-pages.tsx'
import { appealPage } from './web/following/appeal-page.tsx'
import { followForms } from './web/following/follow-forms.tsx'
import { followedPage } from './web/following/followed-page.tsx'
import { openPages } from './web/following/open-page.tsx'
import { modelGallery } from './web/models/model-gallery.tsx'
import { publicAwardsPage } from './web/public-awards.tsx'
import { publicDialoguesPage } from './web/public-dialogues.tsx'
import { publicFiguresPage } from './web/public-figures.tsx'
import { publicHomePage } from './web/public-home.tsx'
import { publicPetitionPages } from './web/public-petitions.tsx'
import { publicRatingsPage } from './web/public-ratings.tsx'
import { publicResultsPage } from './web/public-results.tsx'
import { turnRegistrationForm } from './web/receptions/registration-form.tsx'
import { publicReceptionsPage } from './web/receptions/schedule-page.tsx'
import { turnPage } from './web/receptions/turn-page.tsx'
import { checkPage } from './web/sending/check-page.tsx'
import { photosPage } from './web/sending/photos-page.tsx'
import { placePage } from './web/sending/place-page.tsx'
import { questionPages } from './web/sending/question-pages.tsx'
import { sentPage } from './web/sending/sent-page.tsx'
import { similarPage } from './web/sending/similar-page.tsx'
import { startPages } from './web/sending/start-pages.tsx'
import { codedDocumentPage } from './web/verification/coded-document-page.tsx'
import { verifyPage } from './web/verification/verify-page.tsx'

/** What everybody may see without an account. Nobody imports from here. */
export function portal(facts: readonly Fact[]): Module {
  return {
    name: 'portal',
    pages: (app) => {
      publicHomePage(app, facts)
      publicResultsPage(app)
      publicAwardsPage(app)
      publicFiguresPage(app, facts)
      publicDialoguesPage(app)
      checkInPages(app)
      publicDisclosurePages(app)
      publicConsultationPages(app)
      modelGallery(app)
      publicContestPages(app)
      contestEntryPages(app)
      deadlinePage(app)
      verifyPage(app)
      codedDocumentPage(app)
      publicReceptionsPage(app)
      turnRegistrationForm(app)
      turnPage(app)
      publicPetitionPages(app)
      publicRatingsPage(app)
      startPages(app)
      placePage(app)
      questionPages(app)
      similarPage(app)
      photosPage(app)
      checkPage(app)
      sentPage(app)
      openPages(app)
      followedPage(app)
      followForms(app)
      appealPage(app)
    },
  }
}
