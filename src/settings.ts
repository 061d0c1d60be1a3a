import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { DEFAULT_SCHEMA, inSchema, SCHEMA_NAME } from './platform/database/schema.ts'
import { type MailSettings, smtpServerOf } from './platform/mail/mail-settings.ts'
import { isSendable } from './platform/outgoing/public-address.ts'
import type { SigningServiceSettings } from './platform/outgoing/signing-service-settings.ts'

/** Everything the process is told from outside. Read here and nowhere else. */
export type Settings = {
  port: number
  host: string
  /** Folder of the embedded database, files and keys; absolute. */
  dataDirectory: string
  /** Connection string of a PostgreSQL 15 or later, with the schema of the province in it, or null for the embedded database. */
  databaseUrl: string | null
  /** Load the demonstration province on the first start of an empty system. */
  demonstration: boolean
  /** Address used in links, without a slash at its end. */
  publicUrl: string
  /** Addresses of the proxies whose word is taken for the address of a visitor, beside those on this machine. */
  trustedProxies: readonly string[]
  /** Whom people call when something does not work, as the page /status says it. */
  supportContact: string | null
  /** For how many seconds a process that was told to stop goes on answering while it says that it is not ready. */
  leavingSeconds: number
  /** On which port of 127.0.0.1 figures for Prometheus are given; null: nowhere. */
  metricsPort: number | null
  /** Encrypts what must not be readable from the database alone; null: the key file in the data folder, made on first need. */
  encryptionKey: Buffer | null
  /** The OpenID Connect provider through which people may sign in, or null for none. */
  identityProvider: { issuer: string; clientId: string; clientSecret: string; label: string } | null
  /** The server that takes our mail and who it is from, or null for none. */
  mail: MailSettings | null
  /** Whether webhooks may go to addresses that are not on the open internet. */
  webhooksToPrivateNetworks: boolean
  /** The service with which the keys of signers lie (docs/signing-service.md), or null for none. */
  signingService: SigningServiceSettings | null
}

/** A setting that cannot be used. `message` is one line in Vietnamese that names the variable and says why. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting'
}

/** Never shown, not even when it cannot be used. */
const SECRETS = ['ENCRYPTION_KEY', 'OIDC_CLIENT_SECRET', 'SMTP_URL', 'SIGNING_SERVICE_TOKEN']

const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/

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
  DATABASE_SCHEMA: z
    .string()
    .regex(SCHEMA_NAME, 'phải là chữ thường không dấu, chữ số, dấu gạch dưới, bắt đầu bằng chữ, không quá 40 ký tự')
    .default(DEFAULT_SCHEMA),
  DEMO: z.enum(['0', '1'], 'chỉ nhận 0 hoặc 1').optional(),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^\s/]+/, 'phải là địa chỉ bắt đầu bằng http:// hoặc https://')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter((address) => address !== ''))
    .refine(
      (addresses) => addresses.every(isAddressOrRange),
      'phải là các địa chỉ IP hoặc dải như 10.0.0.0/8, cách nhau bằng dấu phẩy',
    ),
  SUPPORT_CONTACT: z
    .string()
    .trim()
    .max(200, 'không được quá 200 ký tự')
    .regex(/^[^\r\n]+$/, 'phải là một dòng chữ, ví dụ: Tổ công nghệ, Văn phòng UBND tỉnh, số 0293 …')
    .optional(),
  LEAVING_SECONDS: z
    .string()
    .regex(/^\d{1,3}$/, 'phải là số giây từ 0 đến 300')
    .transform(Number)
    .refine((seconds) => seconds <= 300, 'phải là số giây từ 0 đến 300')
    .default(0),
  METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'phải là số nguyên từ 1 đến 65535')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, 'phải là số nguyên từ 1 đến 65535')
    .optional(),
  ENCRYPTION_KEY: z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((key) => key.length === 32, 'phải là 32 byte viết theo base64, tạo bằng: openssl rand -base64 32')
    .optional(),
  OIDC_ISSUER: z
    .string()
    .refine(
      (issuer) => issuer.startsWith('https://') || LOCAL_HOST.test(hostOf(issuer)),
      'phải là địa chỉ bắt đầu bằng https://',
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().max(60, 'không được quá 60 ký tự').default('tài khoản của tỉnh'),
  SMTP_URL: z
    .string()
    .transform(smtpServerOf)
    .refine((server) => server !== null, 'phải có dạng smtp://tên:mật-khẩu@máy-chủ:587 hoặc smtps://…')
    .optional(),
  SIGNING_SERVICE_URL: z
    .string()
    .refine(isSendable, 'phải là địa chỉ bắt đầu bằng https://, không kèm tên và mật khẩu')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  SIGNING_SERVICE_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{1,4000}$/, 'phải là một dãy chữ không dấu, không có dấu cách')
    .optional(),
  WEBHOOKS_TO_PRIVATE_NETWORKS: z.enum(['0', '1'], 'chỉ nhận 0 hoặc 1').default('0'),
  MAIL_FROM: z
    .string()
    .max(200, 'không được quá 200 ký tự')
    .regex(
      /^([^<>@"\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'phải là địa chỉ thư, có thể kèm tên: Dân vận <danvan@tinh.gov.vn>',
    )
    .optional(),
})

