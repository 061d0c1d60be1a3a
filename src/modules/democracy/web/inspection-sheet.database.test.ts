import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { idOf } from '../../../../tests/support/making-records.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { SheetColumn, SheetContext } from '../../../platform/spreadsheet/record-sheet.ts'
import { draftInspectionPlan, sendInspectionPlan, withdrawInspectionPlan } from '../actions/keep-inspection-plan.ts'
import { inspectionItemById } from '../queries/inspection-items.ts'
import { inspectionSheet } from './inspection-sheet.ts'

const today = TEST_TODAY
const code = (expected: string) => expect.objectContaining({ code: expected })

async function plansToChoose(context: SheetContext): Promise<string[]> {
  const choices = inspectionSheet.columns.find(({ key }: SheetColumn) => key === 'planId')?.choices
  return typeof choices === 'function' ? Object.values(await choices(context)) : []
}

test('items come in under the plans of one’s own boards by the rules of the form, and are withdrawn when a batch is undone', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const boardId = await idOf(database, sql`insert into unit (code) values ('T-X3-TTND') returning id`)
  await sql`insert into unit_version (unit_id, name, short_name, kind_code, parent_unit_id, valid_from)
    values (${boardId}, 'Ban Thanh tra nhân dân xã Ba', 'Ban', 'peoples-inspection-board', ${units.commune}, '2020-01-01')`.execute(
    database,
  )
  const clerk = { database, official: officials.communeClerk, today }
  const stranger = { database, official: officials.siblingClerk, today }
  const draft = (periodCode: string) =>
    draftInspectionPlan(database, clerk.official, { unitId: boardId, periodCode, reference: '', aim: '' }, today)
  const planId = await draft('2026-Q4')
  const otherId = await draft('2026-H2')
  await withdrawInspectionPlan(database, clerk.official, { id: await draft('2026'), reason: 'Nhầm', today })
  expect(await plansToChoose(clerk)).toEqual([
    'Kế hoạch quý IV năm 2026, Ban Thanh tra nhân dân xã Ba',
    'Kế hoạch 6 tháng cuối năm 2026, Ban Thanh tra nhân dân xã Ba',
  ])
  expect(await plansToChoose(stranger)).toEqual([])

  const row = {
    ...{ planId, form: 'supervision', title: 'Quỹ ấp', body: 'Các ấp', requestedBy: '', responsible: 'Trưởng ban' },
    plannedOn: '10/12/2026',
  }
  expect(inspectionSheet.problems({ ...row, planId: '', plannedOn: '31/02/2026' })).toEqual({
    planId: expect.any(String),
    plannedOn: expect.any(String),
  })
  await expect(inspectionSheet.add(stranger, row)).rejects.toThrow(code('democracy.no-such-inspection-plan'))
  await expect(inspectionSheet.add(clerk, { ...row, plannedOn: '01/02/2027' })).rejects.toThrow(
    code('democracy.inspection-day'),
  )
  const id = await inspectionSheet.add(clerk, row)
  expect(await inspectionSheet.records(clerk, { ids: [id] })).toEqual([{ id, values: row }])
  expect(await inspectionSheet.records(stranger, { ids: [id] })).toEqual([])
  await inspectionSheet.change(clerk, id, { ...row, title: 'Quỹ của các ấp' })
  await expect(inspectionSheet.change(clerk, id, { ...row, planId: otherId })).rejects.toThrow(
    code('democracy.inspection-item-of-another-plan'),
  )
  await sendInspectionPlan(database, clerk.official, { id: planId, sentOn: '2026-10-02', today })
  await expect(inspectionSheet.change(clerk, id, row)).rejects.toThrow(code('democracy.inspection-plan-sent'))

  await inspectionSheet.takeBack?.(clerk, id, 'Hoàn tác')
  expect(await inspectionSheet.records(clerk, { after: '0', most: 10 })).toEqual([])
  expect(await inspectionItemById(database, clerk.official, id, today)).toMatchObject({
    ...{ title: 'Quỹ của các ấp', withdrawnReason: 'Hoàn tác' },
  })
})
