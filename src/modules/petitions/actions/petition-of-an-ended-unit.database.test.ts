import { describe, expect, test } from 'vitest'
import { officialNamed, reorganiseBy, unitCoded } from '../../../../tests/support/reorganisation.ts'
import { row } from '../../../../tests/support/reorganisation-row.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { unitMovesOf } from '../../organisation/index.ts'
import { petitionById } from '../queries/petition.ts'
import { registerPetition } from './register-petition.ts'
import { takeStep } from './take-step.ts'

const today = TEST_TODAY
const NEW = { toCode: 'T-X4', toName: 'Xã Bốn', toKindCode: 'commune', toParentCode: 'T-UBND' }
const GIVEN = {
  kind: 'proposal' as const,
  title: 'Kiến nghị sửa cầu',
  content: 'Cầu đã mục.',
  channel: 'counter' as const,
  receivedOn: '2026-11-16',
  behalfUnitId: null,
  forwardedBy: '',
  senderName: 'Lê Văn An',
  senderAddress: 'Ấp 1',
  senderPhone: '',
  signatoryCount: 1,
  files: [],
}

describe('a petition whose unit has ended', () => {
  test('takes its next steps in the heir and stays there, with receiver, number and limit; its page tells by which act', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const id = await registerPetition(database, officials.communeClerk, { ...GIVEN, unitId: units.commune }, today)
    const before = await petitionById(database, officials.communeClerk, id, today)
    await reorganiseBy(database, officials.administrator, {
      rows: [
        row({ kind: 'merged-into', fromCode: 'T-X3', ...NEW }),
        row({ kind: 'merged-into', fromCode: 'T-X30', ...NEW }),
      ],
      effectiveOn: '2026-11-20',
    })
    const heir = await unitCoded(database, 'T-X4')
    const head = await officialNamed(database, 'communehead')
    expect(head.posts.map((post) => post.unitId)).toEqual([heir])
    await takeStep(
      database,
      head,
      { petitionId: id, event: { kind: 'assigned', on: today, personId: head.personId }, words: {} },
      today,
    )
    const after = await petitionById(database, head, id, today)
    expect(after).toMatchObject({
      handlingUnitId: heir,
      handlerPersonId: head.personId,
      unitId: units.commune,
      number: before?.number,
      receivedOn: before?.receivedOn,
    })
    const moves = await unitMovesOf(database, { table: 'petition', column: 'handling_unit_id', id })
    expect(moves).toMatchObject([{ effectiveOn: '2026-11-20', legalAct: 'Nghị quyết mẫu', toName: 'Xã Bốn' }])
    await expect(registerPetition(database, head, { ...GIVEN, unitId: units.commune }, today)).rejects.toMatchObject({
      code: 'organisation.unit-ended',
    })
  })
})
