import '../modules/indicators/queries/tables.ts'
import type { Definition } from '../modules/indicators/rules/definition.ts'
import type { Database } from '../platform/database/database.ts'
import { type CalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import { chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'

const ILLUSTRATION =
  'Số liệu, văn bản và ngày công bố được đặt ra để minh họa; không phải kết quả thật của tỉnh hay đơn vị nào.'

type Index = { code: string; name: string; least: number; spread: number }
const PAR: Index = { code: 'index.par', name: 'Chỉ số cải cách hành chính', least: 76, spread: 1500 }
const SIPAS: Index = { code: 'index.sipas', name: 'Chỉ số hài lòng về sự phục vụ hành chính', least: 79, spread: 1200 }

/** PAR INDEX and SIPAS of the two years before for the province, its departments and districts; one of them was put right. */
export async function addIndicatorValues(database: Database, hauGiang: HauGiang, today: CalendarDate): Promise<void> {
  for (const year of [yearOf(today) - 2, yearOf(today) - 1]) {
    for (const index of [PAR, SIPAS]) {
      const random = chance(year + index.least)
      await add(database, [hauGiang.provinceId], { index, year, publisher: 'Bộ Nội vụ', day: '04-17', random })
      const scored = [...hauGiang.departmentIds, ...hauGiang.districts.map(({ id }) => id)]
      await add(database, scored, { index, year, publisher: 'Ủy ban nhân dân tỉnh', day: '02-20', random })
    }
  }
  await correctOne(database, hauGiang, yearOf(today) - 1)
  await addDraft(database)
}

async function add(
  database: Database,
  unitIds: readonly string[],
  given: { index: Index; year: number; publisher: string; day: string; random: ReturnType<typeof chance> },
): Promise<void> {
  const { index, year, publisher, day, random } = given
  await database
    .insertInto('indicator_value')
    .values(
      unitIds.map((unitId) => ({
        indicator_code: index.code,
        unit_id: unitId,
        from_date: `${year}-01-01`,
        to_date: `${year}-12-31`,
        value: (index.least + random.between(0, index.spread) / 100).toFixed(2),
        document: `Quyết định công bố ${index.name} năm ${year} (văn bản minh họa, không có số)`,
        published_on: `${year + 1}-${day}`,
        publisher,
        withdrawn_on: null,
        illustration: ILLUSTRATION,
        created_by_account_id: null,
        changed_by_account_id: null,
      })),
    )
    .execute()
}

async function correctOne(database: Database, { homeAffairsId }: HauGiang, year: number): Promise<void> {
  const found = await database
    .selectFrom('indicator_value')
    .select(['id', 'value', 'document', 'published_on', 'publisher', 'note'])
    .where('unit_id', '=', homeAffairsId)
    .where('indicator_code', '=', PAR.code)
    .where('from_date', '=', `${year}-01-01`)
    .executeTakeFirst()
  if (!found) return
  const { id, ...before } = found
  await database
    .insertInto('indicator_value_before')
    .values({
      ...before,
      value_id: id,
      number: 1,
      value: (Number(before.value) - 1.35).toFixed(2),
      corrected_on: `${year + 1}-03-05`,
      reason: 'Văn bản đính chính của cơ quan công bố (minh họa)',
    })
    .execute()
  await database.updateTable('indicator_value').set({ version: 2 }).where('id', '=', id).execute()
}

/** A definition that waits to be put into force, so that it can be tried. */
async function addDraft(database: Database): Promise<void> {
  const definition: Definition = {
    ...{
      code: 'defined.ty-le-vu-hoa-giai-thanh',
      title: 'Tỷ lệ vụ, việc hòa giải thành ở cơ sở',
      theme: 'Dân chủ ở cơ sở',
    },
    ...{ unitOfMeasure: '%', measure: 'share', factCode: 'mediation', measureColumn: null, formula: null },
    ...{
      filters: { outcome: ['settled', 'not-settled'] },
      partFilters: { outcome: ['settled'] },
      decimals: 1,
      addsUp: false,
    },
    ...{ time: 'flow', source: 'Luật Hòa giải ở cơ sở năm 2013.' },
    explanation: 'Trong số vụ, việc nhận trong kỳ đã hòa giải xong, phần hòa giải thành. Bản soạn minh họa.',
  }
  await database
    .insertInto('indicator_draft')
    .values({
      indicator_code: null,
      definition: JSON.stringify(definition),
      created_by_account_id: null,
      changed_by_account_id: null,
    })
    .execute()
}
