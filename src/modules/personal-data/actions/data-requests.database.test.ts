import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { dataRequestById, dataRequests, unansweredRequests } from '../queries/data-requests.ts'
import { processingPurposes, retentionClasses } from '../queries/retention.ts'
import { STANDINGS, type Standing, standingOf } from '../rules/data-request.ts'
import { answerRequest } from './answer-request.ts'
import { eraseRequesters } from './erase-requesters.ts'
import { type RequestToRecord, recordRequest } from './record-request.ts'

const today = TEST_TODAY
const requestTo = (unitId: string, receivedOn = '2026-11-16'): RequestToRecord => ({
  unitId,
  receivedOn,
  requesterName: 'Trần Thị Bé',
  requesterContact: '0900 000 000',
  right: 'delete',
  subject: 'Xóa số điện thoại',
  channel: 'counter',
})
const answer = { answeredOn: '2026-11-17', decision: 'granted', reason: '', legalBasis: '', done: 'Đã xóa' } as const

async function provinceForTest() {
  const database = await databaseForTest()
  return { database, ...(await sampleProvince(database)) }
}

const trailOf = (database: Database) =>
  database.selectFrom('audit_entry').select(['summary', 'after']).where('subject_kind', '=', 'data-request').execute()

describe('a request about personal data', () => {
  test('has its last day, waits, and is answered once; the trail never names the person', async () => {
    const { database, units, officials } = await provinceForTest()
    const id = await recordRequest(database, officials.communeClerk, requestTo(units.commune), today)
    expect(await dataRequestById(database, officials.communeHead, id, today)).toMatchObject({ dueOn: '2026-11-18' })
    expect((await unansweredRequests(database, [units.commune])).map((request) => request.id)).toEqual([id])
    const answers = await Promise.allSettled([
      answerRequest(database, officials.communeHead, { id, answer, today }),
      answerRequest(database, officials.communeClerk, { id, answer, today }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'personal-data.answered-already' },
    })
    expect(await unansweredRequests(database, [units.commune])).toEqual([])
    expect((await changesOf(database, { kind: 'data-request', id })).map(({ summary }) => summary)).toEqual([
      'Trả lời ngày 17/11/2026: chấp nhận',
      'Ghi yêu cầu “Xóa dữ liệu”, nhận ngày 16/11/2026',
    ])
    expect(JSON.stringify(await trailOf(database))).not.toMatch(/Bé|0900|điện thoại/)
  })

  test('is recorded without a last day when the calendar of its time is not known', async () => {
    const { database, units, officials } = await provinceForTest()
    const id = await recordRequest(
      database,
      officials.communeClerk,
      requestTo(units.commune, '2031-03-03'),
      '2031-03-04',
    )
    expect(await dataRequestById(database, officials.communeClerk, id, '2031-03-04')).toMatchObject({ dueOn: null })
  })

  test('is out of reach for a sibling, the administrator and the leader: to find, to list, to answer, to record', async () => {
    const { database, units, officials } = await provinceForTest()
    const id = await recordRequest(database, officials.communeClerk, requestTo(units.commune), today)
    for (const other of [officials.siblingClerk, officials.administrator, officials.leader]) {
      expect(await dataRequestById(database, other, id, today)).toBeUndefined()
      expect((await dataRequests(database, other, {}, today)).rows).toEqual([])
      await expect(answerRequest(database, other, { id, answer, today })).rejects.toMatchObject({ kind: 'not-found' })
      await expect(recordRequest(database, other, requestTo(units.commune), today)).rejects.toMatchObject({
        code: 'personal-data.not-your-unit',
      })
    }
  })

  test('is listed by where it stands, as the rule has it', async () => {
    const { database, units, officials } = await provinceForTest()
    const clerk = officials.communeClerk
    const record = (receivedOn: string) => recordRequest(database, clerk, requestTo(units.commune, receivedOn), today)
    await record('2026-11-02')
    await record('2026-11-20')
    await record('2025-12-30')
    await answerRequest(database, clerk, { id: await record('2026-11-16'), answer, today })
    const late = { ...answer, answeredOn: '2026-11-19' }
    await answerRequest(database, clerk, { id: await record('2026-11-13'), answer: late, today })
    const all = (await dataRequests(database, clerk, {}, today)).rows
    expect(all).toHaveLength(5)
    for (const standing of Object.keys(STANDINGS) as Standing[]) {
      const { rows } = await dataRequests(database, clerk, { standing }, today)
      expect(rows.map((row) => standingOf(row, today))).toEqual([standing])
    }
  })
})

describe('what is kept', () => {
  test('has a purpose and a class, and no period that no act sets', async () => {
    const { database } = await provinceForTest()
    const classes = await retentionClasses(database)
    expect(classes.map(({ code }) => code)).toContain('data-request')
    expect(classes.filter(({ periodInYears }) => periodInYears !== null)).toEqual([])
    const purposes = await processingPurposes(database)
    expect(purposes.filter(({ retentionTitle }) => retentionTitle === null)).toEqual([])
    expect(purposes.find(({ title }) => title === 'Người tố cáo')?.keptWhere).toMatch(/^Kho bảo vệ người tố cáo/)
  })

  test('of a person who asked goes when a period in force is over, not before, and not while unanswered', async () => {
    const { database, units, officials } = await provinceForTest()
    const record = () => recordRequest(database, officials.communeClerk, requestTo(units.commune), today)
    const [answered, open] = [await record(), await record()]
    await answerRequest(database, officials.communeClerk, { id: answered, answer, today })
    expect(await eraseRequesters(database, '2099-01-01')).toBe(0)
    await database
      .updateTable('retention_class')
      .set({ period_in_years: 2, valid_from: '2027-01-01' })
      .where('code', '=', 'data-request')
      .execute()
    expect(await eraseRequesters(database, '2028-11-17')).toBe(0)
    expect(await eraseRequesters(database, '2028-11-18')).toBe(1)
    expect(await eraseRequesters(database, '2028-11-18')).toBe(0)
    const read = (id: string) => dataRequestById(database, officials.communeClerk, id, today)
    expect(await read(answered)).toMatchObject({
      requesterName: '',
      requesterContact: '',
      requesterErasedOn: '2028-11-18',
      done: 'Đã xóa',
    })
    expect(await read(open)).toMatchObject({ requesterName: 'Trần Thị Bé' })
  })
})
