import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { BodyBlock, OfficialDocument } from '../../documents/index.ts'
import { headOnPaper, nameOnPaper, superiorOnPaper, type UnitOnPaper } from '../../organisation/index.ts'
import { RECIPIENT_KINDS, type RecipientKind } from '../rules/award.ts'
import { signingOf } from '../rules/signing.ts'

/** One who is awarded, as the list of the decision names them. */
export type AwardedOnPaper = {
  readonly recipientKind: RecipientKind
  readonly personName: string | null
  readonly personPost: string | null
  readonly unitName: string
  readonly achievement: string
}

export type DecisionGiven = {
  formTitle: string
  forYear: number
  issuer: UnitOnPaper
  /** Null leaves the name open. */
  signer: { name: string; title: string } | null
  decidedOn: CalendarDate
  /** Number and symbol; null before a number is taken. */
  reference: string | null
  awards: readonly AwardedOnPaper[]
  /** When the council met; null where none did. */
  councilMetOn: CalendarDate | null
  demonstration: boolean
}

/** “Về việc tặng Bằng khen …”, as the register has it. */
export function titleOfDecision({ formTitle, forYear }: Pick<DecisionGiven, 'formTitle' | 'forYear'>): string {
  return `Về việc tặng ${formTitle} cho tập thể, cá nhân có thành tích trong công tác dân vận chính quyền năm ${forYear}`
}

/**
 * The decision of the head with the list of who is awarded. Form: Decree 30/2020/NĐ-CP, Appendix III, form 1.3. Bases beyond these are the
 * drafter's to complete in the Word file.
 */
export function decisionOnPaper(given: DecisionGiven): OfficialDocument {
  const { formTitle, forYear, issuer, awards } = given
  const body = nameOnPaper(issuer)
  const head = headOnPaper(issuer)
  const kinds = (['collective', 'individual'] as const).filter((kind) => of(awards, kind).length > 0)
  const counted = kinds.map((kind) => `${formatNumber(of(awards, kind).length)} ${RECIPIENT_KINDS[kind].toLowerCase()}`)
  return {
    superiorBody: superiorOnPaper(issuer),
    issuingBody: body,
    number: {
      number: Number(/^\d+/.exec(given.reference ?? '')?.[0] ?? Number.NaN) || null,
      ...{ typeCode: 'QĐ', issuerCode: issuer.issuerCode ?? 'UBND', draftingCode: null },
    },
    place: issuer.placeName ?? '……',
    date: given.decidedOn,
    summary: titleOfDecision(given),
    issuingAuthority: `${head} ${body}`,
    recipients: { addressees: [], others: ['Như Điều 3', 'Sở Nội vụ'], draftingUnitCode: null },
    legalBases: [
      'Căn cứ Luật Tổ chức chính quyền địa phương',
      'Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15',
      ...(given.councilMetOn === null
        ? []
        : [`Căn cứ kết quả họp Hội đồng Thi đua - Khen thưởng ngày ${formatCalendarDate(given.councilMetOn)}`]),
      'Theo đề nghị của Giám đốc Sở Nội vụ',
    ],
    body: [
      article(
        `Tặng ${formTitle} cho ${counted.join(' và ')} có thành tích trong công tác dân vận chính quyền năm ${forYear} (có danh sách kèm theo).`,
      ),
      article('Mức thưởng và nguồn chi tiền thưởng thực hiện theo quy định của pháp luật về thi đua, khen thưởng.'),
      article(
        `Quyết định này có hiệu lực kể từ ngày ký.\nChánh Văn phòng, Giám đốc Sở Nội vụ, thủ trưởng các cơ quan, đơn vị có liên quan và các tập thể, cá nhân có tên trong danh sách chịu trách nhiệm thi hành Quyết định này.`,
      ),
    ],
    signature: signingOf(head, given.signer),
    appendices: [
      {
        ...{ typeTitle: 'Danh sách', orientation: 'upright' },
        summary: `Tập thể, cá nhân được tặng ${formTitle} năm ${forYear}`,
        body: kinds.flatMap((kind) => listOf(kind, of(awards, kind))),
      },
    ],
    marker: given.demonstration ? 'Dữ liệu minh họa' : null,
  }
}

const of = (awards: readonly AwardedOnPaper[], kind: RecipientKind) =>
  awards.filter((award) => award.recipientKind === kind)

const article = (text: string): BodyBlock => ({ kind: 'article', title: null, text })

function listOf(kind: RecipientKind, awards: readonly AwardedOnPaper[]): BodyBlock[] {
  const number = { heading: 'Số thứ tự', widthShare: 1, alignment: 'centre' as const }
  const merit = { heading: 'Thành tích', widthShare: 4, alignment: 'left' as const }
  if (kind === 'collective')
    return [
      {
        ...{ kind: 'table', caption: RECIPIENT_KINDS.collective, totalRow: null },
        columns: [number, { heading: 'Tập thể', widthShare: 4, alignment: 'left' }, merit],
        rows: awards.map((award, index) => [index + 1, award.unitName, award.achievement]),
      },
    ]
  return [
    {
      ...{ kind: 'table', caption: RECIPIENT_KINDS.individual, totalRow: null },
      columns: [
        number,
        { heading: 'Họ và tên', widthShare: 2.5, alignment: 'left' },
        { heading: 'Chức vụ, đơn vị', widthShare: 3, alignment: 'left' },
        merit,
      ],
      rows: awards.map((award, index) => [
        index + 1,
        award.personName ?? '',
        [award.personPost, award.unitName].filter(Boolean).join(', '),
        award.achievement,
      ]),
    },
  ]
}
