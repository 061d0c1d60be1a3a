import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import { placesOfAccounts } from './accounts.ts'
import type { HauGiang } from './hau-giang.ts'
import { addUnit } from './units.ts'

const ILLUSTRATION = 'Ban và thành viên được đặt ra để minh họa.'

/** A steering committee of the province, the People's Inspection Board of a commune, and a delegation that is to come. */
export async function addCommittees(
  database: Database,
  hauGiang: HauGiang,
  { accounts, today }: { accounts: Record<string, string>; today: CalendarDate },
): Promise<void> {
  const personOf = async (userName: string) =>
    (
      await database
        .selectFrom('account')
        .select('person_id')
        .where('id', '=', accounts[userName] ?? '0')
        .executeTakeFirstOrThrow()
    ).person_id
  const { communeId } = placesOfAccounts(hauGiang)
  const steering = await addUnit(database, {
    code: 'HG-BCD-DCCS',
    name: 'Ban Chỉ đạo thực hiện dân chủ ở cơ sở tỉnh Hậu Giang',
    shortName: 'Ban Chỉ đạo dân chủ cơ sở tỉnh',
    kind: 'steering-committee',
    parentId: hauGiang.provinceId,
    placeName: 'Vị Thanh',
    illustration: ILLUSTRATION,
  })
  const board = await addUnit(database, {
    code: 'HG-VT-TTND',
    name: 'Ban Thanh tra nhân dân xã Vĩnh Tường',
    shortName: 'Ban Thanh tra nhân dân xã',
    kind: 'peoples-inspection-board',
    parentId: communeId,
    placeName: 'Vị Thủy',
    illustration: ILLUSTRATION,
  })
  const members = [
    { unitId: steering, userName: 'lanhdao.tinh', title: 'Trưởng ban', position: 1 },
    { unitId: steering, userName: 'lanhdao.snv', title: 'Phó Trưởng ban Thường trực', position: 2 },
    { unitId: steering, userName: 'mattran.tinh', title: 'Phó Trưởng ban', position: 3 },
    { unitId: steering, userName: 'tonghop.snv', title: 'Thư ký', position: 4 },
    { unitId: board, userName: 'canbo.xa', title: 'Ủy viên', position: 2 },
  ]
  for (const { unitId, userName, title, position } of members) {
    await database
      .insertInto('post')
      .values({
        person_id: await personOf(userName),
        unit_id: unitId,
        title,
        position: 200 + position,
        role_code: null,
        reach_unit_id: null,
        valid_from: '2022-01-01',
        valid_to: null,
      })
      .execute()
  }
  await addDelegation(database, await personOf('lanhdao.so'), await personOf('canbo.so'), today)
}

/** The deputy director will be away for two weeks, some weeks from now. */
async function addDelegation(database: Database, giver: string, receiver: string, today: CalendarDate): Promise<void> {
  const postOf = async (personId: string) =>
    (await database.selectFrom('post').select('id').where('person_id', '=', personId).executeTakeFirstOrThrow()).id
  await database
    .insertInto('delegation')
    .values({
      from_post_id: await postOf(giver),
      to_post_id: await postOf(receiver),
      permissions: ['task.assign', 'report.submit'],
      paper: 'Giấy ủy quyền của Phó Giám đốc Sở (minh họa)',
      valid_from: addDays(today, 30),
      valid_to: addDays(today, 44),
      created_by_account_id: null,
    })
    .execute()
}
