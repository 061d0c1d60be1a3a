import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'

/** Everything the process is told from outside. Read here and nowhere else. */
export type Settings = {
  port: number
  host: string
  /** Folder of the embedded database, files and keys; absolute. */
  dataDirectory: string
  /** Connection string of a PostgreSQL 15 or later, or null for the embedded database. */
  databaseUrl: string | null
  /** Load the demonstration province on the first start of an empty system. */
  demonstration: boolean
  /** Address used in links, without a slash at its end. */
  publicUrl: string
}

/** A setting that cannot be used. `message` is one line in Vietnamese that names the variable and says why. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting'
}

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'phải là số nguyên từ 0 đến 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'phải là số nguyên từ 0 đến 65535')
    .default(3000),
  HOST: z
    .string()
    .refine((host) => isIP(host) !== 0 || /^[a-z0-9.-]+$/i.test(host), 'phải là địa chỉ IP hoặc tên máy')
    .default('127.0.0.1'),
  DATA_DIR: z.string().min(1, 'không được để trống').default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'phải bắt đầu bằng postgresql://')
    .optional(),
  DEMO: z.enum(['0', '1'], 'chỉ nhận 0 hoặc 1').optional(),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^\s/]+/, 'phải là địa chỉ bắt đầu bằng http:// hoặc https://')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
})

/**
 * The settings in the given environment variables (see README, “Biến môi trường”).
 * Throws BadSetting, with one line that says which variable and why.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0])
    throw new BadSetting(`Biến môi trường ${name} có giá trị không dùng được (“${given[name]}”): ${issue?.message}.`)
  }
  const { PORT, HOST, DATA_DIR, DATABASE_URL, DEMO, PUBLIC_URL } = parsed.data
  return {
    port: PORT,
    host: HOST,
    dataDirectory: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL ?? null,
    demonstration: DEMO === undefined ? DATABASE_URL === undefined : DEMO === '1',
    publicUrl: PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`,
  }
}
