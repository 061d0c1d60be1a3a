import { sql } from 'kysely'
import { officialOfAccount } from '../modules/identity/queries/official.ts'
import { releaseModel, visitModel } from '../modules/movement/actions/keep-alive.ts'
import { nameMember } from '../modules/movement/actions/keep-board.ts'
import { chooseModels, openPanel } from '../modules/movement/actions/keep-panel.ts'
import { registerModel } from '../modules/movement/actions/register-model.ts'
import { reviewModel } from '../modules/movement/actions/review-model.ts'
import '../modules/movement/queries/tables.ts'
import type { Database } from '../platform/database/database.ts'
import { type CalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import { placesOfAccounts } from './accounts.ts'
import { chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import { inventedName } from './names.ts'

const MODELS = [
  { name: 'Ngày thứ Sáu nghe dân nói', field: 'administrative-reform' },
  { name: 'Vận động Nhân dân hiến đất làm đường giao thông nông thôn', field: 'new-rural' },
  { name: 'Tổ tự quản an ninh, trật tự trên sông', field: 'defence-security' },
  { name: 'Hợp tác trồng khóm theo chuỗi', field: 'economy' },
  { name: 'Nhà văn hóa ấp sáng đèn buổi tối', field: 'culture-society' },
  { name: 'Trả kết quả tại nhà cho người cao tuổi', field: 'administrative-reform' },
] as const

/** A contest of last year of which only the outcome was written down, and models of the working year. */
export async function addMovement(database: Database, hauGiang: HauGiang, today: CalendarDate): Promise<void> {
  await addContestHeldElsewhere(database, hauGiang, yearOf(today) - 1)
  const year = yearOf(today)
  const random = chance(year + 8)
  const units = hauGiang.districts.flatMap((district) => [district, ...district.communes.slice(0, 4)])
  await database
    .insertInto('movement_model')
    .values(
      units.map((unit, index) => {
        const model = MODELS[index % MODELS.length] ?? MODELS[0]
        return {
          unit_id: unit.id,
          name: model.name,
          registration: random.next() < 0.6 ? ('new' as const) : ('continued' as const),
          field_code: model.field,
          owner_kind: 'collective' as const,
          owner_name: unit.name,
          content: 'Hiện trạng, mục tiêu, cách làm và lực lượng tham gia theo bản đăng ký của đơn vị (minh họa).',
          year,
          registered_on: `${year}-0${random.between(2, 4)}-${String(random.between(1, 28)).padStart(2, '0')}`,
          replicates_model_id: null,
          reviewed_on: null,
          illustration: 'Mô hình minh họa do hệ thống đặt ra.',
          created_by_account_id: null,
          changed_by_account_id: null,
        }
      }),
    )
    .execute()
  await spreadModels(database, today)
  await sql`
    insert into movement_model_search (model_id, words)
    select id, to_tsvector('simple', searchable(concat_ws(' ', name, owner_name, content))) from movement_model
    on conflict do nothing`.execute(database)
}

/** Of two of the models the first was recognised; others came from it, and some from one of those. */
async function spreadModels(database: Database, today: CalendarDate): Promise<void> {
  await sql`
    with ordered as (
      select id, name, row_number() over (partition by name order by registered_on, id) as place from movement_model
      where name in (${sql.join(MODELS.slice(0, 2).map(({ name }) => name))}))
    update movement_model model set
      state = case when ordered.place <= 2 then 'recognised' else model.state end,
      reviewed_on = case when ordered.place <= 2 then model.registered_on + 45 end,
      review_note = case when ordered.place <= 2 then 'Quyết định công nhận (minh họa)' else '' end,
      replicates_model_id = case when ordered.place = 1 then null else
        (select origin.id from ordered origin where origin.name = ordered.name
          and origin.place = case when ordered.place in (2, 3, 5) then 1 else 2 end) end
    from ordered where ordered.id = model.id and ordered.place <= 6 and ${today}::date >= date_trunc('year', ${today}::date) + interval '7 months'`.execute(
    database,
  )
}

const AWARDED_ELSEWHERE = [
  ['Một cửa, một nụ cười (tiểu phẩm)', 'Giải Nhất'],
  ['Đất của ông nội (tiểu phẩm)', 'Giải Nhì'],
  ['Nghe dân từ ngoài đồng (thuyết trình)', null],
] as const

/** Judged on a stage, not in the system: works and prizes are written down after it. */
async function addContestHeldElsewhere(database: Database, hauGiang: HauGiang, year: number): Promise<void> {
  const random = chance(year)
  const illustration = 'Hội thi, đội dự thi và giải được đặt ra để minh họa.'
  const { districtId } = placesOfAccounts(hauGiang)
  const contest = await database
    .insertInto('contest')
    .values({
      ...{ unit_id: districtId, title: `Hội thi “Dân vận khéo” huyện Vị Thủy năm ${year}`, illustration },
      ...{ content: 'Hội thi trên sân khấu; ban giám khảo chấm tại chỗ.', opened_on: `${year}-05-05` },
      created_by_account_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const stage = await database
    .insertInto('contest_stage')
    .values({ contest_id: contest.id, position: 1, title: 'Hội thi' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [work_title, prize] of AWARDED_ELSEWHERE) {
    const entry = await database
      .insertInto('contest_entry')
      .values({
        ...{ contest_id: contest.id, stage_id: stage.id, work_title, illustration, created_by_account_id: null },
        ...{ author_name: inventedName(random), author_place: random.pick(hauGiang.districts).name },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (prize === null) continue
    await database
      .insertInto('contest_award')
      .values({ entry_id: entry.id, prize, awarded_on: `${year}-05-19`, created_by_account_id: null })
      .execute()
  }
}

/** What one registration says in full, and how the models that were spread most were followed up and put before the public. */
export async function addLifeOfModels(
  database: Database,
  hauGiang: HauGiang,
  { accounts, today }: { accounts: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  const clerk = await officialOfAccount(database, accounts['canbo.huyen'] ?? '', today)
  const head = await officialOfAccount(database, accounts['lanhdao.huyen'] ?? '', today)
  const third = await officialOfAccount(database, accounts['lanhdao.xa'] ?? '', today)
  if (!clerk || !head || !third) throw new Error('The accounts of the demonstration hold no posts today.')
  const { communeId, districtId } = placesOfAccounts(hauGiang)
  const year = yearOf(today)
  const illustration = 'Mô hình minh họa do hệ thống đặt ra.'
  const full = {
    unitId: communeId,
    ownerKind: 'collective',
    ownerName: 'Nhân dân ấp Vĩnh Quới',
    replicatesModelId: null,
    field: 'new-rural',
    registration: 'new',
    illustration,
    situation: 'Tuyến đường dẫn vào ấp hẹp, mùa mưa khó đi; nhiều hộ có đất hai bên.',
    goals: 'Mở rộng 1.200 m đường từ 2 m lên 4 m trong năm.',
    content: 'Họp dân bàn từng đoạn, hộ hiến đất trước làm gương, công khai từng khoản đóng góp.',
    area: 'Ấp Vĩnh Quới, 96 hộ.',
    forces: 'Chi bộ ấp chủ trì; Mặt trận, Hội Nông dân phối hợp; Nhân dân tham gia.',
    resources: 'Nhân dân hiến đất, góp ngày công; xã hỗ trợ đá.',
    schedule: 'Bắt đầu tháng 2, xong tháng 9, đánh giá tháng 10.',
    output: 'Số mét đường, số hộ hiến đất, biên bản nghiệm thu.',
    lasting: 'Tổ tự quản giữ đường; các ấp lân cận làm theo được.',
  } as const
  const earlier = {
    ...full,
    name: 'Con đường hiến đất ấp Vĩnh Quới',
    year: year - 1,
    registeredOn: `${year - 1}-02-10`,
  }
  const lastYears = await registerModel(database, clerk, earlier, today)
  await reviewModel(
    database,
    clerk,
    {
      modelId: lastYears,
      result: 'recognised',
      reviewedOn: `${year - 1}-10-14`,
      note: 'Quyết định công nhận (minh họa)',
      level: 'commune',
    },
    today,
  )
  await releaseModel(database, clerk, { modelId: lastYears, publicWords: full.content, today })
  const other = { ...full, name: 'Hàng rào cây xanh ấp Vĩnh Thuận', content: 'Mỗi nhà trồng 10 m hàng rào cây xanh.' }
  const unseen = await registerModel(
    database,
    clerk,
    { ...other, year: year - 1, registeredOn: `${year - 1}-03-02` },
    today,
  )
  await reviewModel(
    database,
    clerk,
    {
      modelId: unseen,
      result: 'recognised',
      reviewedOn: `${year - 1}-10-14`,
      note: 'Quyết định công nhận (minh họa)',
      level: 'commune',
    },
    today,
  )
  const kept = {
    ...earlier,
    registration: 'continued',
    year,
    registeredOn: `${year}-01-20`,
    continuesModelId: lastYears,
  } as const
  const continuedId = await registerModel(database, clerk, kept, today)
  if (today >= `${year}-06-01`) {
    const visit = {
      modelId: continuedId,
      visitedOn: `${year}-05-20`,
      visitedBy: 'Khối vận xã',
      isAlive: true,
      illustration,
    }
    const mend = {
      seen: 'Đường giữ tốt, hàng cây hai bên xanh.',
      toMend: 'Phát quang đoạn cuối',
      mendBy: `${year}-06-30`,
    }
    await visitModel(database, clerk, { ...visit, ...mend }, today)
  }
  const panelId = await openPanel(
    database,
    clerk,
    {
      ...{
        unitId: districtId,
        title: `Hội đồng bình xét “Dân vận khéo” năm ${year}`,
        year,
        level: 'district',
        threshold: 70,
      },
      ...{ illustration: 'Hội đồng minh họa.' },
      rules: {
        criteria: [
          { title: 'Cách làm sát dân', maximum: '50.00' },
          { title: 'Kết quả kiểm chứng được', maximum: '50.00' },
        ],
        ...{ criterionPercent: 30, totalPercent: 15 },
      },
    },
    today,
  )
  await chooseModels(database, clerk, { boardId: panelId, eligibleIds: [continuedId], reasons: {}, today })
  for (const { personId } of [head, third]) await nameMember(database, clerk, { boardId: panelId, personId, today })
}
