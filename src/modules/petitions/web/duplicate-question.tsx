import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { type FormView, InsetText, RadioField } from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { mergePetition } from '../actions/link-petitions.ts'
import { type PossibleDuplicate, possibleDuplicates } from '../queries/possible-duplicates.ts'
import type { Comparable } from '../rules/likeness.ts'
import { type PetitionKind, petitionNumber } from '../rules/petition-kind.ts'
import { STATE_TITLES } from '../rules/petition-standing.ts'

/** Registered although something like it is there. */
const DIFFERENT = 'different'

/** What was answered to the question whether it is the same as one that is there; empty before it was asked. */
export const duplicateAnswer = z
  .string()
  .optional()
  .transform((answer) => (answer !== undefined && /^(different|\d{1,18})$/.test(answer) ? answer : ''))

/**
 * Before a petition is registered: is it one that is there already? Keeps what was found in `found`, for the form that asks.
 * Refuses `petition.possible-duplicate` until somebody has answered.
 */
export async function askAboutDuplicates(
  { database, official, today }: Context,
  given: Omit<Comparable, 'fileDigests'> & { files: readonly string[]; duplicate: string },
  found: PossibleDuplicate[],
): Promise<void> {
  if (given.duplicate !== '') return
  found.push(...(await possibleDuplicates(database, official, given, today)))
  if (found.length === 0) return
  const message = 'Có thể trùng với đơn đã vào sổ. Hãy xem các đơn dưới đây và chọn.'
  throw new Refusal('conflict', 'petition.possible-duplicate', message, { duplicate: message })
}

/** Ties the petition just registered to the case that was chosen. */
export async function linkAsAnswered(
  { database, official, today }: Context,
  { petitionId, duplicate, on }: { petitionId: string; duplicate: string; on: CalendarDate },
): Promise<void> {
  if (duplicate === '' || duplicate === DIFFERENT) return
  const words = { note: 'Xác định trùng khi vào sổ.' }
  await mergePetition(database, official, { petitionId, intoPetitionId: duplicate, on, words }, today)
}

/** “Có thể trùng với …”: what was found, with a score and why, and what to do. */
export function DuplicateQuestion({ form, found }: { form: FormView; found: readonly PossibleDuplicate[] }) {
  if (found.length === 0) return null
  const kind = form.values.kind as PetitionKind | undefined
  return (
    <>
      <InsetText>
        <p class="govuk-body">
          <strong>Có thể trùng với:</strong>
        </p>
        <ul class="govuk-list govuk-list--spaced">
          {found.map((each) => (
            <li key={each.id}>
              <a class="govuk-link" href={`/petitions/${each.id}`}>
                Đơn số {petitionNumber(each)}: {each.title}
              </a>
              <br />
              {each.unitName}, nhận ngày {formatCalendarDate(each.receivedOn)}, {STATE_TITLES[each.state].toLowerCase()}
              <br />
              <span class="app-muted">
                Mức độ giống {each.score}/100: {each.why.join('; ').toLowerCase()}
              </span>
            </li>
          ))}
        </ul>
      </InsetText>
      <RadioField
        form={form}
        name="duplicate"
        label="Đơn đang vào sổ"
        options={[
          ...cases(found, kind).map((each) => ({
            value: each.caseId,
            text:
              each.id === each.caseId
                ? `Cùng vụ việc với đơn số ${petitionNumber(each)}`
                : `Cùng vụ việc mà đơn số ${petitionNumber(each)} đã nhập vào`,
            hint: 'Vào sổ lấy số riêng và nhập vụ việc; người gửi vẫn được trả lời riêng.',
          })),
          { value: DIFFERENT, text: 'Không trùng: vào sổ và xử lý riêng' },
        ]}
      />
    </>
  )
}

/**
 * One choice for each case of the same kind, named by the petition in which it is settled where that was found: what is of another
 * kind can be looked at, and is no case with this one.
 */
function cases(found: readonly PossibleDuplicate[], kind: PetitionKind | undefined): PossibleDuplicate[] {
  const same = found.filter((each) => each.kind === kind)
  const caseIds = [...new Set(same.map(({ caseId }) => caseId))]
  return caseIds.flatMap((caseId) => {
    const named = same.find(({ id }) => id === caseId) ?? same.find((each) => each.caseId === caseId)
    return named ? [named] : []
  })
}
