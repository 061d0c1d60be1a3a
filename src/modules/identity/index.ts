import type { Module } from '../../platform/http/module.ts'
import { signInPages } from './web/sign-in-pages.tsx'

/** Accounts, roles, sign-in. */
export const identity: Module = {
  name: 'identity',
  pages: (app) => signInPages(app),
}

export { createAccount } from './actions/create-account.ts'
export {
  acceptInvitation,
  hasNoAccount,
  inviteFirstAdministrator,
  isInvitationOpen,
} from './actions/invite-first-administrator.ts'
export { setPassword } from './actions/sign-in.ts'
export { createApiToken } from './queries/session.ts'
export { identify } from './web/identify.ts'
