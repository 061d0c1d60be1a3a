import type { Module } from '../../platform/http/module.ts'
import { forgetPictures } from './actions/keep-signature-picture.ts'
import { readAttachedFiles } from './actions/read-attached-files.ts'
import { trailReadable } from './queries/document-reach.ts'
import { documentFact } from './queries/fact.ts'
import { documentMoves } from './queries/moves.ts'
import { attachmentDownload } from './web/attachment-download.ts'
import { documentActs } from './web/document-acts.tsx'
import { documentApi } from './web/document-api.ts'
import { documentDuties } from './web/document-duties.ts'
import { documentForms } from './web/document-form.tsx'
import { documentListPage } from './web/document-list-page.tsx'
import { documentPage } from './web/document-page.tsx'
import { documentSheets } from './web/document-sheets.ts'
import { duplicatesPage } from './web/duplicates-page.tsx'
import { limitsForm } from './web/limits-form.tsx'
import { numberingForm } from './web/numbering-form.tsx'
import { pictureForms } from './web/picture-forms.tsx'
import { readersPage } from './web/readers-page.tsx'
import { registerBookPages } from './web/register-book.tsx'
import { signatureForms } from './web/signature-forms.tsx'

/** The registers of numbered documents, files attached to records of all kinds, and the Word files that go out. */
export const documents: Module = {
  name: 'documents',
  pages: (app) => {
    documentForms(app)
    registerBookPages(app)
    duplicatesPage(app)
    numberingForm(app)
    documentListPage(app)
    documentPage(app)
    documentActs(app)
    signatureForms(app)
    pictureForms(app)
    limitsForm(app)
    readersPage(app)
    attachmentDownload(app)
  },
  api: (app) => documentApi(app),
  navigation: [{ href: '/documents', text: 'Văn bản', permission: 'document.read' }],
  duties: documentDuties,
  dutiesTitle: 'Văn bản',
  // What a paper is about may be somebody's complaint.
  recordKinds: [
    {
      kind: 'document',
      title: 'Văn bản',
      page: { path: (id) => `/documents/${id}`, permission: 'document.read' },
      words: 'readers',
      readable: trailReadable,
    },
  ],
  facts: [documentFact],
  moves: documentMoves,
  sheets: documentSheets,
  jobs: [readAttachedFiles, forgetPictures],
}

export { attachFiles } from './actions/attach-files.ts'
export { attachPhoto } from './actions/attach-photo.ts'
export { giveUpFiles } from './actions/give-up-files.ts'
export { type DocumentToIssue, issueDocument } from './actions/issue-document.ts'
export { linkAsCarryingOut } from './actions/link-documents.ts'
export { filesPassedOn, passFilesOn } from './actions/pass-files-on.ts'
export { recordDocument, registerAct } from './actions/record-document.ts'
export { removeAttachment } from './actions/remove-attachment.ts'
export { sendDocument } from './actions/send-document.ts'
export type { Certificate } from './layout/certificate.ts'
export type { BodyBlock, OfficialDocument, TableCell } from './layout/official-document.ts'
export { pictureSize } from './layout/picture-size.ts'
export { writeCertificatesPdf } from './pdf/write-certificates.ts'
export { PDF_MEDIA_TYPE, writePdf } from './pdf/write-pdf.ts'
export { attachmentsOf, attachmentsOfEach } from './queries/attachments.ts'
export { documentByMention } from './queries/document-by-mention.ts'
export { type DocumentFile, documentFiles } from './queries/document-files.ts'
export { linksOf } from './queries/document-links.ts'
export { documentPage } from './queries/document-page.ts'
export { shownReference } from './queries/document-reach.ts'
export { documentById, documentsOfBody, documentsToChoose } from './queries/documents.ts'
export { type Issue, issueByCode, issueOf, issueSentAs } from './queries/issues.ts'
export { type Signer, signersOf } from './queries/signers.ts'
export { ISSUE_STATES, SIGNATURE_ROLES } from './rules/issue-state.ts'
export { outlineNumber } from './rules/outline-number.ts'
export { DOCUMENT_TYPE_TITLES } from './rules/register-entry.ts'
export { checkSignatures, type SignatureFound, type SignaturesChecked } from './signatures/check-signatures.ts'
export { signPdf } from './signatures/sign-pdf.ts'
export { openCertificateFile } from './signatures/signing-key.ts'
export { AttachmentList } from './web/attachment-list.tsx'
export { IssueStateTag } from './web/issue-view.tsx'
export {
  AlternativeText,
  AlternativeTextInput,
  PHOTO_LABELS,
  Photo,
  PhotoFields,
  PhotoInput,
  type ShownPhoto,
} from './web/photo-parts.tsx'
export { writeCertificatesWord } from './word/write-certificates.ts'
export { WORD_MEDIA_TYPE, writeWord } from './word/write-word.ts'
