import type { Context } from '../../../platform/http/context.ts'
import { type FormView, InsetText, RadioField } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { DocumentToRecord } from '../actions/document-to-record.ts'
import { type DocumentLike, possibleDuplicates } from '../queries/possible-duplicates.ts'
import { asksFirst, isCertain, likenessInWords } from '../rules/document-likeness.ts'
import { DIFFERENT, DOCUMENT_LABELS as L } from './document-fields.ts'

type Entered = DocumentToRecord & { duplicate: string }

/**
 * Before an incoming document is registered: is it there already? Keeps what was found in `found`, for the form that asks.
 * Refuses `documents.possible-duplicate` until somebody has answered; what is certainly the same is refused by the register itself.
 */
export async function askAboutDuplicates(
  { database, official, today }: Pick<Context, 'database' | 'official' | 'today'>,
  given: Entered,
  found: DocumentLike[],
): Promise<void> {
  if (given.direction !== 'incoming') return
  const { unitId, reference, issuingBody, issuedOn, identifier = '', files } = given
  const asked = { unitId, reference, issuingBody, issuedOn, identifier, files }
  found.push(...(await possibleDuplicates(database, official, asked, today)))
  if (found.some(isCertain) || given.duplicate === DIFFERENT || !found.some(asksFirst)) return
  const message = 'Có thể trùng với văn bản đã vào sổ. Hãy xem các văn bản được nêu và chọn; chưa có gì được lưu.'
  throw new Refusal('conflict', 'documents.possible-duplicate', message, { duplicate: message })
}

/** “Có thể trùng với …”: what was found, why, and what to do. */
export function DuplicateQuestion({ form, found }: { form: FormView; found: readonly DocumentLike[] }) {
  if (found.length === 0) return null
  const isSame = found.some(isCertain)
  return (
    <>
      <InsetText>
        <p class="govuk-body">
          <strong>{isSame ? 'Đã vào sổ:' : 'Có thể trùng với:'}</strong>
        </p>
        <ul class="govuk-list govuk-list--spaced">
          {found.map((each) => (
            <li key={each.id}>
              <a class="govuk-link" href={`/documents/${each.id}`}>
                {each.reference} ngày {formatCalendarDate(each.issuedOn)} của {each.issuer}
              </a>
              : {each.summary}
              <br />
              <span class="app-muted">
                {each.isSameRegister ? inRegister(each) : `Trong sổ của ${each.unitName}`}. {likenessInWords(each)}.
              </span>
            </li>
          ))}
        </ul>
      </InsetText>
      {!isSame && found.some(asksFirst) && (
        <RadioField
          form={form}
          name="duplicate"
          label={L.duplicate}
          hint="Nếu là văn bản đã có, không lưu nữa: mở văn bản đó và gửi thêm tệp nếu cần."
          options={[{ value: DIFFERENT, text: 'Là văn bản khác: vẫn vào sổ và lấy số đến' }]}
        />
      )}
    </>
  )
}

function inRegister({ arrivalNumber, arrivedOn }: DocumentLike): string {
  return `Số đến ${arrivalNumber}${arrivedOn === null ? '' : `, ngày ${formatCalendarDate(arrivedOn)}`}`
}
