import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { KeyRing } from '../../../platform/encryption/key-ring.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { identityAccess } from '../queries/identity-access.ts'
import { openedParts } from '../queries/protected-parts.ts'
import { identityRightMissing, LOOK_LASTS_IN_MINUTES, lookIsOver } from '../rules/identity-look.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { fileIn, identityIn, type ProtectedFile, wordsIn } from '../rules/protected-part.ts'
import { refuseDenouncerNamed } from './refuse-denouncer-named.ts'

/**
 * Writes down that the official looks at the identity in this case, and why, before anything is shown; answers the id of the look.
 * Refuses `petition.no-identity-right` for who was not named in this case, and a reason that names the denouncer
 * (`petition.sender-in-text`).
 */
export function lookAtIdentity(
  database: Database,
  official: Official,
  { petitionId, reason, keys }: { petitionId: string; reason: string; keys: KeyRing },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const access = await identityAccess(transaction, official, petitionId, today)
    if (!access) throw noSuchPetition()
    if (!access.mayLook) throw identityRightMissing()
    await refuseDenouncerNamed(transaction, keys, petitionId, { reason })
    const { rows } = await sql<{ id: string }>`
      insert into identity_look (petition_id, identity_right_id, unit_id, account_id, reason)
      select petition_id, id, unit_id, ${official.accountId}, ${reason} from identity_right
      where petition_id = ${petitionId} and person_id = ${official.personId} and revoked_at is null returning id`.execute(
      transaction,
    )
    const lookId = rows[0]?.id
    if (lookId === undefined) throw identityRightMissing()
    await recordChange(transaction, {
      official,
      action: 'petition.identity-looked-at',
      subject: { kind: 'petition', id: petitionId },
      unitId: access.handlingUnitId,
      summary: `Xem danh tính người tố cáo – đơn số ${petitionNumber(access)}`,
      // The sealed trail vouches for the reason without holding its words.
      after: { lookId, reasonSha256: createHash('sha256').update(reason).digest('hex') },
    })
    return lookId
  })
}

/**
 * What is kept of the denouncer, for the look that was written down just now: shown once.
 * Refuses `petition.look-over` when it was shown already, is older than 15 minutes or another's, and what `lookAtIdentity` refuses.
 */
export async function identityForLook(
  database: Database,
  official: Official,
  { petitionId, lookId, keys }: { petitionId: string; lookId: string; keys: KeyRing },
  today: CalendarDate,
) {
  await openLook(database, official, { petitionId, lookId, opened: 'identity', today })
  const parts = await openedParts(database, keys, { petitionId, kinds: ['identity', 'words', 'file'] })
  const ofKind = (kind: 'identity' | 'words' | 'file') => parts.filter((part) => part.kind === kind)
  return {
    identities: ofKind('identity').map(({ content, addedAt }) => ({ ...identityIn(content), addedAt })),
    words: ofKind('words').map(({ content, addedAt }) => ({ ...wordsIn(content), addedAt })),
    files: ofKind('file').map(({ id, content, addedAt }) => {
      const { name, mediaType, content: bytes } = fileIn(content)
      return { id, name, mediaType, sizeInBytes: bytes.length, addedAt }
    }),
  }
}

/** One original file, for the same look: given out once. Refuses as `identityForLook`, and `petition.no-such-file`. */
export async function fileForLook(
  database: Database,
  official: Official,
  given: { petitionId: string; lookId: string; partId: string; keys: KeyRing },
  today: CalendarDate,
): Promise<ProtectedFile> {
  const { petitionId, lookId, partId, keys } = given
  const [part] = await openedParts(database, keys, { petitionId, kinds: ['file'], ids: [partId] })
  if (!part) throw new Refusal('not-found', 'petition.no-such-file', 'Không có tệp này trong đơn.')
  await openLook(database, official, { petitionId, lookId, opened: partId, today })
  return fileIn(part.content)
}

async function openLook(
  database: Database,
  official: Official,
  look: { petitionId: string; lookId: string; opened: string; today: CalendarDate },
): Promise<void> {
  const { petitionId, lookId, opened, today } = look
  const access = await identityAccess(database, official, petitionId, today)
  if (!access) throw noSuchPetition()
  if (!access.mayLook) throw identityRightMissing()
  const { rows } = await sql`
    insert into identity_look_opening (look_id, opened)
    select id, ${opened} from identity_look
    where id = ${lookId} and petition_id = ${petitionId} and account_id = ${official.accountId}
      and looked_at > now() - make_interval(mins => ${LOOK_LASTS_IN_MINUTES})
    on conflict do nothing returning look_id`.execute(database)
  if (rows.length === 0) throw lookIsOver()
}
