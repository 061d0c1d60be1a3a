import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dateInVietnam } from '../../vocabulary/calendar-date.ts'
import { may, type Official, postFor } from '../../vocabulary/official.ts'
import { Refusal } from '../../vocabulary/refusal.ts'
import type { Database } from '../database/database.ts'
import type { Encryption } from '../encryption/encryption.ts'
import type { KeyRing } from '../encryption/key-ring.ts'
import type { FileStore } from '../files/file-store.ts'
import type { MailSettings } from '../mail/mail-settings.ts'
import type { SigningServiceSettings } from '../outgoing/signing-service-settings.ts'
import type { PageLink } from '../page/index.ts'
import type { Pace } from '../watch/pace.ts'
import type { Context, PublicContext } from './context.ts'
import { draftKey, issueFormToken, NOBODY } from './form-token.ts'
import type { NavigationEntry } from './navigation-entry.ts'

/** What the server was built with; the same for every request. */
export type Services = {
  database: Database
  files: FileStore
  encryption: Encryption
  /** Keys of what is kept apart from all other data: who denounces. */
  protectedKeys: KeyRing
  /** The clock; only tests give another than the machine's. */
  now: () => Date
  publicUrl: string
  /** Where mail is handed over and who it is from; null when this installation sends none. */
  mail: MailSettings | null
  /** Whether webhooks may go to addresses that are not on the open internet. */
  webhooksToPrivateNetworks: boolean
  /** The service with which the keys of signers lie; null where there is none. */
  signingService: SigningServiceSettings | null
  /** Key under which the tokens of forms are signed. */
  formSecret: string
  /** True when the installation shows demonstration data: said on every page. */
  demonstration: () => boolean
  navigation: readonly NavigationEntry[]
  /** Since when this process answers slowly or fails. */
  pace: () => Pace
  /** Whom people call when something does not work, in words; null where nobody is named. */
  supportContact: string | null
  /** The address of a built asset, such as `staff.css`. */
  assets: (name: string) => string
}

declare module 'fastify' {
  interface FastifyInstance {
    services: Services
  }
  interface FastifyRequest {
    official: Official | null
    /** The link at the head of the page with its number, for who has signed in. */
    headLink: (PageLink & { count: number }) | null
  }
}

/** The context of a request, for pages that anyone may see. */
export function publicContext(request: FastifyRequest): PublicContext {
  const context = contextFor(servicesOf(request.server), request.official, request.url.split('?')[0])
  return { ...context, page: { ...context.page, headLink: request.headLink } }
}

/** The same where no request came in: what a person would see is looked at without them. */
export function contextFor(services: Services, official: Official, path?: string): Context
export function contextFor(services: Services, official: Official | null, path?: string): PublicContext
export function contextFor(services: Services, official: Official | null, path = '/'): PublicContext {
  const now = services.now()
  const post = official?.posts[0]
  return {
    database: services.database,
    files: services.files,
    now,
    today: dateInVietnam(now),
    official,
    publicUrl: services.publicUrl,
    page: {
      productName: 'Dân vận chính quyền',
      official: official
        ? { fullName: official.fullName, postTitle: post?.title ?? '', unitName: post?.unitName ?? '' }
        : null,
      navigation: official
        ? services.navigation
            .filter((entry) => may(official, entry.permission))
            .map(({ href, text }) => ({ href, text, current: path === href || path.startsWith(`${href}/`) }))
        : [],
      demonstration: services.demonstration(),
      publicSite: official === null,
      signOutToken: issueFormToken(services.formSecret, official?.accountId ?? NOBODY),
      drafts: official
        ? { account: official.accountId, key: draftKey(services.formSecret, official.accountId) }
        : undefined,
      assets: services.assets,
    },
  }
}

/** The context of a request by somebody who has signed in; the permission hook has made sure of that. */
export function signedInContext(request: FastifyRequest): Context {
  const context = publicContext(request)
  if (!context.official) {
    throw new Refusal('not-allowed', 'identity.not-signed-in', 'Bạn cần đăng nhập để xem trang này.')
  }
  const permission = request.routeOptions.config.permission ?? ''
  return { ...context, official: { ...context.official, actingPost: postFor(context.official, permission) } }
}

export function servicesOf(app: FastifyInstance): Services {
  return app.services
}
