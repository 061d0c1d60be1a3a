import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** The open account that the administrator has linked to this identity of the provider; undefined when there is none. */
export function accountOfExternalIdentity(database: Database, identity: { issuer: string; subject: string }) {
  return database
    .selectFrom('external_identity')
    .innerJoin('account', 'account.id', 'external_identity.account_id')
    .select('account.id')
    .where('external_identity.issuer', '=', identity.issuer)
    .where('external_identity.subject', '=', identity.subject)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
}

/** Who the account is at the provider; undefined when nobody has linked it. */
export function externalIdentityOf(database: Database, { accountId, issuer }: { accountId: string; issuer: string }) {
  return database
    .selectFrom('external_identity')
    .select(['subject', 'linked_at as linkedAt'])
    .where('account_id', '=', accountId)
    .where('issuer', '=', issuer)
    .executeTakeFirst()
}
