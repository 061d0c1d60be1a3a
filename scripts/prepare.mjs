import { build, isBuilt } from './build.mjs'
import { install, isInstalled } from './install.mjs'
import { underLock } from './lock.mjs'
import { Problem } from './project.mjs'

/** Brings packages and dist up to date with the sources. When they are, this takes some 30 ms. Speaks on standard error. */
export async function prepare({ mayInstall }) {
  if ((await isInstalled()) && (await isBuilt())) return
  await underLock(async () => {
    // Another process may have done it while we waited.
    if (!(await isInstalled())) {
      if (!mayInstall) throw new Problem('Chưa cài đặt đủ các gói cần thiết. Hãy chạy «npm ci» trước.', 2)
      await install()
    }
    if (!(await isBuilt())) await build()
  })
}
