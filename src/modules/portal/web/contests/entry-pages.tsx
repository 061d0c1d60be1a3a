import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Database } from '../../../../platform/database/database.ts'
import { checked, optionalText, text } from '../../../../platform/http/form-fields.ts'
import { Id } from '../../../../platform/http/page.tsx'
import { GoTo, publicForm } from '../../../../platform/http/public-form.tsx'
import {
  CheckboxField,
  FileField,
  Form,
  InsetText,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
  TextField,
  WarningText,
} from '../../../../platform/page/index.ts'
import { asGivenOut, inGroups, newReceipt, type Receipt } from '../../../../platform/receipt/receipt.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import {
  ENTRY_STATES,
  entryCodeIsTaken,
  isReceiving,
  openContest,
  openEntry,
  sendWork,
} from '../../../movement/index.ts'
import { vi } from '../../texts/vi.ts'
import { dropPublicCookie, givePublicCookie, readPublicCookie } from '../public-cookies.ts'
import { PublicPage } from '../public-page.tsx'
import { CONTESTS_PATH, ENTRY_PATH } from './contest-pages.tsx'

const F = vi.contests.form
const R = vi.contests.receipt

const WorkFields = z.object({
  authorName: text(F.authorName, { longest: 300 }),
  authorPlace: optionalText(F.authorPlace, { longest: 300 }),
  contact: text(F.contact, { longest: 200 }),
  workTitle: text(F.workTitle, { longest: 300 }),
  content: optionalText(F.content, { longest: 50_000 }),
  consent: checked().refine((given) => given, F.consentMissing),
})

/** Sending a work without an account, and looking at it again with the two codes. */
export function contestEntryPages(app: FastifyInstance): void {
  receiptPage(app)
  workForm(app)
}

function workForm(app: FastifyInstance): void {
  publicForm(app, {
    path: `${CONTESTS_PATH}/:contestId/work`,
    params: z.object({ contestId: Id }),
    fields: WorkFields,
    mostFiles: 1,
    load: async ({ database, params, today, request, reply }) => {
      const contest = await openContest(database, params.contestId, today)
      if (!contest) return new GoTo(CONTESTS_PATH)
      const isOpen = isReceiving(contest, today)
      if (request.method === 'GET' && isOpen) await receiptToUse(database, { request, reply })
      return { contest, isOpen }
    },
    initial: () => ({}),
    draw: ({ context, data: { contest, isOpen }, form }) => (
      <PublicPage
        context={context}
        path={CONTESTS_PATH}
        title={F.title}
        caption={contest.title}
        form={form}
        backLink={{ href: `${CONTESTS_PATH}/${contest.id}`, text: F.back }}
      >
        {isOpen || form.errors.form !== undefined ? (
          <Form form={form} multipart>
            <TextField form={form} name="workTitle" label={F.workTitle} />
            <TextArea form={form} name="content" label={F.content} hint={F.contentHint} rows={12} />
            <FileField
              form={form}
              name="file"
              label={F.file}
              hint={F.fileHint}
              optional
              accept=".pdf,.docx,.jpg,.jpeg,.png"
            />
            <TextField form={form} name="authorName" label={F.authorName} hint={F.authorNameHint} autocomplete="name" />
            <TextField form={form} name="authorPlace" label={F.authorPlace} optional />
            <TextField form={form} name="contact" label={F.contact} hint={F.contactHint} autocomplete="tel" />
            <p class="govuk-body app-muted">{F.notice}</p>
            <CheckboxField
              form={form}
              name="consent"
              label={F.agreement}
              options={[{ value: 'yes', text: F.consent }]}
            />
            <SubmitButtons cancelHref={`${CONTESTS_PATH}/${contest.id}`}>
              <SubmitButton>{F.send}</SubmitButton>
            </SubmitButtons>
          </Form>
        ) : (
          <InsetText>{F.closed}</InsetText>
        )}
      </PublicPage>
    ),
    submit: async ({ database, today, request, reply, receivedFiles }, { consent: _consent, ...work }, { contest }) => {
      const receipt = await receiptToUse(database, { request, reply })
      const given = { contestId: contest.id, ...work, unitId: null, storedFileId: receivedFiles[0] ?? null }
      await sendWork(database, { given, receipt, today })
      return ENTRY_PATH
    },
  })
}

