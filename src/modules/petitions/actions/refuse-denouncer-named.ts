import type { Database } from '../../../platform/database/database.ts'
import type { KeyRing } from '../../../platform/encryption/key-ring.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { identitiesOf } from '../queries/protected-parts.ts'
import { refuseSenderInText } from '../rules/protected-sender.ts'

/**
 * Refuses `petition.sender-in-text` for words that name the denouncer of the case; the identity itself is shown to nobody by this.
 * Words of other petitions pass, and while the key is missing all do: the work must go on.
 */
export async function refuseDenouncerNamed(
  database: Database,
  keys: KeyRing,
  petitionId: string,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const identities = await identitiesOf(database, keys, petitionId).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'encryption.other-key') return []
    throw error
  })
  for (const { name, address, phone } of identities)
    refuseSenderInText(texts, { senderName: name, senderAddress: address, senderPhone: phone })
}
