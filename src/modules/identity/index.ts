import type { Module } from '../../platform/http/module.ts'
import { accountForms } from './web/account-forms.tsx'
import { accountPages } from './web/account-pages.tsx'
import { ownAccountPages } from './web/own-account-pages.tsx'
import { passwordLinkPages } from './web/password-link-pages.tsx'
import { signInPages } from './web/sign-in-pages.tsx'

/** Accounts, roles, sign-in. */
export const identity: Module = {
  name: 'identity',
  pages: (app) => {
    signInPages(app)
    accountPages(app)
    accountForms(app)
    passwordLinkPages(app)
    ownAccountPages(app)
  },
  navigation: [{ href: '/accounts', text: 'Tài khoản', permission: 'account.manage' }],
}

export { createAccount } from './actions/create-account.ts'
export {
  acceptInvitation,
  hasNoAccount,
  inviteFirstAdministrator,
  isInvitationOpen,
} from './actions/invite-first-administrator.ts'
export { makePasswordLink } from './actions/password-link.ts'
export { setPassword } from './actions/sign-in.ts'
export { officialOfAccount } from './queries/official.ts'
export { createApiToken } from './queries/session.ts'
export { identify } from './web/identify.ts'
