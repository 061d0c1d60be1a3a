/**
 * Builds what the browser loads besides pages: style sheets from `styles/`, scripts from `src/browser/`, the letters, the icon. Each file carries the
 * fingerprint of its content in its name, so that it may be kept for ever; `manifest.json` says which name that is.
 *
 *   node scripts/build-assets.mjs [folder]     (dist/assets unless told)
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { rolldown } from 'rolldown'
import { compileAsync } from 'sass'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const packages = path.join(root, 'node_modules')
const styles = path.join(root, 'styles')

const STYLE_SHEETS = ['main', 'staff']

/** Where the scripts begin: that of all staff pages, and those of single ones; what they load later becomes a file of its own. */
const SCRIPTS = ['staff', 'scoring']

const LETTERS = ['latin', 'vietnamese'].flatMap((subset) =>
  [400, 600].map((weight) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
)

/**
 * Writes all assets into the folder (made when missing) and answers the manifest: logical name → file name.
 * @param {{ outDirectory: string }} options
 * @returns {Promise<Record<string, string>>}
 */
export async function buildAssets({ outDirectory }) {
  await mkdir(outDirectory, { recursive: true })
  /** @type {Record<string, string>} */
  const manifest = {}

  /** @param {string} name @param {string | Buffer} content */
  const write = async (name, content) => {
    const { name: stem, ext } = path.parse(name)
    const fingerprint = createHash('sha256').update(content).digest('hex').slice(0, 12)
    manifest[name] = `${stem}.${fingerprint}${ext}`
    await writeFile(path.join(outDirectory, manifest[name]), content)
  }

  for (const name of LETTERS) {
    await write(name, await readFile(path.join(packages, '@fontsource/be-vietnam-pro/files', name)))
  }
  await write('icon.svg', await readFile(path.join(styles, 'icon.svg')))

  for (const name of STYLE_SHEETS) {
    const { css } = await compileAsync(path.join(styles, `${name}.scss`), {
      // The MoJ files name their base with and without the folder of packages.
      loadPaths: [packages, root],
      style: 'compressed',
      quietDeps: true,
    })
    await write(`${name}.css`, withFingerprints(css, manifest))
  }

  Object.assign(manifest, await buildScripts(outDirectory))

  await compressAll(outDirectory)
  await writeFile(path.join(outDirectory, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

/**
 * Beside each text the same compressed, once and as far as it goes: the style sheet is a tenth of itself. Letters are compressed already.
 * @param {string} folder
 */
async function compressAll(folder) {
  for (const name of await readdir(folder)) {
    if (!/[.](css|js|svg)$/.test(name)) continue
    const content = await readFile(path.join(folder, name))
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
    await writeFile(path.join(folder, `${name}.br`), await promisify(brotliCompress)(content, { params }))
    await writeFile(path.join(folder, `${name}.gz`), await promisify(gzip)(content, { level: 9 }))
  }
}

/**
 * Scripts and what they load later, each under its fingerprint.
 * @param {string} outDirectory
 * @returns {Promise<Record<string, string>>}
 */
async function buildScripts(outDirectory) {
  const bundle = await rolldown({
    input: Object.fromEntries(SCRIPTS.map((name) => [name, path.join(root, 'src/browser', `${name}.ts`)])),
    platform: 'browser',
    cwd: root,
    tsconfig: false,
    transform: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    // A part that is not found would only be missed in the browser.
    onLog: (level, log) => {
      if (level === 'warn') throw new Error(log.message)
    },
  })
  const { output } = await bundle.write({
    dir: outDirectory,
    format: 'esm',
    minify: true,
    hashCharacters: 'hex',
    entryFileNames: '[name].[hash:12].js',
    chunkFileNames: '[name].[hash:12].js',
  })
  await bundle.close()
  return Object.fromEntries(
    output.filter((file) => file.type === 'chunk').map((file) => [`${file.name}.js`, file.fileName]),
  )
}

/**
 * Addresses in a style sheet name files that stand beside it, and become the fingerprinted ones.
 * @param {string} css
 * @param {Record<string, string>} manifest
 */
function withFingerprints(css, manifest) {
  return css.replace(/url\("?([^")]+)"?\)/g, (_, name) => {
    const built = manifest[name]
    if (built === undefined) throw new Error(`a style sheet asks for “${name}”, which is not built`)
    return `url(${built})`
  })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const manifest = await buildAssets({ outDirectory: path.resolve(process.argv[2] ?? path.join(root, 'dist/assets')) })
  for (const [name, file] of Object.entries(manifest)) console.log(`${name} → ${file}`)
}
