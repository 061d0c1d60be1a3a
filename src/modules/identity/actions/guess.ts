import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { failuresBefore, forgetFailures, type Try, takeTryBack, writeTry } from '../queries/sign-in-failure.ts'
import { nextTryAt, waitInWords } from '../rules/guessing.ts'

/**
 * Lets one try be made, unless too many failed before: then refuses `identity.too-many-tries` unread. A check that answers null, or
 * refuses, was a wrong try and counts. Not to be used in a transaction: a failure must stay when what follows it is undone.
 */
export async function tryOnce<Result>(
  database: Database,
  tried: Try,
  check: () => Promise<Result | null>,
): Promise<Result | null> {
  const id = await writeTry(database, tried)
  const next = nextTryAt(await failuresBefore(database, id, tried))
  if (next !== null && next > tried.now) {
    await takeTryBack(database, id)
    const message = `Đã nhập sai nhiều lần. Hãy đợi ${waitInWords(tried.now, next)} rồi thử lại, hoặc liên hệ người quản trị hệ thống.`
    throw new Refusal('not-allowed', 'identity.too-many-tries', message, { form: message })
  }
  const result = await check()
  if (result !== null) {
    await takeTryBack(database, id)
    await forgetFailures(database, tried)
  }
  return result
}
