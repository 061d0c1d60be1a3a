import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextTryAfter, outcomeOf } from './handed-over.ts'
import { htmlOf } from './html-of.ts'
import { smtpServerOf } from './mail-settings.ts'

describe('what a failure to hand a message over means', () => {
  test.each([
    ['not now, when the server says so', { hasBegun: true, responseCode: 451, command: 'DATA' }, 'later'],
    [
      'never, when the server refuses the recipient',
      { hasBegun: false, responseCode: 550, command: 'RCPT TO' },
      'refused',
    ],
    ['never, when the server refuses the content', { hasBegun: true, responseCode: 554, command: 'DATA' }, 'refused'],
    ['not now, when our password is wrong', { hasBegun: false, responseCode: 535, command: 'AUTH PLAIN' }, 'later'],
    ['not now, when nobody answers', { hasBegun: false, responseCode: undefined, command: 'CONN' }, 'later'],
    [
      'doubt, when the line breaks within the message',
      { hasBegun: true, responseCode: undefined, command: 'CONN' },
      'doubtful',
    ],
  ] as const)('is %s', (_name, failure, outcome) => {
    expect(outcomeOf(failure)).toBe(outcome)
  })

  test('is never a second sending of what may have arrived', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.option(fc.integer({ min: 400, max: 599 }), { nil: undefined }),
        fc.constantFrom('CONN', 'EHLO', 'AUTH', 'MAIL FROM', 'RCPT TO', 'DATA', 'API'),
        (hasBegun, responseCode, command) => {
          const outcome = outcomeOf({ hasBegun, responseCode, command })
          expect(outcome === 'doubtful').toBe(hasBegun && responseCode === undefined)
        },
      ),
    )
  })
})

test('a message is tried at growing intervals for a little more than a day, and then no more', () => {
  const begun = new Date('2026-11-22T00:00:00Z')
  let now = begun
  let last = 0
  let tries = 0
  for (let next = nextTryAfter(++tries, now); next !== null; next = nextTryAfter(++tries, now)) {
    const wait = next.getTime() - now.getTime()
    expect(wait).toBeGreaterThan(last)
    last = wait
    now = next
  }
  expect((now.getTime() - begun.getTime()) / 3_600_000).toBeGreaterThan(24)
  expect((now.getTime() - begun.getTime()) / 3_600_000).toBeLessThan(30)
})

test('the text of a mail cannot become anything but text and links', () => {
  expect(htmlOf('Có <b>2</b> việc:\n- Báo cáo\n\nhttps://dv.vn/?a=1&b="')).toBe(
    '<!doctype html><html lang="vi"><body><p>Có &lt;b&gt;2&lt;/b&gt; việc:</p><ul><li>Báo cáo</li></ul><p><a href="https://dv.vn/?a=1&amp;b=&quot;">https://dv.vn/?a=1&amp;b=&quot;</a></p></body></html>',
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(
        htmlOf(text).replace(/<\/?(!doctype html|html|html lang="vi"|body|p|br|ul|li|a href="[^"]*"|a)>/g, ''),
      ).not.toMatch(/[<>]/)
    }),
  )
})

describe('the address of a mail server', () => {
  test('asks for encryption wherever a password goes out into the network', () => {
    expect(smtpServerOf('smtp://ten%40tinh:m%2Fk@mail.vn')).toEqual({
      ...{ host: 'mail.vn', port: 587, secure: false, requireTls: true },
      ...{ user: 'ten@tinh', password: 'm/k' },
    })
    expect(smtpServerOf('smtps://a:b@mail.vn')).toMatchObject({ port: 465, secure: true, requireTls: false })
    expect(smtpServerOf('smtp://localhost:2525')).toMatchObject({ port: 2525, requireTls: false, user: null })
    expect(smtpServerOf('smtp://a:b@[::1]:2525')).toMatchObject({ host: '::1', requireTls: false })
  })
  test.each(['mail.vn', 'http://mail.vn', 'smtp://'])('is not %s', (address) => {
    expect(smtpServerOf(address)).toBeNull()
  })
})
