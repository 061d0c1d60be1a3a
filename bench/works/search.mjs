import { inTurns, median, percentile95 } from '../rounds.mjs'

/**
 * Finding petitions by words among the large province: the page of 50 and the number of all, as the list asks for them. Words typed with
 * accents and without; rare ones are found in some dozens of petitions, common ones in hundreds of thousands.
 */
const WORDS = {
  'rare words': ['Khuyển Dương', 'Xẻo Vẹt', 'Búng Tàu', 'Nhị Tỳ', 'Cái Nhum', 'khuyen duong', 'xeo vet', 'bung tau'],
  'common words': [
    'giải phóng mặt bằng',
    'nước thải',
    'đất',
    'hỗ trợ',
    'giai phong mat bang',
    'nuoc thai',
    'dat',
    'ho tro',
  ],
}
const LIMITS = { 'rare words': 20, 'common words': 250 }
const READERS = { 'the province': 'lanhdao.tinh', 'one commune': 'canbo.xa' }
const TODAY = '2026-11-20'

export const work = {
  name: 'search',
  title: 'Finding petitions by words',
  async measure({ large, rounds, open }) {
    const { petitionsWithTotal } = await import('../../dist/modules/petitions/queries/petitions.js')
    const { officialOfAccount } = await import('../../dist/modules/identity/index.js')
    const province = await open(large)
    try {
      const contestants = []
      for (const [who, userName] of Object.entries(READERS)) {
        const account = await province.database
          .selectFrom('account')
          .select('id')
          .where('user_name', '=', userName)
          .executeTakeFirstOrThrow()
        const official = await officialOfAccount(province.database, account.id, TODAY)
        for (const [kind, words] of Object.entries(WORDS)) {
          for (const typed of words) {
            contestants.push({
              name: `${kind}, ${who}: ${typed}`,
              group: `${kind}, ${who}`,
              kind,
              run: () => petitionsWithTotal(province.database, official, { words: typed }, TODAY),
            })
          }
        }
      }
      const times = await inTurns(contestants, rounds)
      const groups = [...new Set(contestants.map(({ group }) => group))].map((group) => {
        const members = contestants.filter((each) => each.group === group)
        return { group, kind: members[0].kind, all: members.flatMap(({ name }) => times.get(name)) }
      })
      return {
        rows: groups.map(({ group, all }) => ({
          title: `${group}, ${large} petitions`,
          median: median(all),
          percentile95: percentile95(all),
          unit: 'ms',
          rounds: all.length,
        })),
        bars: groups.map(({ group, kind, all }) => ({
          title: `95 % of the searches for ${group} stay under`,
          value: percentile95(all),
          atMost: LIMITS[kind],
          unit: 'ms',
        })),
      }
    } finally {
      await province.close()
    }
  },
}
