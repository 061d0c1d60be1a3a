import type { BodyBlock, OfficialDocument } from '../../documents/index.ts'
import { nameOnPaper, superiorOnPaper, type UnitOnPaper } from '../../organisation/index.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { denouncerPseudonym } from '../rules/protected-sender.ts'

/** Kinds of unit that decide together and whose head is a chairperson. */
const COMMITTEES = new Set(['peoples-committee', 'district', 'commune'])

/** The redacted copy on paper, as the unit that handles the case hands it over. Nothing in it tells who denounces. */
export function redactedDocument({
  access,
  issuer,
  text,
  images,
  demonstration,
}: {
  access: { number: number; year: number }
  issuer: UnitOnPaper
  text: string
  images: readonly { content: Buffer }[]
  demonstration: boolean
}): OfficialDocument {
  const isCommittee = COMMITTEES.has(issuer.kindCode)
  return {
    superiorBody: superiorOnPaper(issuer),
    issuingBody: nameOnPaper(issuer),
    number: { number: null, typeCode: 'PC', issuerCode: issuer.issuerCode ?? '……', draftingCode: null },
    place: issuer.placeName ?? '……',
    date: null,
    summary: `Nội dung tố cáo để xác minh, đơn số ${petitionNumber(access)}`,
    recipients: { addressees: [], others: [], draftingUnitCode: null },
    legalBases: [],
    body: [
      {
        kind: 'paragraph',
        text: `${denouncerPseudonym(access)}: họ tên, địa chỉ, bút tích và thông tin khác của người tố cáo đã được lược bỏ theo Điều 56 Luật Tố cáo 25/2018/QH14; bản gốc do ${nameOnPaper(issuer)} quản lý.`,
      },
      { kind: 'heading', level: 2, text: 'Nội dung tố cáo' },
      { kind: 'paragraph', text },
      ...images.map(
        ({ content }, index): BodyBlock => ({
          kind: 'picture',
          caption: `Ảnh ${index + 1} (đã che)`,
          description: `Ảnh ${index + 1} kèm theo đơn, đã che thông tin của người tố cáo`,
          content,
        }),
      ),
    ],
    signature: {
      authority: {
        kind: 'head',
        collective: isCommittee ? 'Ủy ban nhân dân' : null,
        title: isCommittee ? 'Chủ tịch' : 'Thủ trưởng đơn vị',
      },
      name: null,
    },
    marker: demonstration ? 'Dữ liệu minh họa' : null,
  }
}
