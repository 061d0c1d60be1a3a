import { Paragraph, type Table } from 'docx'
import { RECIPIENTS_COLUMN_IN_MILLIMETRES } from '../layout/measures.ts'
import type { OfficialDocument } from '../layout/official-document.ts'
import { oneLine } from '../layout/plain-text.ts'
import { recipientLines } from '../rules/recipients.ts'
import { nameForSignature, signingLines } from '../rules/signing-authority.ts'
import { framelessTable } from './frameless-table.ts'
import { TEXT_WIDTH, twips } from './page-measures.ts'
import { LOOKS } from './styles.ts'

const RECIPIENTS_COLUMN = twips(RECIPIENTS_COLUMN_IN_MILLIMETRES)

/**
 * Recipients on the left, the signature on the right, on one page.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.7, II.9 and IV (boxes 7a, 7b, 7c, 9b).
 */
export function documentFoot(document: OfficialDocument): Table {
  return framelessTable(
    [RECIPIENTS_COLUMN, TEXT_WIDTH - RECIPIENTS_COLUMN],
    [
      [
        [
          new Paragraph({ style: LOOKS.recipientsTitle.id, text: 'Nơi nhận:' }),
          ...recipientLines(document.recipients).map(
            (line) => new Paragraph({ style: LOOKS.recipients.id, text: oneLine(line) }),
          ),
        ],
        [
          ...signingLines(document.signature.authority).map(
            (line) => new Paragraph({ style: LOOKS.signingLine.id, text: oneLine(line) }),
          ),
          new Paragraph({
            style: LOOKS.signerName.id,
            text: oneLine(nameForSignature(document.signature.name ?? '')),
          }),
        ],
      ],
    ],
  )
}
