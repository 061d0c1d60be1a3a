import { describe, expect, test } from 'vitest'
import { troubleOf } from './trouble.ts'

describe('a query that failed', () => {
  test.each([
    [{ code: '57P01', message: 'terminating connection due to administrator command' }, 'away'],
    [{ code: '57P03', message: 'the database system is starting up' }, 'away'],
    [{ code: '08006', message: 'connection failure' }, 'away'],
    [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'away'],
    [{ code: 'ENOENT', syscall: 'connect', message: 'connect ENOENT .s.PGSQL.5432' }, 'away'],
    [new Error('Connection terminated unexpectedly'), 'away'],
    [new Error('Connection terminated due to connection timeout'), 'away'],
    [new Error('timeout exceeded when trying to connect'), 'slow'],
    [{ code: '57014', message: 'canceling statement due to statement timeout' }, 'slow'],
    [{ code: '53100', message: 'could not extend file' }, 'full'],
    [{ code: 'ENOSPC', syscall: 'write' }, 'full'],
  ])('for no fault of its own: %o', (error, trouble) => {
    expect(troubleOf(error)).toBe(trouble)
  })

  test.each([
    [{ code: '23505', message: 'duplicate key value violates unique constraint' }],
    [{ code: '42P01', message: 'relation "x" does not exist' }],
    [{ code: 'ENOENT', syscall: 'open', message: 'no such file' }],
    [new Error('cannot read properties of undefined')],
    [null],
  ])('because of a defect, or for what is no query at all: %o', (error) => {
    expect(troubleOf(error)).toBeNull()
  })
})