function isAddressOrRange(text: string): boolean {
  const [address = '', length = '0', ...rest] = text.split('/')
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return rest.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= longest
}

function hostOf(address: string): string {
  return URL.canParse(address) && address.startsWith('http:') ? new URL(address).hostname : ''
}

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
    const value = SECRETS.includes(name) ? '' : ` (“${given[name]}”)`
    throw new BadSetting(`Biến môi trường ${name} có giá trị không dùng được${value}: ${issue?.message}.`)
  }
  const { PORT, HOST, DATA_DIR, DATABASE_URL, DEMO, PUBLIC_URL } = parsed.data
  if (parsed.data.DATABASE_SCHEMA !== DEFAULT_SCHEMA && DATABASE_URL === undefined)
    throw new BadSetting(
      'Biến môi trường DATABASE_SCHEMA chỉ dùng cùng DATABASE_URL: cơ sở dữ liệu đi kèm chứa một tỉnh.',
    )
  return {
    port: PORT,
    host: HOST,
    dataDirectory: resolve(DATA_DIR),
    databaseUrl: DATABASE_URL === undefined ? null : inSchema(DATABASE_URL, parsed.data.DATABASE_SCHEMA),
    demonstration: DEMO === undefined ? DATABASE_URL === undefined : DEMO === '1',
    publicUrl: PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`,
    trustedProxies: parsed.data.TRUSTED_PROXIES,
    supportContact: parsed.data.SUPPORT_CONTACT ?? null,
    leavingSeconds: parsed.data.LEAVING_SECONDS,
    metricsPort: parsed.data.METRICS_PORT ?? null,
    encryptionKey: parsed.data.ENCRYPTION_KEY ?? null,
    identityProvider: identityProvider(parsed.data),
    mail: mailSettings(parsed.data),
    webhooksToPrivateNetworks: parsed.data.WEBHOOKS_TO_PRIVATE_NETWORKS === '1',
    signingService: signingService(parsed.data),
  }
}

function mailSettings({ SMTP_URL, MAIL_FROM }: z.output<typeof Environment>): MailSettings | null {
  if (SMTP_URL === undefined || SMTP_URL === null) return null
  if (MAIL_FROM === undefined)
    throw new BadSetting('Thiếu biến môi trường MAIL_FROM: gửi thư (SMTP_URL) cần địa chỉ người gửi.')
  return { ...SMTP_URL, from: MAIL_FROM }
}

/** Both or neither: a service that does not know who asks signs nothing. */
function signingService(given: z.output<typeof Environment>): Settings['signingService'] {
  const { SIGNING_SERVICE_URL: url, SIGNING_SERVICE_TOKEN: token } = given
  if (url === undefined && token === undefined) return null
  if (url === undefined || token === undefined)
    throw new BadSetting(
      `Thiếu biến môi trường ${url === undefined ? 'SIGNING_SERVICE_URL' : 'SIGNING_SERVICE_TOKEN'}: dịch vụ ký số cần cả địa chỉ và mã truy cập.`,
    )
  return { url, token }
}

/** All that a provider needs, or null when nothing of it is named. Half of it is a mistake that would only show at sign-in. */
function identityProvider(given: z.output<typeof Environment>): Settings['identityProvider'] {
  const needed = {
    OIDC_ISSUER: given.OIDC_ISSUER,
    OIDC_CLIENT_ID: given.OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET: given.OIDC_CLIENT_SECRET,
  }
  const missing = Object.entries(needed).find(([, value]) => value === undefined)?.[0]
  if (Object.values(needed).every((value) => value === undefined)) return null
  if (missing)
    throw new BadSetting(
      `Thiếu biến môi trường ${missing}: đăng nhập bằng OpenID Connect cần cả OIDC_ISSUER, OIDC_CLIENT_ID và OIDC_CLIENT_SECRET.`,
    )
  return {
    issuer: needed.OIDC_ISSUER ?? '',
    clientId: needed.OIDC_CLIENT_ID ?? '',
    clientSecret: needed.OIDC_CLIENT_SECRET ?? '',
    label: given.OIDC_LABEL,
  }
}
