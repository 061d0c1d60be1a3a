/** Where mail is handed over, and who it is from. */
export type MailSettings = {
  host: string
  port: number
  /** TLS from the first byte (smtps). */
  secure: boolean
  /** A password goes over no line that is not encrypted. */
  requireTls: boolean
  user: string | null
  password: string | null
  from: string
}

const LOCAL = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/

/** What a server's address says; null when it is none: `smtp://name:password@mail.example.vn:587`, `smtps://…`. */
export function smtpServerOf(address: string): Omit<MailSettings, 'from'> | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (!['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') return null
  const secure = url.protocol === 'smtps:'
  const user = url.username === '' ? null : decodeURIComponent(url.username)
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTls: !secure && user !== null && !LOCAL.test(url.hostname),
    user,
    password: user === null ? null : decodeURIComponent(url.password),
  }
}
