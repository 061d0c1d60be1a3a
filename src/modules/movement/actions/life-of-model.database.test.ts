import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'
import { criteriaOf, subjectsForMember, subjectsOf } from '../queries/boards.ts'
import { alikeModels, countLackingProof, publicModel, publicModels } from '../queries/model-life.ts'
import { modelById, models } from '../queries/models.ts'
import { fadeModel, releaseModel, visitModel } from './keep-alive.ts'
import { nameMember, openMarking } from './keep-board.ts'
import { chooseModels, decidePanel, openPanel } from './keep-panel.ts'
import { closeMarks, giveMarks } from './mark.ts'
import { type ModelToRegister, registerModel } from './register-model.ts'

const MODEL = {
  name: 'Ngày thứ Sáu nghe dân nói',
  registration: 'new',
  field: 'administrative-reform',
  ownerKind: 'individual',
  ownerName: 'Nguyễn Văn Riêng',
  content: 'Mỗi thứ Sáu lãnh đạo xã tiếp dân tại ấp.',
  year: 2026,
  registeredOn: '2026-03-02',
  replicatesModelId: null,
} as const satisfies Omit<ModelToRegister, 'unitId'>

test('a model is marked by a panel, recognised by a decision, put before the public and shown to be alive the next year', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { collector, communeHead, leader, communeClerk, siblingClerk } = officials
  const today = '2026-11-20'
  const id = await registerModel(database, communeClerk, { ...MODEL, unitId: units.commune }, today)
  const lowId = await registerModel(
    database,
    siblingClerk,
    { ...MODEL, name: 'Hàng rào cây xanh', content: 'Trồng cây', unitId: units.sibling },
    today,
  )
  const boardId = await openPanel(
    database,
    collector,
    {
      ...{ unitId: units.committee, title: 'Hội đồng', year: 2026, level: 'province', threshold: 60.5 },
      rules: { criteria: [{ title: 'Hiệu quả', maximum: '100.00' }], criterionPercent: 100, totalPercent: 100 },
    },
    today,
  )
  await chooseModels(database, collector, { boardId, eligibleIds: [id, lowId], reasons: {}, today })
  for (const { personId } of [leader, siblingClerk, communeHead])
    await nameMember(database, collector, { boardId, personId, today })
  await openMarking(database, collector, { boardId, today })
  // Nobody marks the model of their own unit.
  expect((await subjectsForMember(database, communeHead, boardId, today)).map(({ modelId }) => modelId)).toEqual([
    lowId,
  ])
  const [criterion] = await criteriaOf(database, boardId)
  for (const member of [leader, siblingClerk, communeHead]) {
    for (const subject of await subjectsForMember(database, member, boardId, today)) {
      const typed = { [criterion?.id ?? '']: subject.modelId === id ? '80,5' : '60' }
      await giveMarks(database, member, { subjectId: subject.id, typed, note: '', reason: '' }, today)
    }
    await closeMarks(database, member, { boardId, today })
  }
  const subjects = await subjectsOf(database, boardId)
  const subjectOf = (modelId: string) => subjects.find((each) => each.modelId === modelId)?.id ?? ''
  const decision = { boardId, reasons: {}, decision: 'Quyết định 12/QĐ-UBND', decidedOn: today, choiceReason: '' }
  await expect(
    decidePanel(database, collector, { ...decision, chosenIds: [subjectOf(id), subjectOf(lowId)] }, today),
  ).rejects.toMatchObject({ code: 'movement.below-threshold' })
  await decidePanel(database, collector, { ...decision, chosenIds: [subjectOf(id)] }, today)
  expect(await modelById(database, collector, id, today)).toMatchObject({
    ...{ state: 'recognised', recognitionLevel: 'province', reviewedOn: today, reviewNote: 'Quyết định 12/QĐ-UBND' },
  })
  expect(await modelById(database, collector, lowId, today)).toMatchObject({ state: 'not-recognised' })

  await expect(releaseModel(database, collector, { modelId: lowId, publicWords: 'x', today })).rejects.toMatchObject({
    code: 'movement.not-recognised-yet',
  })
  await releaseModel(database, communeClerk, { modelId: id, publicWords: 'Lãnh đạo xuống ấp.', today })
  const [shown] = await publicModels(database, { rootId: units.province, today })
  expect(shown).toMatchObject({ words: 'Lãnh đạo xuống ấp.', ownerName: '' })
  await releaseModel(database, communeClerk, { modelId: id, publicWords: '', today })
  expect(await publicModel(database, id)).toBeUndefined()

  const nextYear = '2027-05-10'
  expect(await countLackingProof(database, [units.commune], today)).toBe(0)
  expect(await countLackingProof(database, [units.commune], nextYear)).toBe(1)
  expect((await models(database, communeClerk, { proof: 'lacking' }, nextYear)).rows.map((row) => row.id)).toEqual([id])
  const visit = {
    modelId: id,
    visitedOn: nextYear,
    visitedBy: 'Tổ kiểm tra',
    seen: 'Vẫn làm',
    toMend: '',
    mendBy: null,
  }
  await visitModel(database, communeClerk, { ...visit, isAlive: false }, nextYear)
  expect(await countLackingProof(database, [units.commune], nextYear)).toBe(1)
  await fadeModel(database, communeClerk, { modelId: id, fadedOn: nextYear, reason: 'Không còn người làm' }, nextYear)
  expect(await countLackingProof(database, [units.commune], nextYear)).toBe(0)
  await visitModel(database, communeClerk, { ...visit, isAlive: true }, nextYear)
  expect(await modelById(database, communeClerk, id, nextYear)).toMatchObject({ fadedOn: null })
  expect(await countLackingProof(database, [units.commune], nextYear)).toBe(0)
})

test('a model alike is shown with its owner as far as one may read it, and a continued one is of an earlier year', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk, siblingClerk, collector } = officials
  const today = '2026-11-20'
  const id = await registerModel(database, communeClerk, { ...MODEL, unitId: units.commune }, today)
  const asked = { name: 'Ngay thu sau nghe dan noi', content: '', year: 2026, exceptIds: [] }
  expect(await alikeModels(database, collector, asked, today)).toMatchObject([{ id, ownerName: 'Nguyễn Văn Riêng' }])
  expect(await alikeModels(database, siblingClerk, asked, today)).toEqual([])
  expect(await alikeModels(database, collector, { ...asked, exceptIds: [id] }, today)).toEqual([])
  const kept = { ...MODEL, unitId: units.commune, registration: 'continued', continuesModelId: id } as const
  await expect(registerModel(database, communeClerk, kept, today)).rejects.toMatchObject({
    code: 'movement.not-of-an-earlier-year',
  })
  await registerModel(database, communeClerk, { ...kept, year: 2027, registeredOn: '2026-11-19' }, today)
})
