import './require-node.mjs'
import { execFile } from 'node:child_process'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inProject } from './project.mjs'

const run = promisify(execFile)

/** The reports that the sources of the demonstration speak of: who reports, for which period. */
const REPORTS = [
  { unit: 'HG-BDV', period: '2019-Q3' },
  { unit: 'VP002-VP', period: '2023-5M' },
  { unit: 'HG-VPHDND', period: '2021-H1' },
]
/** Letters can still be read, and a page takes a few dozen kilobytes. */
const DOTS_PER_INCH = 64

/**
 * Draws each page of these reports, written as Word files from a folder of data at rest, as an office program shows it. Needs
 * LibreOffice (soffice) and poppler (pdftoppm) on this machine; says so and draws nothing without them.
 */
export async function drawPagesOfReports(dataDirectory, workFolder) {
  if (!(await isHere('soffice')) || !(await isHere('pdftoppm'))) {
    console.error(
      'Không có LibreOffice (soffice) hoặc poppler (pdftoppm) trên máy này: không chụp trang in của báo cáo.',
    )
    return
  }
  await mkdir(workFolder, { recursive: true })
  for (const { unit, period } of REPORTS) {
    const name = `report-${unit.toLowerCase()}-${period.toLowerCase()}`
    const asked = ['report', 'mobilisation', '--unit', unit, '--period', period, '--format', 'docx']
    const { stdout } = await run(process.execPath, [inProject('dist/main.js'), ...asked], {
      env: { ...process.env, DATA_DIR: dataDirectory, DATABASE_URL: '' },
      encoding: 'buffer',
      maxBuffer: 64 * 1024 * 1024,
    })
    await writeFile(join(workFolder, `${name}.docx`), stdout)
    const profile = `-env:UserInstallation=file://${join(workFolder, 'profile')}`
    const convert = ['--headless', profile, '--convert-to', 'pdf', '--outdir', workFolder]
    await run('soffice', [...convert, join(workFolder, `${name}.docx`)])
    await removeOld(name)
    const picture = inProject(`docs/screens/${name}`)
    await run('pdftoppm', ['-r', String(DOTS_PER_INCH), '-png', join(workFolder, `${name}.pdf`), picture])
    console.log(`docs/screens/${name}-*.png`)
  }
}

async function isHere(program) {
  return run(program, [program === 'soffice' ? '--version' : '-v']).then(
    () => true,
    () => false,
  )
}

/** A report that has become shorter must not keep its former last page. */
async function removeOld(name) {
  const kept = await readdir(inProject('docs/screens'))
  for (const file of kept) if (file.startsWith(`${name}-`)) await rm(inProject(`docs/screens/${file}`))
}
