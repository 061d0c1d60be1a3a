import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { optionalText } from '../../../../platform/http/form-fields.ts'
import { publicForm } from '../../../../platform/http/public-form.tsx'
import {
  Form,
  InsetText,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextField,
  WarningText,
} from '../../../../platform/page/index.ts'
import { asGivenOut, inGroups, type Receipt } from '../../../../platform/receipt/receipt.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { cancelTurn, openTurn, publishedDay } from '../../../reception/index.ts'
import { vi } from '../../texts/vi.ts'
import { dropPublicCookie } from '../public-cookies.ts'
import { PublicPage } from '../public-page.tsx'
import { dayInWords, RECEPTIONS_PATH, TURN_PATH, whoReceives } from './schedule-page.tsx'
import { giveReceipt, heldReceipt } from './turn-receipt.ts'

const T = vi.receptions.turn

const TurnFields = z.object({
  act: z.string().optional(),
  code: optionalText(T.code, { longest: 60 }),
  secret: optionalText(T.secret, { longest: 60 }),
})

/** A citizen's turn: opened with code and secret, or by the browser that registered; looked at again, and given back. */
export function turnPage(app: FastifyInstance): void {
  publicForm(app, {
    path: TURN_PATH,
    fields: TurnFields,
    repeatable: true,
    load: async ({ database, request }) => {
      const receipt = heldReceipt(request)
      const turn = receipt && (await openedTurn(database, receipt))
      const day = turn && (await publishedDay(database, turn.dayId))
      return receipt && turn && day ? { receipt, turn, day } : null
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <PublicPage
        context={context}
        path={RECEPTIONS_PATH}
        title={T.title}
        form={form}
        backLink={{ href: RECEPTIONS_PATH, text: vi.receptions.form.back }}
      >
        {data === null ? (
          <>
            <p class="govuk-body">{T.enter}</p>
            <Form form={form}>
              <TextField form={form} name="code" label={T.code} hint={T.codeHint} width={20} autocomplete="off" />
              <TextField form={form} name="secret" label={T.secret} hint={T.secretHint} width={20} autocomplete="off" />
              <SubmitButton>{T.open}</SubmitButton>
            </Form>
          </>
        ) : (
          <>
            {data.turn.cancelledAt === null && <WarningText>{T.keep}</WarningText>}
            <SummaryList
              rows={[
                { label: T.code, value: <strong class="app-receipt">{inGroups(data.receipt.code)}</strong> },
                { label: T.secret, value: <strong class="app-receipt">{inGroups(data.receipt.secret)}</strong> },
                { label: T.state, value: stateOf(data.turn) },
                {
                  label: T.when,
                  value: `${dayInWords(data.day.plannedOn)}, ${data.day.startsAt}–${data.day.endsAt}`,
                },
                { label: T.where, value: `${data.day.place}, ${data.day.unitName}` },
                { label: T.leader, value: whoReceives(data.day) },
              ]}
            />
            {data.turn.cancelledAt === null && data.turn.visitId === null && <InsetText>{T.next}</InsetText>}
            <Form form={form}>
              <SubmitButtons>
                {data.turn.cancelledAt === null && data.turn.visitId === null && (
                  <SubmitButton variant="warning" name="act" value="cancel">
                    {T.cancel}
                  </SubmitButton>
                )}
                <SubmitButton variant="secondary" name="act" value="close">
                  {T.close}
                </SubmitButton>
              </SubmitButtons>
            </Form>
          </>
        )}
      </PublicPage>
    ),
    submit: async ({ database, reply }, { act, code, secret }, data) => {
      if (act === 'close') {
        dropPublicCookie(reply, 'turn')
        return RECEPTIONS_PATH
      }
      if (act === 'cancel' && data !== null) await cancelTurn(database, data.receipt)
      else {
        const receipt = { code: asGivenOut(code), secret: asGivenOut(secret) }
        await openTurn(database, receipt)
        giveReceipt(reply, receipt)
      }
      return TURN_PATH
    },
  })
}

async function openedTurn(database: Parameters<typeof openTurn>[0], receipt: Receipt) {
  try {
    return await openTurn(database, receipt)
  } catch (refusal) {
    if (refusal instanceof Refusal) return null
    throw refusal
  }
}

function stateOf({ cancelledAt, visitId }: { cancelledAt: Date | null; visitId: string | null }): string {
  if (cancelledAt !== null) return T.cancelled
  return visitId === null ? T.waiting : T.received
}
