import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

type Build = { buildAssets(options: { outDirectory: string }): Promise<Record<string, string>> }

describe('the built assets', () => {
  let folder = ''
  let manifest: Record<string, string> = {}
  const read = (name: string) => readFile(path.join(folder, manifest[name] ?? 'missing'))

  beforeAll(async () => {
    const { buildAssets }: Build = await import(new URL('../../../scripts/build-assets.mjs', import.meta.url).href)
    folder = await mkdtemp(path.join(tmpdir(), 'assets-'))
    manifest = await buildAssets({ outDirectory: folder })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('are all named in the manifest, by the name that pages ask for', async () => {
    expect(Object.keys(manifest)).toEqual(expect.arrayContaining(['main.css', 'staff.css', 'icon.svg']))
    const built = (await readdir(folder)).filter((name) => !/[.](br|gz)$/.test(name))
    expect(built.sort()).toEqual([...Object.values(manifest), 'manifest.json'].sort())
    expect(JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest)
  })

  test('stand there compressed too, and unfold to themselves', async () => {
    for (const file of Object.values(manifest).filter((name) => !name.endsWith('.woff2'))) {
      const plain = await readFile(path.join(folder, file))
      expect(brotliDecompressSync(await readFile(path.join(folder, `${file}.br`))).equals(plain)).toBe(true)
      expect(gunzipSync(await readFile(path.join(folder, `${file}.gz`))).equals(plain)).toBe(true)
    }
  })

  test('carry the fingerprint of their content in their name', () => {
    for (const file of Object.values(manifest)) expect(file).toMatch(/\.[0-9a-f]{12}\.(css|js|svg|woff2)$/)
  })

  test('refer only to files that stand beside them', async () => {
    const sheets = await Promise.all(['main.css', 'staff.css'].map(async (name) => (await read(name)).toString()))
    const addresses = [...sheets.join('').matchAll(/url\(([^)]+)\)/g)].map(([, address]) => address)
    expect(addresses.length).toBeGreaterThan(0)
    for (const address of addresses) expect(Object.values(manifest)).toContain(address)
  })

  test('leave a public page light: style sheet and the letters of its headings within 48 KB', async () => {
    const letters = await Promise.all(
      ['latin', 'vietnamese'].map((subset) => read(`be-vietnam-pro-${subset}-600-normal.woff2`)),
    )
    const bytes = gzipSync(await read('main.css')).length + letters.reduce((sum, file) => sum + file.length, 0)
    expect(bytes).toBeLessThan(48 * 1024)
  })
})
