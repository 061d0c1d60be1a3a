import fc from 'fast-check'
import { render } from 'preact-render-to-string'
import decodeQR from 'qr/decode.js'
import { describe, expect, test } from 'vitest'
import { QrCode } from './qr-code.tsx'

/** The picture as a camera would see it: each square of the drawing as 4 × 4 dots. */
function photograph(svg: string): { width: number; height: number; data: Uint8Array } {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])
  const width = size * 4
  const data = new Uint8Array(width * width * 4).fill(255)
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let row = Number(y) * 4; row < (Number(y) + 1) * 4; row++) {
      for (let column = Number(x) * 4; column < (Number(x) + Number(length)) * 4; column++) {
        data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3)
      }
    }
  }
  return { width, height: width, data }
}

describe('a picture for the camera', () => {
  test('says what it was drawn from', () => {
    const secrets = fc.string({
      unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'),
      minLength: 32,
      maxLength: 32,
    })
    fc.assert(
      fc.property(secrets, (secret) => {
        const text = `otpauth://totp/D%C3%A2n%20v%E1%BA%ADn:mai.nt?secret=${secret}&digits=6`
        expect(decodeQR(photograph(render(<QrCode text={text} label="Mã QR" />)))).toBe(text)
      }),
      { numRuns: 20 },
    )
  })

  test('is named for those who do not see it, and needs no style', () => {
    const svg = render(<QrCode text="otpauth://totp/x" label="Mã QR để quét" />)
    expect(svg).toContain('aria-label="Mã QR để quét"')
    expect(svg).not.toContain('style')
  })
})
