import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { MIGRATION_FOLDER, PROJECT_FOLDER, protectedKeyFile } from './folders.ts'
import { activities } from './modules/activities/index.ts'
import { awards } from './modules/awards/index.ts'
import { calendar } from './modules/calendar/index.ts'
import { coordination } from './modules/coordination/index.ts'
import { criteria } from './modules/criteria/index.ts'
import { dashboards } from './modules/dashboards/index.ts'
import { democracy } from './modules/democracy/index.ts'
import { documents } from './modules/documents/index.ts'
import { home } from './modules/home/index.ts'
import { identify, identity, type ProviderSettings } from './modules/identity/index.ts'
import { indicators } from './modules/indicators/index.ts'
import { movement } from './modules/movement/index.ts'
import { notices } from './modules/notices/index.ts'
import { organisation } from './modules/organisation/index.ts'
import { personalData } from './modules/personal-data/index.ts'
import { petitions } from './modules/petitions/index.ts'
import { plans } from './modules/plans/index.ts'
import { portal } from './modules/portal/index.ts'
import { reception } from './modules/reception/index.ts'
import { reports } from './modules/reports/index.ts'
import { spreadsheets } from './modules/spreadsheets/index.ts'
import { trail } from './modules/trail/index.ts'
import { upkeep } from './modules/upkeep/index.ts'
import { webhooks } from './modules/webhooks/index.ts'
import type { Database } from './platform/database/database.ts'
import type { Fact } from './platform/database/fact.ts'
import type { FigureUse } from './platform/database/figure-use.ts'
import type { Handover } from './platform/database/handover.ts'
import type { LimitRecount } from './platform/database/limit-recount.ts'
import { isMigrated } from './platform/database/migrate.ts'
import type { UnitMove } from './platform/database/unit-move.ts'
import { openEncryption } from './platform/encryption/encryption.ts'
import { openKeyRing } from './platform/encryption/key-ring.ts'
import { openFileStore } from './platform/files/file-store.ts'
import { removeLeft } from './platform/files/remove-left.ts'
import type { Leaving } from './platform/http/leaving.ts'
import type { Module, RecordKind } from './platform/http/module.ts'
import type { RequestDone } from './platform/http/request-log.ts'
import { createServer } from './platform/http/server.ts'
import type { Job } from './platform/jobs/job.ts'
import { deliverMail } from './platform/mail/deliver-mail.ts'
import { forgetMail } from './platform/mail/forget-mail.ts'
import type { MailSettings } from './platform/mail/mail-settings.ts'
import type { SigningServiceSettings } from './platform/outgoing/signing-service-settings.ts'
import type { RecordSheet } from './platform/spreadsheet/record-sheet.ts'
import { watchPace } from './platform/watch/pace.ts'

const PLATFORM_JOBS: readonly Job[] = [deliverMail, forgetMail, removeLeft]

/** The modules in the order of the chain. Here, and nowhere else, they meet. */
export function modules(identityProvider: ProviderSettings | null = null): Module[] {
  // Figures are counted from what every module offers, those above included: the list is handed on first and filled below.
  // So are the rows that follow a unit into its heir.
  const facts: Fact[] = []
  const moves: UnitMove[] = []
  // And the places above that use figures.
  const figureUses: FigureUse[] = []
  // And the work that one person hands over to another.
  const handovers: Handover[] = []
  // And the last days that follow from the calendar.
  const recounts: LimitRecount[] = []
  // And the records that come in from spreadsheets.
  const sheets: RecordSheet[] = []
  // And what is done without a person waiting for it.
  const jobs: Job[] = [...PLATFORM_JOBS]
  // And the kinds of records that changes are told of.
  const recordKinds: RecordKind[] = []
  const joined: Module[] = [
    identity(identityProvider),
    organisation(moves, handovers),
    calendar(recounts),
    documents,
    plans,
    coordination,
    activities,
    petitions,
    reception,
    movement,
    democracy,
    indicators(facts, figureUses),
    reports(facts),
    criteria(facts),
    awards,
    dashboards(facts),
    personalData,
    spreadsheets(sheets),
    portal(facts),
    upkeep(jobs),
    webhooks(recordKinds),
  ]
  facts.push(...joined.flatMap((module) => module.facts ?? []))
  figureUses.push(...joined.flatMap((module) => module.figureUses ?? []))
  moves.push(...joined.flatMap((module) => module.moves ?? []))
  recounts.push(...joined.flatMap((module) => module.limits ?? []))
  sheets.push(...joined.flatMap((module) => module.sheets ?? []))
  handovers.push(...joined.flatMap((module) => module.handovers ?? []))
  recordKinds.push(...joined.flatMap((module) => module.recordKinds ?? []))
  const above = [trail(recordKinds), notices(joined), home(joined, facts)]
  jobs.push(...[...joined, ...above].flatMap((module) => module.jobs ?? []))
  return [...joined, ...above]
}

