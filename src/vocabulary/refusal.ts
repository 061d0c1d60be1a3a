/** What went wrong, in the four ways a person can act on. One place (platform/http) turns the kind into an HTTP status. */
export type RefusalKind = 'invalid' | 'not-allowed' | 'not-found' | 'conflict'

/**
 * A refusal that a person can act on: words for the person, a code for the machine.
 *
 * `code` is `module.what-happened`. `messageForPerson` is Vietnamese and says what happened and what to do.
 * `fields` names the form fields that the refusal is about, each with its own message, so that the form can show them there.
 * Anything else thrown in the system is a defect.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly kind: RefusalKind
  readonly code: string
  readonly messageForPerson: string
  readonly fields: Readonly<Record<string, string>>

  constructor(
    kind: RefusalKind,
    code: string,
    messageForPerson: string,
    fields: Readonly<Record<string, string>> = {},
  ) {
    super(code)
    this.kind = kind
    this.code = code
    this.messageForPerson = messageForPerson
    this.fields = fields
  }
}
