import { describe, expect, test } from 'vitest'
import { GOOD_FIGURES, openSampleYear, scoreUnits } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { assessmentYearById } from '../queries/assessment-years.ts'
import { decideByDocument, decisionsToChoose } from './decide-by-document.ts'
import { reopenYear } from './reopen-year.ts'

const today = TEST_TODAY

async function verifiedYear() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const yearId = await openSampleYear(database, province)
  // One excellent and one completed: within the quota.
  const fewer = { ...GOOD_FIGURES, 'petition.answered': 2, 'petition.answered-on-time': 1 }
  await scoreUnits(database, yearId, [
    { unitId: province.units.commune, figures: GOOD_FIGURES },
    { unitId: province.units.sibling, figures: fewer },
  ])
  const { leader } = province.officials
  const decide = (documentId: string | null) =>
    decideByDocument(database, leader, { yearId, documentId, reasonForUnverified: 'Không nộp' }, today)
  return { database, ...province, yearId, leader, decide }
}

describe('the decision of a year', () => {
  test('takes the next number of the deciding body’s register, and stands there', async () => {
    const { database, leader, yearId, decide, units } = await verifiedYear()
    await decide(null)
    const year = await assessmentYearById(database, leader, yearId, today)
    const [entered] = await database
      .selectFrom('document')
      .select(['id', 'reference', 'unit_id as unitId', 'type', 'summary'])
      .execute()
    expect(entered).toMatchObject({ unitId: units.committee, type: 'QĐ', summary: expect.stringContaining('năm 2026') })
    expect(year).toMatchObject({
      state: 'decided',
      ...{ decisionNumber: entered?.reference, decidedOn: today, decisionDocumentId: entered?.id },
    })
  })

  test('may be one that was entered before; opened again, the year asks for another', async () => {
    const { database, leader, yearId, decide } = await verifiedYear()
    await decide(null)
    await reopenYear(database, leader, { yearId, reason: 'Nhầm' }, today)
    const [known] = await decisionsToChoose(database, leader, today, today)
    await decide(known?.id ?? null)
    expect(await assessmentYearById(database, leader, yearId, today)).toMatchObject({
      decisionNumber: known?.reference,
    })
    expect(await database.selectFrom('document').select('id').execute()).toHaveLength(1)
  })

  test('is no document of another body, and a refused year takes no number', async () => {
    const { database, yearId, leader, decide } = await verifiedYear()
    await expect(decide('999')).rejects.toThrow('criteria.no-such-decision')
    await expect(decideByDocument(database, leader, { yearId, documentId: null }, today)).rejects.toThrow(
      'criteria.units-not-verified',
    )
    expect(await database.selectFrom('document').select('id').execute()).toEqual([])
  })
})
