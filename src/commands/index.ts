import { account } from './account.ts'
import { audit } from './audit.ts'
import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { criteriaCommand } from './criteria.ts'
import { deadlinesCommand } from './deadlines.ts'
import { demo } from './demo.ts'
import { doctor } from './doctor.ts'
import { erase } from './erase.ts'
import { exportCommand } from './export.ts'
import { figuresCommand } from './figures.ts'
import { importCommand } from './import.ts'
import { keys } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { periodsCommand } from './periods.ts'
import { reportCommand } from './report.ts'
import { restoreCommand } from './restore.ts'
import { serve } from './serve.ts'
import { signatureCommand } from './signature.ts'
import { token } from './token.ts'

/** The commands that exist, in the order in which help lists them. */
export const COMMANDS: readonly Command[] = [
  serve,
  migrateCommand,
  demo,
  token,
  account,
  importCommand,
  exportCommand,
  figuresCommand,
  reportCommand,
  deadlinesCommand,
  periodsCommand,
  criteriaCommand,
  signatureCommand,
  backup,
  restoreCommand,
  keys,
  erase,
  audit,
  doctor,
]
