import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type ReceivedMail = { messageId: string; to: string; subject: string; text: string; html: string }

export type MailServer = {
  /** As SMTP_URL has it. */
  url: string
  port: number
  /** Every message whose end the server has seen, in its order, however often. */
  received: ReceivedMail[]
  /** What to do with a message when its end has come: nothing to take it, an error with the answer, or wait. */
  onMessage: (mail: ReceivedMail) => Promise<void>
  /** What to do when a recipient is named. */
  onRecipient: (address: string) => Error | null
  stop: () => Promise<void>
}

/** A real mail server on this machine that keeps what it is given. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const state: MailServer = {
    url: '',
    port: 0,
    received,
    onMessage: async () => {},
    onRecipient: () => null,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => done(state.onRecipient(address)),
    onData: (stream, _session, done) => {
      simpleParser(stream)
        .then(async (parsed) => {
          const to = [parsed.to ?? []].flat().flatMap((each) => each.value.map(({ address }) => address ?? ''))
          const mail = {
            messageId: parsed.messageId ?? '',
            to: to.join(),
            subject: parsed.subject ?? '',
            text: parsed.text ?? '',
            html: parsed.html || '',
          }
          received.push(mail)
          await state.onMessage(mail)
          done()
        })
        .catch(done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.port = (server.server.address() as { port: number }).port
  state.url = `smtp://127.0.0.1:${state.port}`
  return state
}

/** The answer of a mail server that does not take something. */
export const smtpAnswer = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })
