import { join } from 'node:path'
import { openDatabase } from '../../src/platform/database/database.ts'
import { openEncryption } from '../../src/platform/encryption/encryption.ts'
import { openKeyRing } from '../../src/platform/encryption/key-ring.ts'
import { openFileStore } from '../../src/platform/files/file-store.ts'
import type { Services } from '../../src/platform/http/request.ts'
import { startJobs } from '../../src/platform/jobs/start-jobs.ts'
import { deliverMail } from '../../src/platform/mail/deliver-mail.ts'
import { type MailSettings, smtpServerOf } from '../../src/platform/mail/mail-settings.ts'

/** What jobs need, without pages. */
export function servicesOfJobs(connectionString: string, folder: string, mail: MailSettings | null): Services {
  return {
    database: openDatabase(connectionString),
    files: openFileStore(join(folder, 'files')),
    encryption: openEncryption({ keyFolder: join(folder, 'keys'), key: null }),
    protectedKeys: openKeyRing(join(folder, 'protected')),
    now: () => new Date(),
    publicUrl: 'http://danvan.example',
    mail,
    webhooksToPrivateNetworks: true,
    signingService: null,
    formSecret: 'of a test',
    demonstration: () => false,
    navigation: [],
    pace: () => ({ slowSince: null, failingSince: null }),
    supportContact: null,
    assets: (name) => name,
  }
}

export function mailSettingsFor(url: string): MailSettings {
  const server = smtpServerOf(url)
  if (server === null) throw new Error(`${url} names no mail server.`)
  return { ...server, from: 'Dân vận <danvan@danvan.example>' }
}

/** A process that does nothing but deliver mail, until it is killed. */
export async function runJobProcess(connectionString: string, folder: string, smtpUrl: string): Promise<void> {
  await startJobs({
    connectionString,
    services: servicesOfJobs(connectionString, folder, mailSettingsFor(smtpUrl)),
    jobs: [deliverMail],
    lookAfterEveryMilliseconds: 200,
  })
  process.stdout.write('working\n')
}
