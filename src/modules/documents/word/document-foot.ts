import { Paragraph, type Table } from 'docx'
import { RECIPIENTS_COLUMN_IN_MILLIMETRES } from '../layout/measures.ts'
import type { OfficialDocument, Signature } from '../layout/official-document.ts'
import { oneLine } from '../layout/plain-text.ts'
import { drafterLine, recipientLines } from '../rules/recipients.ts'
import { nameForSignature, signingLines } from '../rules/signing-authority.ts'
import { framelessTable } from './frameless-table.ts'
import { TEXT_WIDTH, twips } from './page-measures.ts'
import { LOOKS } from './styles.ts'

const RECIPIENTS_COLUMN = twips(RECIPIENTS_COLUMN_IN_MILLIMETRES)

/**
 * Recipients on the left, the signature on the right, on one page. Where two sign, as minutes are signed, the recipients stand below.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.7, II.9 and IV (boxes 7a, 7b, 7c, 9b, 12); for minutes, Appendix III, form 1.9.
 */
export function documentFoot(document: OfficialDocument): Table {
  const { signature } = document
  const columns = [RECIPIENTS_COLUMN, TEXT_WIDTH - RECIPIENTS_COLUMN]
  const { beside } = signature
  if (!beside) return framelessTable(columns, [[recipientsOf(document), signed(signature)]])
  return framelessTable(columns, [
    [signed(beside), signed(signature)],
    [recipientsOf(document), [new Paragraph({ style: LOOKS.recipients.id })]],
  ])
}

function recipientsOf({ recipients, drafter }: OfficialDocument): Paragraph[] {
  return [
    new Paragraph({ style: LOOKS.recipientsTitle.id, text: 'Nơi nhận:' }),
    ...recipientLines(recipients).map((line) => new Paragraph({ style: LOOKS.recipients.id, text: oneLine(line) })),
    ...(drafter ? [new Paragraph({ style: LOOKS.drafter.id, text: drafterLine(drafter) })] : []),
  ]
}

function signed({ authority, name }: Omit<Signature, 'beside'>): Paragraph[] {
  return [
    ...signingLines(authority).map((line) => new Paragraph({ style: LOOKS.signingLine.id, text: oneLine(line) })),
    new Paragraph({ style: LOOKS.signerName.id, text: oneLine(nameForSignature(name ?? '')) }),
  ]
}
