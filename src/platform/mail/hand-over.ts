import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { type HandedOver, outcomeOf } from './handed-over.ts'
import type { MailSettings } from './mail-settings.ts'

export type MessageToHandOver = {
  messageId: string
  recipient: string
  subject: string
  textBody: string
  htmlBody: string
  writtenAt: Date
}

const CONNECTING_IN_MILLISECONDS = 15_000
const SILENT_FOR_MILLISECONDS = 60_000
const LONGEST_ANSWER = 300

/**
 * Hands one message over. `begin` is asked when the server has let us in and before it is told of the message: only when it answers
 * true is the message given, and by then it must stand in the database that this may be happening.
 */
export async function handOver(
  settings: MailSettings,
  message: MessageToHandOver,
  begin: () => Promise<boolean>,
): Promise<HandedOver | null> {
  const raw = await new MailComposer({
    from: settings.from,
    to: message.recipient,
    subject: message.subject,
    text: message.textBody,
    html: message.htmlBody,
    messageId: message.messageId,
    date: message.writtenAt,
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
    .compile()
    .build()
  const connection = new SMTPConnection({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    requireTLS: settings.requireTls,
    connectionTimeout: CONNECTING_IN_MILLISECONDS,
    greetingTimeout: CONNECTING_IN_MILLISECONDS,
    socketTimeout: SILENT_FOR_MILLISECONDS,
  })
  let hasBegun = false
  try {
    await enter(connection, settings)
    if (!(await begin())) return null
    // Asked for its first byte only after the server has agreed to take the message.
    const content = new Readable({
      read() {
        hasBegun = true
        this.push(raw)
        this.push(null)
      },
    })
    const envelope = { from: addressIn(settings.from), to: [message.recipient], size: raw.length }
    const answer = await give(connection, envelope, content)
    return { outcome: 'sent', answer: shortened(answer) }
  } catch (error) {
    const { responseCode, response, command = '', code } = error as Failure
    return {
      outcome: outcomeOf({ hasBegun, responseCode, command }),
      answer: shortened(response ?? `${code ?? 'ERROR'} ${command}`.trim()),
    }
  } finally {
    connection.close()
  }
}

type Failure = { responseCode?: number; response?: string; command?: string; code?: string }

/** Connects and signs in. */
function enter(connection: SMTPConnection, { user, password }: MailSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    // Also told when the connection breaks later; what is under way then has its own answer.
    connection.on('error', reject)
    // A server that hangs up without a word is told here and not as an error.
    connection.connect((error) => {
      if (error) return reject(error)
      if (user === null) return resolve()
      connection.login({ user, pass: password ?? '' }, (error) => (error ? reject(error) : resolve()))
    })
  })
}

function give(
  connection: SMTPConnection,
  envelope: { from: string; to: string[]; size: number },
  content: Readable,
): Promise<string> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject)
    connection.once('end', () => reject(Object.assign(new Error('The connection has ended.'), { code: 'ECONNECTION' })))
    connection.send(envelope, content, (error, info) => (error ? reject(error) : resolve(info?.response ?? '')))
  })
}

/** `Dân vận <danvan@example.vn>` → `danvan@example.vn`. */
const addressIn = (from: string) => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()

const shortened = (answer: string) => answer.replace(/\s+/g, ' ').slice(0, LONGEST_ANSWER)
