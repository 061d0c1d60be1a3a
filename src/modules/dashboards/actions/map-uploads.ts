import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { LARGEST_MAP_IN_BYTES } from '../rules/geo-json.ts'
import '../queries/tables.ts'

/**
 * Files of shapes while their form is not accepted: text, never opened by anybody, one for each account. They are no attachments, which
 * are of kinds that people open.
 */
export function mapUploads(database: Database, accountId: string) {
  return {
    put: async ({ name, content }: { name: string; content: Readable }) => {
      const read = await buffer(limited(content))
      const id = randomUUID()
      await database.deleteFrom('map_upload').where('account_id', '=', accountId).execute()
      await database
        .insertInto('map_upload')
        .values({
          ...{ id, account_id: accountId, name: name.normalize('NFC').slice(0, 200) },
          ...{ content: read.toString('utf8').replaceAll('\u0000', ''), size_in_bytes: read.length },
        })
        .execute()
      return { id }
    },
    kept: (ids: readonly string[]) =>
      database
        .selectFrom('map_upload')
        .select(['id', 'name', 'size_in_bytes as sizeInBytes'])
        .where('id', 'in', [...ids])
        .where('account_id', '=', accountId)
        .execute(),
  }
}

async function* limited(content: Readable): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of content as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_MAP_IN_BYTES) {
      const most = LARGEST_MAP_IN_BYTES / 1024 / 1024
      throw new Refusal(
        'invalid',
        'dashboards.map-too-large',
        `Tệp lớn hơn ${most} MB. Hãy giảm chi tiết đường biên trong phần mềm bản đồ rồi gửi lại.`,
      )
    }
    yield chunk
  }
}

/** The content of the latest of the files that the account sent; undefined when it has gone. */
export async function uploadedMap(database: Database, accountId: string, ids: readonly string[]) {
  const found = await database
    .selectFrom('map_upload')
    .select('content')
    .where('id', 'in', ids.length > 0 ? [...ids] : ['00000000-0000-0000-0000-000000000000'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return found?.content
}

/** Takes away what the account sent, once it is kept as a map. */
export async function forgetUploads(transaction: Database, accountId: string): Promise<void> {
  await transaction.deleteFrom('map_upload').where('account_id', '=', accountId).execute()
}
