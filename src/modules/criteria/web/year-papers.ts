import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { BodyBlock, OfficialDocument } from '../../documents/index.ts'
import { headOnPaper, nameOnPaper, superiorOnPaper, type UnitOnPaper } from '../../organisation/index.ts'
import { decisionSummary } from '../actions/decide-by-document.ts'
import type { AssessmentYearRecord } from '../queries/assessment-years.ts'
import type { Council } from '../queries/council.ts'
import { showPoints } from './assessment-tags.tsx'
import { minutesOnPaper } from './minutes-on-paper.ts'

/** One unit as the decision and its list name it. */
export type RankedOnPaper = {
  blockTitle: string
  unitName: string
  selfTotal: string | null
  verifiedTotal: string | null
  finalTotal: string | null
  rankTitle: string | null
  notRankedReason: string | null
  position: number | null
}

export type YearOnPaper = {
  year: AssessmentYearRecord
  /** The act by which the criteria set was issued. */
  legalAct: { number: string; date: string; issuer: string }
  issuer: UnitOnPaper
  /** The ranks of the set, best first. */
  ranks: readonly string[]
  units: readonly RankedOnPaper[]
  council: Council | undefined
  demonstration: boolean
}

/**
 * The decision on ranks with its list by block; without number and date while the year is not decided: a draft. Form: Decree
 * 30/2020/NĐ-CP, Appendix III, form 1.3. The bases beyond the criteria set are the drafter's to complete.
 */
export function rankingDecision(given: YearOnPaper): OfficialDocument {
  const { year, issuer, legalAct, units, ranks, demonstration } = given
  const number = Number(/^\s*(\d+)\s*\/\s*QĐ-UBND\s*$/u.exec(year.decisionNumber ?? '')?.[1] ?? Number.NaN)
  const body = nameOnPaper(issuer)
  const counts = ranks
    .map((rank) => ({ rank, units: units.filter((unit) => unit.rankTitle === rank).length }))
    .map(({ rank, units: count }) => `${rank}: ${formatNumber(count)} đơn vị;`)
  const notRanked = units.filter((unit) => unit.rankTitle === null).length
  return {
    superiorBody: superiorOnPaper(issuer),
    issuingBody: body,
    number: {
      number: Number.isNaN(number) ? null : number,
      ...{ typeCode: 'QĐ', issuerCode: issuer.issuerCode ?? 'UBND', draftingCode: null },
    },
    place: issuer.placeName ?? '……',
    date: year.decidedOn,
    summary: decisionSummary(year.year),
    issuingAuthority: `${headOnPaper(issuer)} ${body}`,
    recipients: { addressees: [], others: ['Như Điều 3', 'Sở Nội vụ'], draftingUnitCode: null },
    legalBases: [
      'Căn cứ Luật Tổ chức chính quyền địa phương',
      `Căn cứ ${legalAct.number} ngày ${formatCalendarDate(legalAct.date)} của ${legalAct.issuer}`,
      ...(given.council
        ? [`Căn cứ Biên bản họp Hội đồng đánh giá, xếp loại ngày ${formatCalendarDate(given.council.heldOn)}`]
        : []),
      'Theo đề nghị của Giám đốc Sở Nội vụ',
    ],
    body: [
      {
        kind: 'article',
        title: null,
        text: `Công nhận kết quả đánh giá, xếp loại công tác dân vận chính quyền năm ${year.year} của ${formatNumber(units.length)} cơ quan, đơn vị, địa phương (có danh sách kèm theo), trong đó:`,
      },
      {
        kind: 'points',
        items: [...counts, ...(notRanked > 0 ? [`Không xếp loại: ${formatNumber(notRanked)} đơn vị.`] : [])],
      },
      {
        kind: 'article',
        title: null,
        text: 'Thủ trưởng các cơ quan, đơn vị, địa phương căn cứ kết quả xếp loại đề ra biện pháp khắc phục hạn chế trong năm sau. Giao Sở Nội vụ công bố kết quả và theo dõi việc thực hiện.',
      },
      {
        kind: 'article',
        title: null,
        text: `Quyết định này có hiệu lực kể từ ngày ký.\nChánh Văn phòng ${body}, Giám đốc Sở Nội vụ và thủ trưởng các cơ quan, đơn vị, địa phương có tên trong danh sách chịu trách nhiệm thi hành Quyết định này.`,
      },
    ],
    signature: { authority: { kind: 'head', collective: null, title: headOnPaper(issuer) }, name: null },
    appendices: [
      {
        typeTitle: 'Danh sách',
        summary: `Kết quả đánh giá, xếp loại công tác dân vận chính quyền năm ${year.year}`,
        orientation: 'across',
        body: listByBlock(units),
      },
    ],
    marker: marker(year, demonstration),
  }
}

