import type { SignatureWay } from '../rules/issue-state.ts'

/** The pages on which a document is signed, and what stands above them. */
export const SIGNING_PAGES = {
  person: { path: 'person-signature', title: 'Ký số văn bản' },
  body: { path: 'body-signature', title: 'Ký số của cơ quan' },
} as const

/** What each way adds to the address. */
export const WAY_PATHS: Readonly<Record<SignatureWay, string>> = {
  outside: '',
  'certificate-file': '/certificate',
  service: '/service',
}
