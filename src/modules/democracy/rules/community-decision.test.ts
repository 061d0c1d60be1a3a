import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  MATTERS,
  type Matter,
  neededInFavour,
  outcomeInWords,
  outcomeOf,
  refuseDecision,
  refuseDelivery,
  refuseRecognition,
  thresholdOf,
  type Vote,
} from './community-decision.ts'

const vote: Vote = {
  ...{ matter: 'contributions', scope: 'residential-area' },
  ...{ total: 120, takingPart: 100, inFavour: 80, against: 15 },
}

/** Every matter, and counts that can all be true. */
const votes = fc
  .record({
    matter: fc.constantFrom(...(Object.keys(MATTERS) as Matter[])),
    total: fc.integer({ min: 1, max: 5000 }),
    parts: fc.tuple(fc.nat(5000), fc.nat(5000), fc.nat(5000)),
  })
  .map(({ matter, total, parts: [takingPart, inFavour, against] }): Vote => {
    const present = takingPart % (total + 1)
    const favour = inFavour % (present + 1)
    return {
      ...{ matter, scope: 'residential-area', total, takingPart: present },
      ...{ inFavour: favour, against: against % (present - favour + 1) },
    }
  })

describe('what a matter needs', () => {
  test('is two thirds of all households for the first two of Article 15 and more than half for the rest', () => {
    expect((Object.keys(MATTERS) as Matter[]).map(thresholdOf)).toEqual([
      ...['two-thirds', 'two-thirds'],
      ...['over-half', 'over-half', 'over-half', 'over-half'],
    ])
  })

  test.each([
    [1, 1, 1],
    [2, 2, 2],
    [3, 2, 2],
    [4, 3, 3],
    [99, 66, 50],
    [100, 67, 51],
    [101, 68, 51],
    [120, 80, 61],
  ])('of %i households: %i are two thirds, %i more than half', (total, twoThirds, overHalf) => {
    expect([neededInFavour(total, 'contributions'), neededInFavour(total, 'area-head')]).toEqual([twoThirds, overHalf])
  })

  test('is the smallest whole number that reaches the share, whatever the number of households', () => {
    fc.assert(
      fc.property(votes, ({ matter, total }) => {
        const needed = neededInFavour(total, matter)
        const reaches = (count: number) =>
          thresholdOf(matter) === 'two-thirds' ? 3 * count >= 2 * total : 2 * count > total
        return Number.isInteger(needed) && needed <= total && reaches(needed) && !reaches(needed - 1)
      }),
    )
  })
})

describe('the result of a vote', () => {
  test('changes at the very number that is needed', () => {
    expect(outcomeOf(vote)).toBe('passed')
    expect(outcomeOf({ ...vote, inFavour: 79 })).toBe('not-passed')
    expect(outcomeOf({ ...vote, matter: 'area-head', inFavour: 60 })).toBe('not-passed')
    expect(outcomeOf({ ...vote, matter: 'area-head', inFavour: 61 })).toBe('passed')
  })

  test('needs as many taking part as must be in favour', () => {
    expect(outcomeOf({ ...vote, takingPart: 79, inFavour: 79, against: 0 })).toBe('too-few')
    expect(outcomeOf({ ...vote, takingPart: 80, inFavour: 80, against: 0 })).toBe('passed')
  })

  test('counts those who stayed away: half of who came is not half of all', () => {
    expect(outcomeOf({ ...vote, matter: 'boards', takingPart: 70, inFavour: 60, against: 10 })).toBe('not-passed')
  })

  test('of a whole commune is counted by its areas', () => {
    const commune: Vote = { ...vote, scope: 'commune', total: 6, takingPart: 6, inFavour: 4, against: 2 }
    expect(outcomeOf(commune)).toBe('passed')
    expect(outcomeOf({ ...commune, inFavour: 3 })).toBe('not-passed')
  })

  test('never gets worse with one more in favour, nor better with one fewer', () => {
    fc.assert(
      fc.property(votes, (each) => {
        if (each.inFavour + each.against >= each.takingPart) return
        const [less, more] = [outcomeOf(each), outcomeOf({ ...each, inFavour: each.inFavour + 1 })]
        expect(less === 'passed' && more !== 'passed').toBe(false)
      }),
    )
  })

  test('never turns into a pass when more households are counted', () => {
    fc.assert(
      fc.property(votes, (each) => {
        if (outcomeOf({ ...each, total: each.total + 1 }) === 'passed') expect(outcomeOf(each)).toBe('passed')
      }),
    )
  })

  test('does not depend on who was against or cast no valid vote', () => {
    fc.assert(
      fc.property(votes, (each) => {
        expect(outcomeOf({ ...each, against: 0 })).toBe(outcomeOf(each))
      }),
    )
  })

  test('is a pass only with enough taking part and in favour, and none at all with too few', () => {
    fc.assert(
      fc.property(votes, (each) => {
        const needed = neededInFavour(each.total, each.matter)
        const outcome = outcomeOf(each)
        expect(outcome === 'too-few').toBe(each.takingPart < needed)
        expect(outcome === 'passed').toBe(each.inFavour >= needed)
      }),
    )
  })

  test('is told in sentences that name the number needed, the votes and the article', () => {
    expect(outcomeInWords(vote)).toBe(
      'Cần ít nhất 80 hộ tán thành, tức từ hai phần ba tổng số 120 hộ (Điều 21 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15; nội dung thứ 1 của Điều 15). Có 100 hộ tham gia: 80 tán thành, 15 không tán thành, 5 không có ý kiến hoặc phiếu không hợp lệ. Nội dung được thông qua.',
    )
    fc.assert(
      fc.property(votes, (each) => {
        expect(outcomeInWords(each).includes('Nội dung được thông qua.')).toBe(outcomeOf(each) === 'passed')
      }),
    )
  })
})

