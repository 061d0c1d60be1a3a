import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { consolidateReports } from '../actions/consolidate-reports.ts'
import { requestReports } from '../actions/request-reports.ts'
import { reportOrPlan } from './planned-report.ts'
import { letterheadOf } from './report-letterhead.ts'
import { reportOf } from './reports.ts'

test('a report goes from the unit to the committee above it, through who asked for it', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const period = periodByCode('2026-Q4')
  const asked = {
    typeCode: 'mobilisation',
    period,
    dueOn: '2026-12-05',
    dueOnExcluded: false,
    basis: '',
    unitIds: [units.commune],
  }
  const requestId = await requestReports(database, officials.collector, asked, TEST_TODAY)
  const plan = (unitCode: string) =>
    reportOrPlan(database, { typeCode: 'mobilisation', unitCode, periodCode: '2026-Q4' }, TEST_TODAY)

  expect(await letterheadOf(database, await plan('T-SNV'))).toMatchObject({
    issuer: { name: 'Sở Nội vụ', parentName: 'Ủy ban nhân dân tỉnh Mẫu' },
    receiverName: 'Ủy ban nhân dân tỉnh Mẫu',
  })
  expect((await letterheadOf(database, await plan('T-UBND'))).issuer.parentName).toBeNull()

  const whole = await consolidateReports(database, officials.collector, requestId, TEST_TODAY)
  expect(await letterheadOf(database, await reportOf(database, officials.collector, whole, TEST_TODAY))).toMatchObject({
    issuer: { name: 'Sở Nội vụ' },
    receiverName: 'Ủy ban nhân dân tỉnh Mẫu',
    collectorName: null,
  })
})