function receiptPage(app: FastifyInstance): void {
  publicForm(app, {
    path: ENTRY_PATH,
    fields: z.object({
      act: z.string().optional(),
      code: optionalText(R.code, { longest: 60 }),
      secret: optionalText(R.secret, { longest: 60 }),
    }),
    repeatable: true,
    load: async ({ database, request }) => {
      const receipt = heldReceipt(request)
      const entry = receipt && (await openedEntry(database, receipt))
      return receipt && entry ? { receipt, entry } : null
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <PublicPage
        context={context}
        path={CONTESTS_PATH}
        title={R.title}
        form={form}
        backLink={{ href: CONTESTS_PATH, text: vi.contests.back }}
      >
        {data === null ? (
          <>
            <p class="govuk-body">{R.enter}</p>
            <Form form={form}>
              <TextField form={form} name="code" label={R.code} width={20} autocomplete="off" />
              <TextField form={form} name="secret" label={R.secret} width={20} autocomplete="off" />
              <SubmitButton>{R.open}</SubmitButton>
            </Form>
          </>
        ) : (
          <>
            <WarningText>{R.keep}</WarningText>
            <SummaryList
              rows={[
                { label: R.code, value: <strong class="app-receipt">{inGroups(data.receipt.code)}</strong> },
                { label: R.secret, value: <strong class="app-receipt">{inGroups(data.receipt.secret)}</strong> },
                { label: R.contest, value: data.entry.contestTitle },
                { label: R.work, value: data.entry.workTitle },
                { label: R.state, value: data.entry.state ? ENTRY_STATES[data.entry.state] : '' },
                ...(data.entry.refusalReason ? [{ label: R.reason, value: data.entry.refusalReason }] : []),
                {
                  label: R.result,
                  value: data.entry.publishedOn === null ? R.waiting : (data.entry.prize ?? R.noPrize),
                },
              ]}
            />
            <Form form={form}>
              <SubmitButton variant="secondary" name="act" value="close">
                {R.close}
              </SubmitButton>
            </Form>
          </>
        )}
      </PublicPage>
    ),
    submit: async ({ database, reply }, { act, code, secret }) => {
      if (act === 'close') {
        dropPublicCookie(reply, 'entry')
        return CONTESTS_PATH
      }
      const receipt = { code: asGivenOut(code), secret: asGivenOut(secret) }
      await openEntry(database, receipt)
      giveReceipt(reply, receipt)
      return ENTRY_PATH
    },
  })
}

async function openedEntry(database: Database, receipt: Receipt) {
  try {
    return await openEntry(database, receipt)
  } catch (refusal) {
    if (refusal instanceof Refusal) return null
    throw refusal
  }
}

const SHAPE = /^([0-9A-Z]{4,20})\.([0-9A-Z]{4,40})$/

function heldReceipt(request: FastifyRequest): Receipt | null {
  const match = SHAPE.exec(readPublicCookie(request, 'entry') ?? '')
  return match?.[1] && match[2] ? { code: match[1], secret: match[2] } : null
}

function giveReceipt(reply: FastifyReply, { code, secret }: Receipt): void {
  givePublicCookie(reply, 'entry', `${code}.${secret}`)
}

/** The receipt for a form about to be filled in; one that was used is replaced. A form sent twice leads to the same receipt. */
async function receiptToUse(
  database: Database,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<Receipt> {
  const held = heldReceipt(request)
  if (held && !(await entryCodeIsTaken(database, held.code))) return held
  const fresh = newReceipt()
  giveReceipt(reply, fresh)
  return fresh
}