/** The minutes of the council's session on the year, with its votes and the result that it passed. */
export function councilMinutes(given: YearOnPaper & { council: Council }): OfficialDocument {
  const { year, issuer, council, units } = given
  return minutesOnPaper({
    body: {
      ...{ superior: superiorOnPaper(issuer), name: nameOnPaper(issuer) },
      ...{ code: issuer.issuerCode ?? 'UBND', place: issuer.placeName },
    },
    session: council,
    summary: `Họp Hội đồng đánh giá, xếp loại công tác dân vận chính quyền năm ${year.year}`,
    content: [
      { kind: 'heading', level: 1, text: 'Nội dung biểu quyết' },
      ...(council.votes.length === 0
        ? [paragraph('Không có nội dung nào phải biểu quyết.')]
        : [
            {
              kind: 'table' as const,
              caption: null,
              columns: [
                { heading: 'Nội dung', widthShare: 4, alignment: 'left' as const },
                { heading: 'Tán thành', widthShare: 1, alignment: 'right' as const },
                { heading: 'Không tán thành', widthShare: 1.2, alignment: 'right' as const },
                { heading: 'Không có ý kiến', widthShare: 1.2, alignment: 'right' as const },
                { heading: 'Không tham gia vì liên quan', widthShare: 2, alignment: 'left' as const },
                { heading: 'Quyết định, lý do', widthShare: 4, alignment: 'left' as const },
              ],
              rows: council.votes.map((vote) => [
                vote.title,
                vote.for,
                vote.against,
                vote.abstained,
                vote.aside.length > 0 ? vote.aside.join('; ') : 'Không có',
                `${decidedInWords(vote)}${vote.againReason ? ` (biểu quyết lại: ${vote.againReason})` : ''}${vote.isReplaced ? ' (đã thay bằng biểu quyết sau)' : ''}`,
              ]),
              totalRow: null,
            },
          ]),
      { kind: 'heading', level: 1, text: 'Kết quả Hội đồng thông qua' },
      ...listByBlock(units),
    ],
    marker: given.demonstration ? 'Dữ liệu minh họa' : null,
  })
}

function decidedInWords({ decision, reason }: Council['votes'][number]): string {
  if ((decision.quotasPassed ?? []).length > 0) return `Chấp nhận vượt tỷ lệ: ${reason}`
  if ((decision.orders ?? []).length > 0) return `Xác định thứ tự: ${reason}`
  return `${(decision.ranks ?? []).length} đơn vị lùi mức: ${reason}`
}

const paragraph = (text: string): BodyBlock => ({ kind: 'paragraph', text })

function marker(year: AssessmentYearRecord, demonstration: boolean): string | null {
  if (demonstration) return 'Dữ liệu minh họa'
  return year.decidedOn === null ? 'Dự thảo' : null
}

function listByBlock(units: readonly RankedOnPaper[]): BodyBlock[] {
  const blocks = [...new Set(units.map((unit) => unit.blockTitle))]
  return blocks.map((title) => ({
    kind: 'table',
    caption: title,
    columns: [
      { heading: 'Thứ hạng', widthShare: 1, alignment: 'centre' },
      { heading: 'Đơn vị', widthShare: 5, alignment: 'left' },
      { heading: 'Điểm tự chấm', widthShare: 1.4, alignment: 'right' },
      { heading: 'Điểm thẩm định', widthShare: 1.4, alignment: 'right' },
      { heading: 'Điểm sau kiến nghị', widthShare: 1.4, alignment: 'right' },
      { heading: 'Xếp loại', widthShare: 3, alignment: 'left' },
    ],
    rows: units
      .filter((unit) => unit.blockTitle === title)
      .map((unit) => [
        unit.position === null ? '–' : String(unit.position),
        unit.unitName,
        showPoints(unit.selfTotal),
        showPoints(unit.verifiedTotal),
        showPoints(unit.finalTotal),
        unit.rankTitle ?? `Không xếp loại: ${unit.notRankedReason ?? ''}`,
      ]),
    totalRow: null,
  }))
}
