import { nationalCalendar } from '../../src/modules/calendar/index.ts'
import { derivedColumns } from '../../src/modules/petitions/actions/write-petition.ts'
import { columnsOf } from '../../src/modules/petitions/queries/petition-log.ts'
import type { PetitionEvent } from '../../src/modules/petitions/rules/petition-event.ts'
import { standingFrom } from '../../src/modules/petitions/rules/petition-standing.ts'
import type { Database } from '../../src/platform/database/database.ts'

/** From here on, so that no petition of the demonstration has the number already. */
const FIRST_NUMBER = 100_001

/**
 * Writes petitions that lived as the logs say, as the actions do: the log, and the row that follows from it. One that was joined to
 * another is joined to `caseId`, whatever its log names.
 */
export async function keepLives(
  database: Database,
  logs: readonly (readonly PetitionEvent[])[],
  { caseId, signatories = () => 1 }: { caseId: string; signatories?: (index: number) => number },
): Promise<void> {
  for (const [index, log] of logs.entries()) {
    const standing = standingFrom(log)
    const row = derivedColumns(
      { ...standing, mergedIntoId: standing.mergedIntoId === null ? null : caseId },
      nationalCalendar,
    )
    const { id } = await database
      .insertInto('petition')
      .values({
        ...row,
        unit_id: standing.unitId,
        number: FIRST_NUMBER + index,
        year: Number(standing.registeredOn?.slice(0, 4)),
        title: `Đơn ${index}`,
        content: '',
        sender_name: standing.kind === 'denunciation' || index % 10 === 0 ? '' : 'Nguyễn Văn A',
        sender_address: '',
        sender_phone: '',
        forwarded_by: '',
        signatory_count: signatories(index),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await database
      .insertInto('petition_event')
      .values(log.map((event, at) => ({ petition_id: id, position: at + 1, ...columnsOf(event) })))
      .execute()
  }
}
