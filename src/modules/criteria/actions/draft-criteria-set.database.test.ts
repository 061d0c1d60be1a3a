import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { draftById, openDrafts } from '../queries/criteria-set-drafts.ts'
import { criteriaSetById } from '../queries/criteria-sets.ts'
import { DEMONSTRATION_SET } from '../rules/demonstration-set.ts'
import { removeNode } from '../rules/edit-set.ts'
import { changeDraft, discardDraft, keepDraft, startDraft } from './draft-criteria-set.ts'

async function begun(content = DEMONSTRATION_SET) {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  const draftId = await startDraft(database, officials.collector, {
    content,
    from: 'bộ minh họa',
    questions: [{ row: 4, code: '1', text: 'Không rõ', decided: false }],
  })
  const change = (given: Partial<Parameters<typeof changeDraft>[2]>) =>
    changeDraft(database, officials.collector, {
      draftId,
      version: null,
      summary: 'Sửa',
      valuesNow: (draft) => ({ title: draft.content.title }),
      ...given,
    })
  return { database, collector: officials.collector, draftId, change }
}

describe('a draft of a criteria set', () => {
  test('is changed as often as needed, becomes a version, and is then closed', async () => {
    const { database, collector, draftId, change } = await begun()
    await change({ content: (set) => ({ ...set, title: 'Tên mới' }), sample: () => ({ figures: { '9.2': true } }) })
    await expect(keepDraft(database, collector, { draftId, version: null })).rejects.toThrow('criteria.questions-open')
    await change({ questions: (questions) => questions.map((question) => ({ ...question, decided: true })) })
    const setId = await keepDraft(database, collector, { draftId, version: null })
    expect((await criteriaSetById(database, setId))?.content.title).toBe('Tên mới')
    expect(await draftById(database, draftId)).toMatchObject({
      keptAsSetId: setId,
      sample: { figures: { '9.2': true } },
    })
    expect(await openDrafts(database)).toEqual([])
    await expect(change({})).rejects.toThrow('criteria.draft-ended')
  })

  test('with mistakes is kept as a draft and never becomes a version', async () => {
    const { database, collector, draftId, change } = await begun(removeNode(DEMONSTRATION_SET, '9.2'))
    await change({ questions: () => [] })
    await expect(keepDraft(database, collector, { draftId, version: null })).rejects.toThrow(
      'criteria.set-has-mistakes',
    )
    expect(await openDrafts(database)).toHaveLength(1)
  })

  test('changed by two people shows the second what the first wrote', async () => {
    const { draftId: _draftId, change } = await begun()
    await change({ version: '1', content: (set) => ({ ...set, title: 'Người thứ nhất' }) })
    await expect(change({ version: '1' })).rejects.toMatchObject({
      code: 'form.changed-meanwhile',
      current: { version: '2', values: { title: 'Người thứ nhất' } },
    })
  })

  test('can be put aside, and then stays as it is', async () => {
    const { database, collector, draftId, change } = await begun()
    await discardDraft(database, collector, { draftId, version: null }, TEST_TODAY)
    expect(await openDrafts(database)).toEqual([])
    expect((await draftById(database, draftId))?.discardedOn).toBe(TEST_TODAY)
    await expect(change({})).rejects.toThrow('criteria.draft-ended')
  })
})
