import { describe, expect, test } from 'vitest'
import { pictureSize } from './picture-size.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAFElEQVR4nGP8z8Dwn4GBgYkBCpgAJAQDAS5MuZ8AAAAASUVORK5CYII=',
  'base64',
)
const jpeg = (frame: number) =>
  Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2],
    ...[0xff, 0xc4, 0, 3, 0],
    ...[0xff, frame, 0, 11, 8, 0x01, 0x02, 0x03, 0x04, 1, 0, 0, 0],
  ])

describe('the size of a picture', () => {
  test('is read from its head', () => {
    expect(pictureSize(PNG)).toEqual({ type: 'png', width: 2, height: 3 })
    expect(pictureSize(jpeg(0xc0))).toEqual({ type: 'jpg', width: 0x0304, height: 0x0102 })
    expect(pictureSize(jpeg(0xc2))).toEqual({ type: 'jpg', width: 0x0304, height: 0x0102 })
  })
  test('is not guessed', () => {
    expect(pictureSize(Buffer.from('%PDF-1.7'))).toBeNull()
    expect(pictureSize(jpeg(0xc4))).toBeNull()
    expect(pictureSize(PNG.subarray(0, 20))).toBeNull()
    expect(pictureSize(Buffer.alloc(0))).toBeNull()
  })
})
