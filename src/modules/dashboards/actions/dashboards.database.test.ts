import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ALL_FACTS, carryOutReform, officialNamed, unitCoded } from '../../../../tests/support/reorganisation.ts'
import { makeDatabase, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import { squares } from '../../../demonstration/map.ts'
import type { Database } from '../../../platform/database/database.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { shapesOfUnits } from '../queries/map-shapes.ts'
import { mapSources, shapesOfSource } from '../queries/map-sources.ts'
import { viewById, viewByLink, viewsOf } from '../queries/views.ts'
import type { PivotQuestion } from '../rules/pivot.ts'
import { keepMap, matchByHand, showMap } from './keep-map.ts'
import { subscribe, unsubscribeByToken } from './keep-subscription.ts'
import { removeView, saveView, shareView } from './keep-view.ts'
import { sendFigures } from './send-figures.ts'
import '../../../platform/mail/tables.ts'

const today = TEST_TODAY
const QUESTION: PivotQuestion = {
  ...{ indicators: ['dialogue.count'], rows: 'unit', columns: 'indicator', dimension: null, unitId: null },
  ...{ level: 'commune', span: 'this-year', from: null, to: null, step: 'quarter', reading: 'now', shownAs: 'table' },
}

let database: Database
let drop: () => Promise<void>
beforeAll(async () => {
  const made = await makeDatabase('province')
  database = made.database
  drop = made.drop
})
afterAll(() => drop())

const readers = async (id: string) => {
  const found: string[] = []
  for (const userName of ['lanhdao.huyen', 'canbo.huyen', 'canbo.xa', 'canbo.so', 'tonghop.dongthap']) {
    const official = await officialNamed(database, userName)
    const view = await viewById(database, { official, today }, id).catch(() => null)
    if (view) found.push(userName)
  }
  return found
}

describe('a kept table', () => {
  test('is opened by whom it is shared with and nobody else, and by its link while it has one', async () => {
    const owner = await officialNamed(database, 'lanhdao.huyen')
    const other = await officialNamed(database, 'canbo.so')
    const id = await saveView(database, owner, { title: 'Đối thoại', question: QUESTION })
    expect(await readers(id)).toEqual(['lanhdao.huyen'])
    const share = (sharedWith: 'nobody' | 'unit' | 'below', byLink = false) =>
      shareView(database, owner, { id, today, version: null }, { sharedWith, byLink })
    await share('unit')
    expect(await readers(id)).toEqual(['lanhdao.huyen', 'canbo.huyen'])
    await share('below', true)
    expect(await readers(id)).toEqual(['lanhdao.huyen', 'canbo.huyen', 'canbo.xa'])
    const { linkToken } = await viewById(database, { official: owner, today }, id)
    expect((await viewByLink(database, { official: other, today }, linkToken ?? '')).title).toBe('Đối thoại')
    await share('nobody')
    await expect(viewByLink(database, { official: other, today }, linkToken ?? '')).rejects.toThrow(
      'dashboards.no-such-view',
    )
    await share('below', true)
    expect((await viewById(database, { official: owner, today }, id)).linkToken).not.toBe(linkToken)
    const clerk = await officialNamed(database, 'canbo.xa')
    await expect(removeView(database, clerk, { id, today })).rejects.toThrow('dashboards.no-such-view')
    const { rows, total } = await viewsOf(database, { official: clerk, today })
    expect(rows).toHaveLength(total)
    expect(rows.map((view) => view.id)).toContain(id)
  })
})

describe('figures by mail', () => {
  const mails = async () =>
    (
      await database
        .selectFrom('mail_message')
        .select(['recipient', 'subject', 'text_body as text'])
        .where('purpose', '=', 'figures')
        .orderBy('id')
        .execute()
    ).filter(({ recipient }) => recipient === 'xa@danvan.example')
  const sendOn = (day: string) =>
    sendFigures(database, ALL_FACTS, { now: TEST_NOW, today: day, publicUrl: 'http://danvan.example' })
  const standing = async (viewId: string, accountId: string) =>
    database
      .selectFrom('dashboard_subscription')
      .select(['token', 'ended_because as because'])
      .where('view_id', '=', viewId)
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow()

  test('come once a week in the reach of the reader, until they are told to stop', async () => {
    await database.deleteFrom('dashboard_subscription').execute()
    const owner = await officialNamed(database, 'lanhdao.tinh')
    const clerk = await officialNamed(database, 'canbo.xa')
    await database
      .updateTable('account')
      .set({ email: 'xa@danvan.example', email_confirmed_at: TEST_NOW })
      .where('id', '=', clerk.accountId)
      .execute()
    const unitId = await unitCoded(database, 'HG')
    const id = await saveView(database, owner, { title: 'Đối thoại các xã', question: { ...QUESTION, unitId } })
    await shareView(database, owner, { id, today, version: null }, { sharedWith: 'below', byLink: false })
    const reader = await viewById(database, { official: clerk, today }, id).catch(() => null)
    expect(reader).not.toBeNull()
    await subscribe(database, clerk, { viewId: id, rhythm: 'weekly', today })
    await sendOn(today)
    expect(await mails()).toHaveLength(0)
    const nextWeek = addDays(today, 8)
    await Promise.all([sendOn(nextWeek), sendOn(nextWeek)])
    await sendOn(nextWeek)
    const [mail, ...others] = await mails()
    expect(others).toHaveLength(0)
    expect(mail?.text).toContain('Ủy ban nhân dân xã Vĩnh Tường')
    expect(mail?.text).not.toContain('xã Vị Đông')
    const { token } = await standing(id, clerk.accountId)
    expect(mail?.text).toContain(`http://danvan.example/public/subscriptions/${token}`)
    await unsubscribeByToken(database, token, nextWeek)
    await sendOn(addDays(today, 16))
    expect(await mails()).toHaveLength(1)
    expect((await standing(id, clerk.accountId)).because).toBe('unsubscribed')
  })

  test('end with the sharing and with the post', async () => {
    const owner = await officialNamed(database, 'lanhdao.huyen')
    const clerk = await officialNamed(database, 'canbo.xa')
    const ids: string[] = []
    for (const title of ['Một', 'Hai']) {
      const id = await saveView(database, owner, { title, question: QUESTION })
      await shareView(database, owner, { id, today, version: null }, { sharedWith: 'below', byLink: false })
      await subscribe(database, clerk, { viewId: id, rhythm: 'monthly', today })
      ids.push(id)
    }
    const [first = '', second = ''] = ids
    await shareView(database, owner, { id: first, today, version: null }, { sharedWith: 'unit', byLink: false })
    await sendOn(addDays(today, 1))
    expect((await standing(first, clerk.accountId)).because).toBe('not-shared')
    expect((await standing(second, clerk.accountId)).because).toBeNull()
    await database
      .updateTable('post')
      .set({ valid_to: addDays(today, 1) })
      .where('person_id', '=', clerk.personId)
      .execute()
    await sendOn(addDays(today, 2))
    expect((await standing(second, clerk.accountId)).because).toBe('no-post')
    await database.updateTable('post').set({ valid_to: null }).where('person_id', '=', clerk.personId).execute()
  })
})

describe('a map', () => {
  test('of the example file matches every commune of the demonstration by its code', async () => {
    const administrator = await officialNamed(database, 'quantri')
    const id = await keepMap(database, administrator, {
      ...{ title: 'Ô vuông', origin: 'mẫu', validFrom: '2025-06-01', nameProperty: '', codeProperty: '' },
      content: await readFile(new URL('../../../../docs/examples/map-squares.geojson', import.meta.url), 'utf8'),
    })
    const shapes = await shapesOfSource(database, id)
    expect(shapes).toHaveLength(75)
    expect(new Set(shapes.map(({ matchedBy }) => matchedBy))).toEqual(new Set(['code']))
  })

  test('waits to be matched and shown; then its shapes follow their units into the heirs', async () => {
    await database.deleteFrom('map_source').execute()
    const administrator = await officialNamed(database, 'quantri')
    const units = await database
      .selectFrom('unit')
      .innerJoin('unit_version as version', 'version.unit_id', 'unit.id')
      .select(['unit.id', 'unit.code', 'version.name'])
      .where('version.kind_code', '=', 'commune')
      .orderBy('unit.id')
      .limit(40)
      .execute()
    const shapes = units.map(({ code, name }, index) => (index === 0 ? { code: '', name: 'không rõ' } : { code, name }))
    const id = await keepMap(database, administrator, {
      ...{ title: 'Ranh giới', origin: 'thử', validFrom: '2025-06-01', nameProperty: '', codeProperty: '' },
      content: squares(shapes),
    })
    const unitIds = units.map((unit) => unit.id)
    expect((await shapesOfUnits(database, unitIds, { day: today, today })).shapes).toHaveLength(0)
    const [unmatched] = await shapesOfSource(database, id)
    expect(unmatched?.unitId).toBeNull()
    const hand = (unitId: string) =>
      matchByHand(database, administrator, { id, units: new Map([[unmatched?.id ?? '', unitId]]) })
    await expect(
      database
        .transaction()
        .execute((transaction) =>
          matchByHand(transaction, administrator, { id, units: new Map([[unmatched?.id ?? '', unitIds[1] ?? '']]) }),
        ),
    ).rejects.toThrow('dashboards.unit-twice')
    await hand(unitIds[0] ?? '')
    await showMap(database, administrator, { id, shown: true })
    await expect(hand(unitIds[0] ?? '')).rejects.toThrow('dashboards.map-shown')
    expect((await mapSources(database))[0]).toMatchObject({ shapeCount: 40, unmatchedCount: 0, state: 'shown' })
    const drawnFor = async (ids: readonly string[]) =>
      (await shapesOfUnits(database, ids, { day: today, today })).shapes
    expect(await drawnFor(unitIds)).toHaveLength(40)
    expect((await shapesOfUnits(database, unitIds, { day: '2025-05-31', today })).shapes).toHaveLength(0)

    await carryOutReform(database)
    const living = await database
      .selectFrom('unit_version')
      .select('unit_id as id')
      .where('kind_code', '=', 'commune')
      .where('valid_to', 'is', null)
      .execute()
    const after = await drawnFor(living.map((unit) => unit.id))
    expect(after.length).toBeGreaterThan(20)
    expect(after.some(({ isOfPredecessor }) => isOfPredecessor)).toBe(true)
    expect(await drawnFor(unitIds.filter((unitId) => !living.some((unit) => unit.id === unitId)))).toHaveLength(0)
  })
})
