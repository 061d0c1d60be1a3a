import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningSystem, startSystem } from '../../../../tests/support/system.ts'
import { MOST_IN_A_MINUTE } from '../../../platform/http/rate-limit.ts'

let system: RunningSystem
beforeAll(async () => {
  system = await startSystem('province')
})
afterAll(() => system.stop())

async function page(path: string): Promise<{ status: number; text: string }> {
  const answer = await system.app.inject({ method: 'GET', url: path })
  return { status: answer.statusCode, text: answer.body }
}

/** The cells of a page’s tables and lists, without the markup. */
const words = (text: string) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('the public site', () => {
  test.each([
    '/public',
    '/public/results',
    '/public/figures',
    '/public/figures?province=1&year=2025',
    '/public/dialogues',
    '/public/send',
    '/public/send/topic',
    '/public/follow',
    '/public/petitions',
    '/public/petitions?words=cau%20van',
    '/public/ratings',
    '/public/deadlines',
    '/public/deadlines?step=tc-initial',
    '/public/deadlines?step=tcd-online-notice&date=08/09/2026',
  ])('shows %s to anyone, without a script', async (path) => {
    const { status, text } = await page(path)
    expect(status).toBe(200)
    expect(text).not.toContain('<script')
  })

  test('leads who has not signed in from the first page to itself', async () => {
    const answer = await system.app.inject({ method: 'GET', url: '/' })
    expect(answer.headers.location).toBe('/public')
  })

  test('shows the ranks of Đồng Tháp in 2022: 37 excellent, nobody failing, 25 commended', async () => {
    const text = words((await page('/public/results')).text)
    expect(text).toContain('Kết quả xếp loại công tác dân vận năm 2022')
    expect(text).toContain('Hoàn thành xuất sắc 37')
    expect(text).toContain('Không hoàn thành 0')
    expect(text).toContain('25 tập thể, cá nhân được khen thưởng')
  })

  test('shows results only once they are published', async () => {
    const decided = await system.database
      .selectFrom('assessment_year')
      .select(['id', 'year'])
      .where('state', '!=', 'published')
      .execute()
    const text = (await page('/public/results')).text
    for (const { id } of decided) expect(text).not.toContain(`of=${id}"`)
  })
})

describe('public dialogues', () => {
  test('are told by date, place, unit and numbers; neither their subject nor an opinion or its answer', async () => {
    const unit = await system.database
      .selectFrom('unit_version')
      .select('unit_id')
      .where('kind_code', '=', 'commune')
      .executeTakeFirstOrThrow()
    const activity = {
      kind_code: 'dialogue',
      title: 'Đối thoại với ông Nguyễn Văn Kín về đất đai',
      held_on: '2026-11-21',
      place: 'Nhà văn hóa ấp Chín Rưỡi',
      unit_id: unit.unit_id,
      behalf_unit_id: null,
      chaired_by: 'Trần Văn Chủ Trì',
      participant_count: 4321,
      opinion_count: 7,
      content: 'Bà Lê Thị Giấu nêu ý kiến',
      illustration: null,
      created_by_account_id: null,
      changed_by_account_id: null,
      withdrawn_on: null,
      withdrawn_reason: null,
    }
    await system.database
      .insertInto('activity')
      .values([
        activity,
        { ...activity, place: 'Nơi đã rút', withdrawn_on: '2026-11-22', withdrawn_reason: 'ghi nhầm' },
        { ...activity, place: 'Nơi tiếp dân', kind_code: 'reception' },
      ])
      .execute()
    const text = words((await page('/public/dialogues')).text)
    expect(text).toContain('21/11/2026 Nhà văn hóa ấp Chín Rưỡi 4.321 7')
    for (const hidden of ['Nguyễn Văn Kín', 'Lê Thị Giấu', 'Chủ Trì', 'Nơi đã rút', 'Nơi tiếp dân']) {
      expect(text).not.toContain(hidden)
    }
  })
})

describe('public deadlines', () => {
  test.each([
    ['?step=tc-initial&date=17/05/2026', '26/05/2026'],
    ['?step=kn-resolve-1&date=05/01/2026&circumstance=remote', '23/02/2026'],
    ['?step=tc-resolve&date=02/03/2026&suspendedFrom=16/03/2026&resumedOn=06/04/2026', '22/04/2026'],
    ['?step=tcd-online-notice&date=08/09/2026', '27/08/2026'],
    ['?step=tc-initial&date=17/05/2026&circumstance=several-places', '29/05/2026'],
  ])('the question %s is answered with %s', async (question, due) => {
    expect(words((await page(`/public/deadlines${question}`)).text)).toContain(`Kết quả: ${due}`)
  })

  test('follow the rule of the day on which the clock starts', async () => {
    const text = words((await page('/public/deadlines?step=kn-accept&date=01/06/2026')).text)
    expect(text).toContain('Kết quả: 11/06/2026')
    expect(text).toContain('áp dụng quy định cũ')
  })

  test.each([
    ['?step=tc-initial&date=30/02/2026', 'Không có ngày “30/02/2026”'],
    ['?step=tc-resolve&date=02/03/2026&suspendedFrom=16/03/2026', 'Hãy ghi cả ngày tạm đình chỉ'],
    ['?step=tcd-refuse&date=01/06/2026', 'Hệ thống chưa có quy định áp dụng cho ngày này'],
    ['?step=tc-initial&date=01/01/2040', 'Chưa có lịch nghỉ của năm 2040'],
  ])('the question %s is asked again, with the words “%s”', async (question, message) => {
    const { status, text } = await page(`/public/deadlines${question}`)
    expect(status).toBe(200)
    expect(words(text)).toContain(message)
    expect(words(text)).not.toMatch(/\b(start|event|limit|extensions|tc-|kn-|tcd-)/)
  })
})

describe('the address of a receipt', () => {
  test('can be guessed no more often than a form can be sent', async () => {
    const guess = async () =>
      (
        await system.app.inject({
          url: '/public/follow/00000000/000000000000',
          remoteAddress: '203.0.113.9',
        })
      ).statusCode
    const answers: number[] = []
    for (let count = 0; count < MOST_IN_A_MINUTE.sending + 1; count++) answers.push(await guess())
    expect(answers[0]).toBe(404)
    expect(answers.at(-1)).toBe(429)
  })
})