export type ApplicationParts = {
  database: Database
  /** Folder for attached files. */
  fileFolder: string
  /** Folder for the key that encrypts what the database must not tell; made on first need. */
  keyFolder: string
  /** The key itself, when the installation keeps it elsewhere. */
  encryptionKey?: Buffer | null
  /** Where people may sign in instead of with a password here. */
  identityProvider?: ProviderSettings | null
  publicUrl: string
  /** Where mail is handed over; null where none is sent. */
  mail?: MailSettings | null
  /** Whether webhooks may go to addresses that are not on the open internet. */
  webhooksToPrivateNetworks?: boolean
  /** The service with which the keys of signers lie, or null for none. */
  signingService?: SigningServiceSettings | null
  /** Proxies on other machines whose word is taken for the address of a visitor. */
  trustedProxies?: readonly string[]
  now?: () => Date
  /** Whom people call when something does not work. */
  supportContact?: string | null
  log?: boolean
  /** Whether this process is about to stop. */
  leaving?: Leaving | undefined
  /** Hears of every request that was answered. */
  requestDone?: ((request: RequestDone) => void) | undefined
}

/** Joins platform and modules on a migrated database. */
export async function createApplication({
  database,
  fileFolder,
  keyFolder,
  encryptionKey = null,
  identityProvider = null,
  publicUrl,
  mail = null,
  webhooksToPrivateNetworks = false,
  signingService = null,
  trustedProxies,
  now,
  supportContact = null,
  log,
  leaving,
  requestDone,
}: ApplicationParts): Promise<FastifyInstance> {
  const assetFolder = join(PROJECT_FOLDER, 'dist', 'assets')
  const manifest = JSON.parse(await readFile(join(assetFolder, 'manifest.json'), 'utf8')) as Record<string, string>
  const joined = modules(identityProvider)
  const formSecret = await installationSetting(database, 'form-secret', () => randomBytes(32).toString('base64url'))
  const demonstration = (await readInstallationSetting(database, 'demonstration')) === 'yes'
  const watched = watchPace(now)
  return createServer({
    services: {
      database,
      files: openFileStore(fileFolder),
      encryption: openEncryption({ keyFolder, key: encryptionKey }),
      protectedKeys: openKeyRing(protectedKeyFile(keyFolder)),
      now: now ?? (() => new Date()),
      publicUrl,
      mail,
      webhooksToPrivateNetworks,
      signingService,
      formSecret,
      demonstration: () => demonstration,
      pace: watched.pace,
      supportContact,
      navigation: joined.flatMap((module) => module.navigation ?? []),
      assets: (name) => `/assets/${manifest[name] ?? name}`,
    },
    modules: joined,
    identify,
    leaving,
    isReady: () => isMigrated(database, MIGRATION_FOLDER),
    assetFolder,
    trustedProxies,
    log: log ?? false,
    requestDone: (request) => {
      watched.done(request)
      requestDone?.(request)
    },
  })
}

/** All that is done without a person waiting for it: by the platform, and by the modules. */
export function allJobs(): Job[] {
  return [...PLATFORM_JOBS, ...modules().flatMap((module) => module.jobs ?? [])]
}

/** A setting of this installation, made on its first use; the same for every process on the database. */
async function installationSetting(database: Database, name: string, make: () => string): Promise<string> {
  await sql`insert into installation_setting (name, value) values (${name}, ${make()}) on conflict do nothing`.execute(
    database,
  )
  return (await readInstallationSetting(database, name)) ?? ''
}

async function readInstallationSetting(database: Database, name: string): Promise<string | undefined> {
  const found = await database
    .selectFrom('installation_setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst()
  return found?.value
}
