import type { Module } from '../../platform/http/module.ts'
import { openIdentityProvider, type ProviderSettings } from './provider/identity-provider.ts'
import { accountIsWithin } from './queries/accounts.ts'
import { accountForms } from './web/account-forms.tsx'
import { accountPages } from './web/account-pages.tsx'
import { ownAccountPages } from './web/own-account-pages.tsx'
import { ownAddressPages } from './web/own-address-pages.tsx'
import { ownSecondFactorPages } from './web/own-second-factor-pages.tsx'
import { ownTokenPages } from './web/own-token-pages.tsx'
import { passwordLinkPages } from './web/password-link-pages.tsx'
import { providerPages } from './web/provider-pages.tsx'
import { secondStepPages } from './web/second-step-pages.tsx'
import { signInPages } from './web/sign-in-pages.tsx'

/** Accounts, roles, sign-in; also through the identity provider, when the installation has one. */
export function identity(settings: ProviderSettings | null): Module {
  const provider = settings && openIdentityProvider(settings)
  return {
    name: 'identity',
    pages: (app) => {
      signInPages(app, provider)
      secondStepPages(app)
      providerPages(app, provider)
      accountPages(app, provider)
      accountForms(app, provider)
      passwordLinkPages(app)
      ownAccountPages(app)
      ownAddressPages(app)
      ownSecondFactorPages(app)
      ownTokenPages(app)
    },
    recordKinds: [
      {
        kind: 'account',
        title: 'Tài khoản',
        page: { path: (id) => `/accounts/${id}`, permission: 'account.manage' },
        words: 'everyone',
        isWithin: accountIsWithin,
      },
    ],
    navigation: [{ href: '/accounts', text: 'Tài khoản', permission: 'account.manage' }],
  }
}

export { makeApiToken } from './actions/api-token.ts'
export { createAccount } from './actions/create-account.ts'
export { forgetAccounts } from './actions/forget-account.ts'
export {
  acceptInvitation,
  hasNoAccount,
  inviteFirstAdministrator,
  isInvitationOpen,
} from './actions/invite-first-administrator.ts'
export { makePasswordLink } from './actions/password-link.ts'
export { takeSecondFactorAway } from './actions/second-factor.ts'
export { setPassword } from './actions/sign-in.ts'
export type { ProviderSettings } from './provider/identity-provider.ts'
export { addressOf } from './queries/address.ts'
export { createApiToken } from './queries/api-token.ts'
export { officialOfAccount } from './queries/official.ts'
export { onlyReads, permissionsOf } from './rules/api-token.ts'
export { identify } from './web/identify.ts'
export { shownOncePage } from './web/shown-once-page.tsx'