describe('votes that cannot all be true', () => {
  test.each([
    ['more taking part than there are', { takingPart: 121 }, 'takingPartCount'],
    ['more votes than took part', { inFavour: 90, against: 11 }, 'inFavourCount'],
    ['no household at all', { total: 0, takingPart: 0, inFavour: 0, against: 0 }, 'totalCount'],
    ['half a household', { takingPart: 99.5 }, 'takingPartCount'],
    ['fewer than none', { against: -1 }, 'againstCount'],
  ])('are refused at their field: %s', (_what, wrong, field) => {
    expect(() => outcomeOf({ ...vote, ...wrong })).toThrow(
      expect.objectContaining({ code: 'democracy.votes-do-not-agree', fields: { [field]: expect.any(String) } }),
    )
  })

  test('and a commune-wide vote on a matter whose rule is known only for one area', () => {
    expect(() => outcomeOf({ ...vote, scope: 'commune', matter: 'area-head' })).toThrow(
      expect.objectContaining({ code: 'democracy.scope-without-rule' }),
    )
  })
})

describe('a decision', () => {
  const decision = { matter: 'contributions', form: 'meeting', decidedOn: '2026-11-20' } as const

  test('is from the first day of the law to today', () => {
    const on = (decidedOn: string) => () => refuseDecision({ ...decision, decidedOn }, '2026-11-22')
    expect(on('2023-07-01')).not.toThrow()
    expect(on('2026-11-22')).not.toThrow()
    const wrong = expect.objectContaining({ code: 'democracy.decision-day' })
    expect(on('2023-06-30')).toThrow(wrong)
    expect(on('2026-11-23')).toThrow(wrong)
  })

  test('is voted online only on other self-governed matters', () => {
    for (const matter of Object.keys(MATTERS) as Matter[]) {
      const online = () => refuseDecision({ ...decision, matter, form: 'online' }, '2026-11-22')
      if (matter === 'self-governed') expect(online).not.toThrow()
      else expect(online).toThrow(expect.objectContaining({ code: 'democracy.not-online' }))
    }
  })

  test('is sent after the vote, received after that, and recognised after that', () => {
    const deliver = (sentOn: string, receivedOn: string) => () =>
      refuseDelivery({ sentOn, receivedOn }, '2026-11-10', '2026-11-22')
    expect(deliver('2026-11-10', '2026-11-10')).not.toThrow()
    expect(deliver('2026-11-09', '2026-11-12')).toThrow(
      expect.objectContaining({ fields: { sentOn: expect.any(String) } }),
    )
    expect(deliver('2026-11-12', '2026-11-11')).toThrow(
      expect.objectContaining({ fields: { receivedOn: expect.any(String) } }),
    )
    expect(deliver('2026-11-12', '2026-11-23')).toThrow()
    const recognise = (recognisedOn: string) => () =>
      refuseRecognition({ recognition: 'recognised', recognisedOn, reason: '' }, '2026-11-10', '2026-11-22')
    expect(recognise('2026-11-10')).not.toThrow()
    expect(recognise('2026-11-09')).toThrow(expect.objectContaining({ code: 'democracy.recognition-day' }))
  })

  test('is not refused recognition without the reason', () => {
    const refuse = (reason: string) => () =>
      refuseRecognition({ recognition: 'refused', recognisedOn: '2026-11-12', reason }, '2026-11-10', '2026-11-22')
    expect(refuse('')).toThrow(expect.objectContaining({ code: 'democracy.reason-missing' }))
    expect(refuse('Trái hương ước')).not.toThrow()
  })
})
