import { Refusal } from '../../../vocabulary/refusal.ts'

/**
 * In what right somebody signs. Titles are written as in the appointment (“Phó Chủ tịch”); the lines come out in capitals.
 * - `head`: the head signs; `acting`: somebody entrusted with the head's post (Q.)
 * - `deputy`: a deputy for the head (KT.); `by-order`: a head of division by the head's order (TL.)
 * - `authorised`: by the head's written authorisation (TUQ.)
 * `collective` names a body that decides together and on whose behalf it is signed (TM.): “Ủy ban nhân dân”.
 * Source: Decree 30/2020/NĐ-CP, Article 13 and Appendix I, Part I, II.7b.
 */
export type SigningAuthority =
  | { readonly kind: 'head' | 'acting'; readonly collective: string | null; readonly title: string }
  | { readonly kind: 'deputy'; readonly collective: string | null; readonly headTitle: string; readonly title: string }
  | { readonly kind: 'by-order' | 'authorised'; readonly headTitle: string; readonly title: string }

const ABBREVIATION = { deputy: 'KT.', 'by-order': 'TL.', authorised: 'TUQ.' } as const

/**
 * The lines above the signature, in capitals: “TM. ỦY BAN NHÂN DÂN”, “KT. CHỦ TỊCH”, “PHÓ CHỦ TỊCH”.
 * Refuses `documents.signer-title-missing` when a title or the collective is blank.
 */
export function signingLines(authority: SigningAuthority): string[] {
  const collective = 'collective' in authority ? authority.collective : null
  const lines = collective === null ? [] : [`TM. ${required(collective)}`]
  if ('headTitle' in authority) {
    lines.push(`${ABBREVIATION[authority.kind]} ${required(authority.headTitle)}`, required(authority.title))
  } else {
    lines.push(`${authority.kind === 'acting' ? 'Q. ' : ''}${required(authority.title)}`)
  }
  return lines.map((line) => line.toLocaleUpperCase('vi'))
}

/** Degrees, ranks of teaching and honours as they stand before a name: “PGS.TS. ”, “ThS ”, “Bác sĩ ”. */
const ACADEMIC_TITLE =
  /^(?:(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|DS|LS|NGND|NGƯT|TTND|TTƯT|BSCKI{1,2}|CKI{1,2})(?:[.,\s]+|$)|(?:Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Cử nhân|Kỹ sư|Bác sĩ|Dược sĩ)[.,\s]+)+/iu

/**
 * The signer's name without degrees and honours, which the decree keeps off the signature.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.7c.
 */
export function nameForSignature(name: string): string {
  return name.normalize('NFC').trim().replace(ACADEMIC_TITLE, '').trim()
}

function required(text: string): string {
  const trimmed = text.normalize('NFC').trim()
  if (trimmed === '') {
    const message =
      'Chưa đủ quyền hạn, chức vụ của người ký. Hãy ghi chức vụ của người ký và của người được ký thay (nếu có).'
    throw new Refusal('invalid', 'documents.signer-title-missing', message, { title: message })
  }
  return trimmed
}
