import { type PetitionToRegister, registerPetition } from '../../src/modules/petitions/actions/register-petition.ts'
import { takeStep } from '../../src/modules/petitions/actions/take-step.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { type Making, sendFile } from './making-records.ts'
import { PASSED_ON } from './secret-words.ts'
import { TEST_TODAY } from './test-day.ts'
import '../../src/modules/petitions/queries/submission-tables.ts'
import '../../src/modules/petitions/queries/tables.ts'

const received = (unitId: string) =>
  ({ unitId, channel: 'counter', receivedOn: '2026-11-12', behalfUnitId: null, forwardedBy: '' }) as const

/** A complaint with its sender and a file, and a denunciation. */
export async function addPetitions({ database, maker, unitId, word, file }: Making) {
  const complaint: PetitionToRegister = {
    ...received(unitId),
    ...{ senderName: word('sender'), senderAddress: 'Ấp 3', senderPhone: '0912345678', signatoryCount: 1 },
    ...{ kind: 'complaint', title: `Khiếu nại ${word('petition')}`, content: word('petition') },
    files: [await file('petitionfile')],
  }
  const petitionId = await registerPetition(database, maker, complaint, TEST_TODAY)
  const denunciation: PetitionToRegister = {
    ...received(unitId),
    ...{ senderName: '', senderAddress: '', senderPhone: '', signatoryCount: 1, kind: 'denunciation', files: [] },
    ...{ title: `Tố cáo ${word('denunciation')}`, content: word('denunciation') },
  }
  const denunciationId = await registerPetition(database, maker, denunciation, TEST_TODAY)
  const { submissionId } = await database
    .insertInto('submission')
    .values({
      ...{ kind_code: 'feedback', unit_id: unitId, place_unit_id: unitId, sent_on: '2026-11-12', visibility: 'closed' },
      ...{ title: `Gửi qua mạng ${word('submission')}`, content: word('submission'), sender_name: word('submission') },
      ...{ protected_words: null, protected_sender: null, checked_on: null, checked_by_account_id: null },
      ...{ petition_id: null, appeals_petition_id: null, illustration: null },
    })
    .returning('id as submissionId')
    .executeTakeFirstOrThrow()
  const { templateId } = await database
    .insertInto('reply_template')
    .values({
      ...{ unit_id: unitId, title: 'Mẫu trả lời', body: 'Kính gửi {người gửi}.' },
      ...{ retired_on: null, illustration: null, changed_by_account_id: maker.accountId },
    })
    .returning('id as templateId')
    .executeTakeFirstOrThrow()
  return { petitionId, denunciationId, submissionId, templateId }
}

/** A petition that the unit received and passed on to another one: both read it, and nobody else. */
export async function passPetitionOn(
  { database, store, maker, unitId }: Pick<Making, 'database' | 'store' | 'maker' | 'unitId'>,
  toUnitId: string,
): Promise<void> {
  const fileId = await sendFile({ database, store, maker }, { name: 'don.pdf', words: PASSED_ON })
  const petition: PetitionToRegister = {
    ...received(unitId),
    ...{ senderName: PASSED_ON, senderAddress: 'Ấp 3', senderPhone: '', signatoryCount: 1, kind: 'complaint' },
    ...{ title: `Khiếu nại ${PASSED_ON}`, content: '', files: [fileId] },
  }
  const petitionId = await registerPetition(database, maker, petition, TEST_TODAY)
  const event = { kind: 'transferred', on: TEST_TODAY, toUnitId } as const
  await takeStep(database, maker, { petitionId, event }, TEST_TODAY)
}

/** Gives the petitions of a unit to somebody to handle, whatever post they hold. */
export async function handBy(
  database: Database,
  { unitId, accountId }: { unitId: string; accountId: string },
): Promise<void> {
  await database
    .updateTable('petition')
    .set((build) => ({
      handler_person_id: build.selectFrom('account').select('person_id').where('id', '=', accountId),
    }))
    .where('unit_id', '=', unitId)
    .execute()
}
