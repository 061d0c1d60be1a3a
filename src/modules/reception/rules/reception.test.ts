import { describe, expect, test } from 'vitest'
import { NO_DEPUTY_FROM, requireSubstitute } from './reception-day.ts'
import { refusalGround, refusalGroundsOn, requireGround } from './refusal-ground.ts'
import { type RegisterRow, registerCells, registerFormOn } from './register.ts'
import { keptOfTurn, requireOpenDay } from './registration.ts'
import { requireSession } from './session.ts'
import { requireVisit, type VisitEntered } from './visit.ts'

const codeOf = (act: () => unknown): string | null => {
  try {
    act()
    return null
  } catch (refusal) {
    return (refusal as { code: string }).code
  }
}

describe('receiving in the head’s place', () => {
  const day = (plannedOn: string) => ({ plannedOn, publishedOn: '2026-01-01', isHeld: false })
  const deputy = { title: 'Phó Chủ tịch Ủy ban nhân dân xã', paper: '12/GUQ', today: '2026-01-02' }

  test('is a deputy’s with a paper until June 2026 and not since July', () => {
    expect(codeOf(() => requireSubstitute(day('2026-06-30'), deputy))).toBe(null)
    expect(codeOf(() => requireSubstitute(day('2026-06-30'), { ...deputy, paper: '' }))).toBe(
      'reception.authorisation-missing',
    )
    expect(codeOf(() => requireSubstitute(day(NO_DEPUTY_FROM), deputy))).toBe('reception.deputy-not-allowed')
  })

  test('is an acting head’s at any time', () => {
    for (const title of ['Quyền Chủ tịch Ủy ban nhân dân xã', 'Q. Chủ tịch', 'Phụ trách Sở']) {
      expect(codeOf(() => requireSubstitute(day('2026-12-03'), { ...deputy, title, paper: '' }))).toBe(null)
    }
    expect(codeOf(() => requireSubstitute(day('2026-12-03'), { ...deputy, title: 'Quyền lợi viên' }))).toBe(null)
  })
})

describe('refusing somebody', () => {
  test('names three grounds before the decree and thirteen since', () => {
    expect(refusalGroundsOn('2026-06-30')).toEqual(['9-1', '9-2', '9-3'])
    expect(refusalGroundsOn('2026-07-01')).toHaveLength(13)
    expect(codeOf(() => requireGround('4-h', '2026-06-30'))).toBe('reception.ground-not-in-force')
  })

  test('is in writing on two of them only', () => {
    expect(refusalGroundsOn('2026-07-01').filter((code) => refusalGround(code).inWriting)).toEqual(['9-3', '4-h'])
  })
})

const visit: VisitEntered = {
  ...{ kind: 'feedback', content: 'Đường hư', personCount: 1, outcome: null, otherBody: '', documentNumber: '' },
  ...{ refusalGround: null, visitors: [{ fullName: 'Lê Thị Út', address: '', idNumber: '' }] },
}

