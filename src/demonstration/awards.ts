import { openAwardRound } from '../modules/awards/actions/keep-award-round.ts'
import { proposeAward } from '../modules/awards/actions/propose-award.ts'
import '../modules/awards/queries/tables.ts'
import { officialOfAccount } from '../modules/identity/index.ts'
import type { Database } from '../platform/database/database.ts'
import { type CalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import { chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import { inventedName } from './names.ts'
import type { DongThap } from './other-roots.ts'

const ILLUSTRATION =
  'Dòng minh họa: nguồn chỉ cho tổng 10 tập thể, 15 cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh Đồng Tháp ngày 30/3/2023 cho năm 2022; danh sách và số quyết định được đặt ra.'

/** Seed 004: certificates of merit for 2022, given on 30 March 2023 to 10 collectives and 15 individuals. */
export async function addAwards(
  database: Database,
  dongThap: DongThap,
  excellentUnitIds: readonly string[],
): Promise<void> {
  const random = chance(2022)
  const shared = {
    form: 'certificate-of-merit' as const,
    for_year: 2022,
    proposed_on: '2023-02-20',
    state: 'awarded' as const,
    refused_reason: null,
    refused_on: null,
    decision_number: '…/QĐ-UBND (nguồn không nêu số)',
    awarded_on: '2023-03-30',
    deciding_unit_id: dongThap.committeeId,
    illustration: ILLUSTRATION,
    created_by_account_id: null,
    changed_by_account_id: null,
  }
  await database
    .insertInto('award')
    .values([
      ...excellentUnitIds.slice(0, 10).map((unitId) => ({
        ...shared,
        recipient_kind: 'collective' as const,
        unit_id: unitId,
        person_name: null,
        person_post: null,
        achievement: 'Hoàn thành xuất sắc công tác dân vận chính quyền năm 2022',
        proposed_by_unit_id: unitId,
      })),
      ...excellentUnitIds.slice(0, 15).map((unitId) => ({
        ...shared,
        recipient_kind: 'individual' as const,
        unit_id: unitId,
        person_name: inventedName(random),
        person_post: 'Cán bộ phụ trách công tác dân vận',
        achievement: 'Có thành tích xuất sắc trong công tác dân vận chính quyền năm 2022',
        proposed_by_unit_id: unitId,
      })),
    ])
    .execute()
}

/** A round of the working year, open, with two proposals of units: the council has still to meet. */
export async function addAwardRound(
  database: Database,
  hauGiang: HauGiang,
  { accounts, today }: { accounts: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  const forYear = yearOf(today)
  const line = (recipientKind: 'collective' | 'individual', most: number, place: number) => ({
    ...{ form: 'certificate-of-merit', recipientKind, blockId: null, most, line: place },
  })
  const roundId = await openAwardRound(database, null, {
    rootUnitId: hauGiang.provinceId,
    given: {
      ...{ title: `Khen thưởng tổng kết công tác dân vận chính quyền năm ${forYear}`, forYear },
      ...{ opensOn: `${forYear}-01-01`, closesOn: `${forYear}-12-31`, eligibleRankLevel: 1, eligibilitySource: '' },
      quotas: [line('collective', 10, 1), line('individual', 15, 2)],
    },
    today,
  })
  await database
    .updateTable('award_round')
    .set({ illustration: 'Đợt xét minh họa: hạn mức, thời gian, người được đề nghị được đặt ra.' })
    .where('id', '=', roundId)
    .execute()
  const random = chance(forYear)
  for (const [userName, recipientKind] of [
    ['canbo.xa', 'collective'],
    ['canbo.so', 'individual'],
  ] as const) {
    const official = await officialOfAccount(database, accounts[userName] ?? '', today)
    if (!official) throw new Error(`The demonstration has no account ${userName}.`)
    const isPerson = recipientKind === 'individual'
    await proposeAward(
      database,
      official,
      {
        ...{ form: 'certificate-of-merit', forYear, recipientKind, unitId: official.posts[0]?.unitId ?? '' },
        ...{ personName: isPerson ? inventedName(random) : '', personPost: isPerson ? 'Chuyên viên' : '' },
        achievement: 'Có nhiều cách làm mới trong đối thoại, giải quyết kiến nghị của Nhân dân (minh họa)',
        ...{ proposedOn: today, awardRoundId: roundId },
      },
      today,
    )
  }
}
