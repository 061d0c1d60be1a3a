import type { FastifyInstance, FastifyRequest } from 'fastify'
import { receiveIntoMemory } from '../../../../platform/files/file-store.ts'
import type { PublicContext } from '../../../../platform/http/context.ts'
import { sendPage } from '../../../../platform/http/page.tsx'
import { allow } from '../../../../platform/http/permission.ts'
import { publicContext } from '../../../../platform/http/request.ts'
import { FileField, type FormView, filterView, SubmitButton, TextField } from '../../../../platform/page/index.ts'
import { asGivenOut, inGroups } from '../../../../platform/receipt/receipt.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { checkSignatures, issueSentAs, PDF_MEDIA_TYPE } from '../../../documents/index.ts'
import { vi } from '../../texts/vi.ts'
import { PublicPage } from '../public-page.tsx'
import { inTurn } from './in-turn.ts'
import { sha256Of, VerifiedFile } from './verified-file.tsx'

const T = vi.verification
export const VERIFY_PATH = '/verify'

/** Where anyone asks whether a document is genuine: by the code printed on it, or by its file, which is read and not kept. */
export function verifyPage(app: FastifyInstance): void {
  app.get(VERIFY_PATH, allow('public'), async (request, reply) => {
    const { code } = request.query as { code?: unknown }
    const given = typeof code === 'string' ? asGivenOut(code).slice(0, 40) : ''
    if (/^[0-9A-Z]+$/.test(given)) return reply.redirect(`${VERIFY_PATH}/${inGroups(given)}`, 303)
    return sendPage(reply, <AskPage context={publicContext(request)} errors={{}} />)
  })

  // Nothing is written: there is no form of another site to be afraid of, and no token to wait for.
  app.post(VERIFY_PATH, allow('public'), async (request, reply) => {
    const context = publicContext(request)
    reply.header('cache-control', 'private, no-store')
    try {
      const file = await fileOf(request)
      const checked = await inTurn(() => checkSignatures(file.content))
      const sha256 = sha256Of(file.content)
      const issue = await issueSentAs(context.database, sha256)
      return sendPage(
        reply,
        <PublicPage context={context} path={VERIFY_PATH} title={T.result.title} backLink={BACK}>
          <VerifiedFile name={file.name} sha256={sha256} checked={checked} issue={issue} />
        </PublicPage>,
      )
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      const status = refusal.kind === 'conflict' ? 409 : 422
      return sendPage(reply, <AskPage context={context} errors={{ file: refusal.messageForPerson }} />, status)
    }
  })
}

const BACK = { href: VERIFY_PATH, text: T.back }

/** The one file of the form. Refuses `portal.no-file`, `portal.not-a-pdf`, and what `receiveIntoMemory` refuses. */
async function fileOf(request: FastifyRequest): Promise<{ name: string; content: Buffer }> {
  if (request.isMultipart()) {
    for await (const part of request.parts()) {
      if (part.type !== 'file') continue
      if (part.filename === '') {
        part.file.resume()
        continue
      }
      const file = await receiveIntoMemory(part.filename, part.file)
      if (file.mediaType !== PDF_MEDIA_TYPE) throw new Refusal('invalid', 'portal.not-a-pdf', T.notPdf)
      return file
    }
  }
  throw new Refusal('invalid', 'portal.no-file', T.noFile)
}

function AskPage({ context, errors }: { context: PublicContext; errors: Record<string, string> }) {
  const byFile: FormView = { values: {}, errors, token: '' }
  const byCode = filterView({ code: '' })
  return (
    <PublicPage context={context} path={VERIFY_PATH} title={T.title} form={byFile}>
      <p class="govuk-body">{T.introduction}</p>
      <form class="app-form" method="get" action={VERIFY_PATH}>
        <TextField form={byCode} name="code" label={T.code} hint={T.codeHint} width={20} />
        <SubmitButton variant="secondary">{T.ask}</SubmitButton>
      </form>
      <form class="app-form" method="post" action={VERIFY_PATH} enctype="multipart/form-data" noValidate>
        <FileField form={byFile} name="file" label={T.file} hint={T.fileHint} accept=".pdf" />
        <SubmitButton>{T.check}</SubmitButton>
      </form>
    </PublicPage>
  )
}