describe('a row of the register', () => {
  test('names somebody, except a denouncer', () => {
    const on = '2026-11-19'
    expect(codeOf(() => requireVisit(visit, on))).toBe(null)
    expect(codeOf(() => requireVisit({ ...visit, visitors: [] }, on))).toBe('reception.nobody-named')
    expect(codeOf(() => requireVisit({ ...visit, kind: 'denunciation' }, on))).toBe(
      'reception.denouncer-not-written-here',
    )
    expect(codeOf(() => requireVisit({ ...visit, kind: 'denunciation', visitors: [] }, on))).toBe(null)
  })

  test('says where it went, and on which ground somebody was refused', () => {
    const on = '2026-11-19'
    expect(codeOf(() => requireVisit({ ...visit, outcome: 'guided' }, on))).toBe('reception.other-body-missing')
    expect(codeOf(() => requireVisit({ ...visit, outcome: 'transferred', otherBody: 'Sở Xây dựng' }, on))).toBe(null)
    expect(codeOf(() => requireVisit({ ...visit, outcome: 'refused' }, on))).toBe('reception.ground-missing')
  })

  const row: RegisterRow = {
    ...{ heldOn: '2026-11-19', kind: 'complaint', content: 'Bồi thường', contentIsOpen: true, personCount: 12 },
    visitors: [{ fullName: 'Lê Thị Út', address: 'Ấp 3', idNumber: '093123456789' }],
    ...{ resolvedBy: 'UBND xã', withinCompetence: false, outcome: 'transferred', otherBody: 'Sở Xây dựng' },
    ...{ documentNumber: '12/UBND-TD', refusalGround: null, result: '', resultOn: null, note: 'Mang theo ảnh' },
  }

  test('fills the 13 columns of the form of 2026', () => {
    const cells = registerCells(row, 7, { fullIdNumbers: false })
    expect(registerFormOn(row.heldOn).columns).toHaveLength(13)
    expect(cells).toEqual([
      ...['7', '19/11/2026', 'Lê Thị Út, Ấp 3', '••••••••6789', 'Bồi thường', 'Khiếu nại', '12', 'UBND xã', ''],
      ...['', 'Sở Xây dựng, 12/UBND-TD', '', 'Mang theo ảnh'],
    ])
  })

  test('fills the 12 columns of the form before July 2026, each way of handling in its own', () => {
    const old = { ...row, heldOn: '2026-06-30', outcome: 'guided' } as const
    expect(registerFormOn(old.heldOn).columns).toHaveLength(12)
    const cells = registerCells(old, 1, { fullIdNumbers: true })
    expect(cells).toHaveLength(12)
    expect(cells[8]).toBe('Sở Xây dựng, 12/UBND-TD')
    expect(cells[2]).toContain('093123456789')
  })

  test('shows of a denunciation neither who nor, to others, what', () => {
    const secret = { ...row, kind: 'denunciation', visitors: [], contentIsOpen: false } as const
    const text = registerCells(secret, 1, { fullIdNumbers: true }).join('\n')
    expect(text).not.toContain('Út')
    expect(text).not.toContain('Bồi thường')
  })
})

describe('a citizen’s turn', () => {
  const asked = { kind: 'proposal', fullName: 'Lê Thị Út', contact: '0912', subject: 'Cấp nước' } as const

  test('asks for a name, a way to be told of a change and a subject', () => {
    expect(keptOfTurn(asked)).toEqual(asked)
    expect(codeOf(() => keptOfTurn({ ...asked, contact: '' }))).toBe('reception.registration-incomplete')
  })

  test('keeps nothing of a denouncer, whatever was typed', () => {
    expect(keptOfTurn({ ...asked, kind: 'denunciation' })).toEqual({
      ...{ kind: 'denunciation', fullName: '', contact: '', subject: '' },
    })
  })

  test('is given on a published day to come with a seat left', () => {
    const day = { plannedOn: '2026-11-26', publishedOn: '2026-11-10', seats: 2, taken: 1, isHeld: false }
    expect(codeOf(() => requireOpenDay(day, '2026-11-22'))).toBe(null)
    expect(codeOf(() => requireOpenDay({ ...day, taken: 2 }, '2026-11-22'))).toBe('reception.no-seat-left')
    expect(codeOf(() => requireOpenDay(day, '2026-11-26'))).toBe('reception.day-not-open')
    expect(codeOf(() => requireOpenDay({ ...day, publishedOn: null }, '2026-11-22'))).toBe('reception.day-not-open')
  })
})

test('a session is held when it is written down, and online only since July 2026', () => {
  const session = { heldOn: '2026-06-30', kind: 'periodic', receiver: 'head', mode: 'online' } as const
  expect(codeOf(() => requireSession(session, '2026-11-22'))).toBe('reception.online-not-yet')
  expect(codeOf(() => requireSession({ ...session, heldOn: '2026-11-23' }, '2026-11-22'))).toBe(
    'reception.session-in-the-future',
  )
  expect(codeOf(() => requireSession({ ...session, mode: 'direct', receiver: 'officer' }, '2026-11-22'))).toBe(
    'reception.officer-does-not-hold-it',
  )
})
