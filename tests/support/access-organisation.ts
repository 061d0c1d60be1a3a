import { sql } from 'kysely'
import { addAccount, UNITS } from './access-people.ts'
import { idOf, type Making } from './making-records.ts'
import { row } from './reorganisation-row.ts'
import { addBlock, officialOf } from './units-and-people.ts'
import '../../src/modules/organisation/queries/tables.ts'

/** What is kept of the unit itself: a block over it, a right delegated in it, a reorganisation that is being prepared. */
export async function addOrganisation(making: Making) {
  const { database, maker, place, unitId } = making
  return {
    blockId: await addBlock(database, {
      ...{ code: `own-${place}`, title: `Cụm ${place}`, rootUnitId: unitId },
      ...{ unitIds: [unitId], validFrom: '2026-01-01' },
    }),
    delegationId: await delegate(making),
    reorganisationId: await prepareReorganisation(making),
    number: '1',
    tokenId: await idOf(database, sql`select id from api_token where account_id = ${maker.accountId}`),
  }
}

async function delegate({ database, maker, place, units }: Making): Promise<string> {
  const receiver = await addAccount(database, units, {
    fullName: `Người nhận ${place}`,
    userName: `nguoi-nhan-${place}`,
    posts: [{ role: 'inspector', unit: place, reach: place }],
  })
  const toPostId = (await officialOf(database, receiver.accountId)).posts[0]?.postId
  return idOf(
    database,
    sql`insert into delegation (from_post_id, to_post_id, permissions, paper, valid_from, valid_to)
      values (${maker.posts[0]?.postId}, ${toPostId}, array['activity.read'], '1/GUQ', '2026-11-01', '2026-11-30') returning id`,
  )
}

function prepareReorganisation({ database, place }: Making): Promise<string> {
  const code = UNITS.find((unit) => unit.key === place)?.code ?? ''
  const named = { toName: 'Xã mới', toShortName: 'Xã mới' }
  const rows = [row({ kind: 'renamed', fromCode: code, toCode: code, ...named, isMainHeir: true })]
  return idOf(
    database,
    sql`insert into reorganisation (legal_act, effective_on, rows)
      values ('Nghị quyết 1', '2026-12-01', ${JSON.stringify(rows)}::jsonb) returning id`,
  )
}
