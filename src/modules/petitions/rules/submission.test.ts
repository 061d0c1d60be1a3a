import { describe, expect, test } from 'vitest'
import { type Answers, answersAfterTopic, completeAnswers, nextStep, stepsOf } from './submission.ts'

const ANSWERED: Answers = {
  kind: 'feedback',
  placeUnitId: '7',
  place: 'Ấp 3',
  title: 'Đường ngập',
  content: 'Đường ấp 3 ngập khi mưa.',
  photosSeen: true,
  visibility: 'public',
  senderName: '',
  senderAddress: '',
  senderPhone: '',
}

describe('the pages of the form', () => {
  test('are asked in their order until all are answered', () => {
    expect(nextStep({})).toBe('topic')
    expect(nextStep({ kind: 'feedback' })).toBe('place')
    const { visibility: _open, ...without } = ANSWERED
    expect(nextStep(without)).toBe('visibility')
    expect(nextStep(ANSWERED)).toBeNull()
    // What began without a name and is a complaint now is asked for it.
    expect(nextStep({ ...ANSWERED, kind: 'complaint' })).toBe('contact')
  })

  test('of a denunciation do not ask who may see it', () => {
    expect(stepsOf('denunciation')).toEqual(['topic', 'place', 'words', 'photos', 'contact'])
  })

  test('forget, when it becomes a denunciation, who may see it and that it appeals', () => {
    const changed = answersAfterTopic({ ...ANSWERED, appealsPetitionId: '3' }, 'denunciation')
    expect(changed).toMatchObject({ kind: 'denunciation', content: ANSWERED.content })
    expect(changed).not.toHaveProperty('visibility')
    expect(changed).not.toHaveProperty('appealsPetitionId')
  })
})

describe('what is sent', () => {
  test('needs no name, except for a complaint', () => {
    expect(completeAnswers(ANSWERED)).toMatchObject({ senderName: '', visibility: 'public' })
    expect(() => completeAnswers({ ...ANSWERED, kind: 'complaint' })).toThrow('petition.sender-missing')
    const named = { senderName: 'Lê Văn Tám', senderAddress: 'Ấp 3' }
    expect(completeAnswers({ ...ANSWERED, ...named, kind: 'complaint' })).toMatchObject(named)
  })

  test('is closed when it is a denunciation, whatever was chosen before', () => {
    expect(completeAnswers({ ...ANSWERED, kind: 'denunciation' }).visibility).toBe('closed')
  })

  test('is not sent while a page is missing', () => {
    const { content: _words, ...without } = ANSWERED
    expect(() => completeAnswers(without)).toThrow('petition.submission-incomplete')
  })
})
