import { type Database, inTransaction } from '../platform/database/database.ts'
import type { FileStore } from '../platform/files/file-store.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import { yearOf } from '../vocabulary/calendar-date.ts'
import { addAccounts } from './accounts.ts'
import { addActivities } from './activities.ts'
import { addAssessmentProcess } from './assessment-process.ts'
import { addDecidedYears, addDraftOfSet, openWorkingYear } from './assessments.ts'
import { addAwardRound, addAwards } from './awards.ts'
import { addCommittees } from './committees.ts'
import { addJudgedContests } from './contests.ts'
import { addCoordination } from './coordination.ts'
import { addDashboards } from './dashboards.ts'
import { addDataRequests } from './data-requests.ts'
import { addDemocracy } from './democracy.ts'
import { addDocumentFiles } from './document-files.ts'
import { addDocuments } from './documents.ts'
import { addHauGiang } from './hau-giang.ts'
import { addIndicatorValues } from './indicator-values.ts'
import { addLifeOfModels, addMovement } from './movement.ts'
import { addNotices } from './notices.ts'
import { addCouncilOffice, addDongThap } from './other-roots.ts'
import { addPetitions } from './petitions.ts'
import { addPlans } from './plans.ts'
import { addPreparedActivities } from './prepared-activities.ts'
import { addReceptions } from './receptions.ts'
import { addReportTypes } from './report-types.ts'
import { addReports } from './reports.ts'
import { addSignedDocument } from './signed-document.ts'
import { addSubmissions } from './submissions.ts'

export { DEMONSTRATION_ACCOUNTS } from './demonstration-accounts.ts'

/**
 * Loads the demonstration into an empty system: all of it or nothing. The same on every machine for the same working year.
 * Sums that a source states come out of rows; the rows are invented and say so (`illustration`). Without a file store, documents come
 * without their files.
 */
export async function loadDemonstration(
  database: Database,
  today: CalendarDate,
  files: FileStore | null = null,
  publicUrl = 'http://127.0.0.1:3000',
): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await transaction.insertInto('installation_setting').values({ name: 'demonstration', value: 'yes' }).execute()
    const hauGiang = await addHauGiang(transaction)
    const office = await addCouncilOffice(transaction)
    const dongThap = await addDongThap(transaction)
    const accounts = await addAccounts(transaction, hauGiang, office, dongThap)
    const documents = await addDocuments(transaction, hauGiang, office)
    await addPlans(transaction, documents, hauGiang, office, today)
    await addPetitions(transaction, accounts, { hauGiang, office, today })
    const excellentUnitIds = await addDecidedYears(transaction, dongThap)
    await addAwards(transaction, dongThap, excellentUnitIds)
    const yearId = await openWorkingYear(transaction, hauGiang, today)
    await addAssessmentProcess(transaction, hauGiang, { accounts, yearId, today })
    await addAwardRound(transaction, hauGiang, { accounts, today })
    await addDraftOfSet(transaction, today)
    await addMovement(transaction, hauGiang, today)
    await addLifeOfModels(transaction, hauGiang, { accounts, today })
    await addJudgedContests(transaction, hauGiang, { accounts, today })
    await addActivities(transaction, hauGiang, office, yearOf(today))
    await addSubmissions(transaction, hauGiang, { accounts, today })
    await addReceptions(transaction, hauGiang, { accounts, today })
    await addReports(transaction, accounts, { hauGiang, today })
    await addReportTypes(transaction, accounts, today)
    await addCommittees(transaction, hauGiang, { accounts, today })
    await addDataRequests(transaction, hauGiang, { accounts, today })
    await addPreparedActivities(transaction, hauGiang, { accounts, today })
    await addDemocracy(transaction, hauGiang, { accounts, today })
    await addCoordination(transaction, { hauGiang, dongThap, today })
    await addIndicatorValues(transaction, hauGiang, today)
    await addDocumentFiles(transaction, hauGiang, { accounts, files, today })
    await addSignedDocument(transaction, hauGiang, { accounts, files, publicUrl, today })
    await addDashboards(transaction, hauGiang, { accounts, today })
    await addNotices(transaction, { accounts, today })
  })
}

/** True when this installation shows the demonstration province. */
export async function isDemonstration(database: Database): Promise<boolean> {
  const found = await database
    .selectFrom('installation_setting')
    .select('value')
    .where('name', '=', 'demonstration')
    .executeTakeFirst()
  return found?.value === 'yes'
}
