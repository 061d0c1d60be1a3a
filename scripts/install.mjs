import { readFile } from 'node:fs/promises'
import { inProject, Problem, run } from './project.mjs'

/**
 * Whether node_modules holds what package-lock.json asks for, by npm's own record of what it put there.
 * Optional packages are left out: most of them are for other kinds of machine.
 */
export async function isInstalled() {
  const asked = await packagesIn('package-lock.json')
  const there = await packagesIn('node_modules/.package-lock.json')
  if (asked === null) throw new Problem('Thiếu tệp package-lock.json. Hãy tải lại mã nguồn đầy đủ của hệ thống.')
  if (there === null) return false
  return Object.entries(asked).every(
    ([path, wanted]) => path === '' || wanted.optional || there[path]?.version === wanted.version,
  )
}

async function packagesIn(lockFile) {
  try {
    return JSON.parse(await readFile(inProject(lockFile), 'utf8')).packages
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

/** Installs what package-lock.json asks for, the tools for building included, also where NODE_ENV is production. */
export async function install() {
  console.error('Đang cài đặt các gói cần thiết (chỉ lần đầu hoặc khi danh sách gói thay đổi)…')
  const choices = ['ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
  // Inside `npm start` npm says where it is; its own file is surer than a search along PATH.
  const npm = process.env.npm_execpath
  const code = npm?.endsWith('.js') ? await run(process.execPath, [npm, ...choices]) : await run('npm', choices)
  if (code !== 0) {
    throw new Problem(
      'Không cài đặt được các gói cần thiết; lý do ở ngay trên. Hãy kiểm tra kết nối mạng rồi chạy lại.',
    )
  }
}
