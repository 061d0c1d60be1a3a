import { describe, expect, test } from 'vitest'
import { refuseCheck, refuseUnchecked, stateOfCopy } from './redacted-copy.ts'

const written = { isApproved: null, writtenByPersonId: '1' }
const check = { personId: '2', isApproved: true, note: '' }

describe('a redacted copy', () => {
  test('is checked by somebody else than who wrote it', () => {
    expect(() => refuseCheck(written, check)).not.toThrow()
    expect(() => refuseCheck(written, { ...check, personId: '1' })).toThrow('petition.own-redacted-copy')
  })
  test('is checked once', () => {
    expect(() => refuseCheck({ ...written, isApproved: true }, check)).toThrow('petition.copy-checked')
    expect(() => refuseCheck({ ...written, isApproved: false }, check)).toThrow('petition.copy-checked')
  })
  test('is returned with a word on what is wrong', () => {
    expect(() => refuseCheck(written, { ...check, isApproved: false })).toThrow('petition.return-without-note')
    expect(() => refuseCheck(written, { ...check, isApproved: false, note: 'Đoạn hai' })).not.toThrow()
  })
  test('is handed over only when it was approved', () => {
    expect(() => refuseUnchecked(null)).toThrow('petition.copy-not-checked')
    expect(() => refuseUnchecked(false)).toThrow('petition.copy-not-checked')
    expect(() => refuseUnchecked(true)).not.toThrow()
    expect([null, true, false].map(stateOfCopy)).toEqual(['waiting', 'approved', 'returned'])
  })
})
