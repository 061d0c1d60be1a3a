import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { allJobs, createApplication } from '../application.ts'
import { DEMONSTRATION_ACCOUNTS, isDemonstration, loadDemonstration } from '../demonstration/index.ts'
import { SCALE_ACCOUNTS, scaleOf } from '../demonstration/scale/index.ts'
import { hasNoAccount, inviteFirstAdministrator } from '../modules/identity/index.ts'
import { jobsByState } from '../modules/upkeep/index.ts'
import { keptSealFile } from '../platform/audit/kept-seal.ts'
import { startSealing } from '../platform/audit/sealer.ts'
import { connectionsOf } from '../platform/database/database.ts'
import { openFileStore } from '../platform/files/file-store.ts'
import { startJobs } from '../platform/jobs/start-jobs.ts'
import { countForPrometheus } from '../platform/watch/metrics.ts'
import { listenForMetrics } from '../platform/watch/metrics-listener.ts'
import { dateInVietnam } from '../vocabulary/calendar-date.ts'
import { type Run, say } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const run: Run = async (_argv, settings) => {
  const { database, connectionString, close } = await openMigratedDatabase(settings)
  if (await hasNoAccount(database)) {
    if (settings.demonstration) {
      say('Đang nạp tỉnh minh họa (chỉ lần đầu)…')
      const files = openFileStore(join(settings.dataDirectory, 'files'))
      await loadDemonstration(database, dateInVietnam(new Date()), files, settings.publicUrl)
    } else {
      const token = await inviteFirstAdministrator(database, new Date())
      process.stdout.write(`Đường dẫn một lần cho người quản trị đầu tiên: ${settings.publicUrl}/founding/${token}\n`)
    }
  }
  const counted = settings.metricsPort === null ? null : countForPrometheus()
  const leaving = { hasBegun: false }
  const app = await createApplication({
    leaving,
    database,
    fileFolder: join(settings.dataDirectory, 'files'),
    keyFolder: join(settings.dataDirectory, 'keys'),
    encryptionKey: settings.encryptionKey,
    identityProvider: settings.identityProvider,
    publicUrl: settings.publicUrl,
    mail: settings.mail,
    webhooksToPrivateNetworks: settings.webhooksToPrivateNetworks,
    signingService: settings.signingService,
    trustedProxies: settings.trustedProxies,
    supportContact: settings.supportContact,
    requestDone: counted?.done,
    log: true,
  })
  // What was left on the disk when the process ended between a transaction and what follows it.
  await app.services.files.removeAsked(database)
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  await app.listen({ port: settings.port, host: settings.host })
  const sealing = startSealing({ database, keptSealFile: keptSealFile(settings.dataDirectory) })
  const jobs = await startJobs({ connectionString, services: app.services, jobs: allJobs() })
  const metrics =
    counted && settings.metricsPort !== null
      ? await listenForMetrics(settings.metricsPort, async () =>
          counted.text({
            connections: connectionsOf(database),
            jobs: await jobsByState(database).catch(() => null),
          }),
        )
      : null
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : settings.port
  process.stdout.write(`ready http://${settings.host}:${port}\n`)
  if (await isDemonstration(database)) {
    process.stdout.write('\nTài khoản minh họa (mật khẩu in cạnh tên đăng nhập):\n')
    const accounts = (await scaleOf(database)) === null ? DEMONSTRATION_ACCOUNTS : SCALE_ACCOUNTS
    for (const { userName, password, about } of accounts) {
      process.stdout.write(`  ${userName.padEnd(22)} ${password.padEnd(20)} ${about}\n`)
    }
  }
  await stopped
  leaving.hasBegun = true
  // Time for the proxy to see it and to send nothing more here.
  await pause(settings.leavingSeconds * 1000)
  await metrics?.stop()
  counted?.stop()
  await app.close()
  await jobs.stop()
  await sealing.stop()
  await close()
  return 0
}
