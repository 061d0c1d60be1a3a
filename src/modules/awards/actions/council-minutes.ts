import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { minutesOnPaper, type SessionOnPaper } from '../../criteria/index.ts'
import type { BodyBlock, OfficialDocument } from '../../documents/index.ts'
import type { UnitOnPaper } from '../../organisation/index.ts'
import type { VotedProposal } from '../queries/council.ts'
import { recipientInWords } from '../rules/award.ts'
import type { Check } from '../rules/checks.ts'
import { shareInWords } from '../rules/share.ts'

export type MinutesGiven = {
  round: { title: string; forYear: number }
  /** The province, whose council it is. */
  issuer: UnitOnPaper
  session: SessionOnPaper
  /** What the council voted on. */
  voted: readonly VotedProposal[]
  /** How many proposals of the round have no vote. */
  notVoted: number
  /** The checks of each proposal voted on, by its id. */
  checks: ReadonlyMap<string, readonly Check[]>
  demonstration: boolean
}

const COUNCIL = 'Hội đồng Thi đua - Khen thưởng'

/**
 * The minutes of the council's session on a round. Every number is counted from the presence, the checks and the ballots on record; of the
 * checks the minutes give numbers only, because what was found about a person is for who runs the round and decides.
 */
export function awardCouncilMinutes(given: MinutesGiven): OfficialDocument {
  const { round, issuer, voted, notVoted } = given
  const carried = voted.filter(({ isCarried }) => isCarried).length
  return minutesOnPaper({
    body: { superior: issuer.name, name: COUNCIL, code: 'HĐTĐKT', place: issuer.placeName },
    session: given.session,
    summary: `Họp ${COUNCIL}: ${round.title}`,
    content: [
      { kind: 'heading', level: 1, text: 'Nội dung' },
      paragraph(
        `Hội đồng xét, biểu quyết ${formatNumber(voted.length)} đề nghị khen thưởng năm ${round.forYear}; ${formatNumber(notVoted)} đề nghị của đợt chưa biểu quyết`,
      ),
      paragraph(checksCounted(given)),
      { kind: 'heading', level: 1, text: 'Kết quả biểu quyết' },
      ...(voted.length === 0 ? [paragraph('Chưa ghi phiếu của đề nghị nào')] : [votesTable(voted)]),
      paragraph(
        `Tổng hợp: ${formatNumber(carried)} đề nghị đủ tỷ lệ phiếu tán thành, ${formatNumber(voted.length - carried)} đề nghị không đủ tỷ lệ`,
      ),
    ],
    marker: given.demonstration ? 'Dữ liệu minh họa' : null,
  })
}

function checksCounted({ voted, checks }: MinutesGiven): string {
  const results = voted.map(({ id }) => (checks.get(id) ?? []).map(({ result }) => result))
  const failed = results.filter((each) => each.includes('failed')).length
  const open = results.filter((each) => !each.includes('failed') && each.includes('open')).length
  return `Kết quả kiểm tra các đề nghị đã biểu quyết (kỷ luật; đơn khiếu nại, tố cáo được kết luận đúng; khen thưởng trước đó): ${formatNumber(results.length - failed - open)} đề nghị đạt cả ba nội dung, ${formatNumber(failed)} đề nghị có nội dung không đạt, ${formatNumber(open)} đề nghị còn nội dung chưa kiểm tra`
}

function votesTable(voted: readonly VotedProposal[]): BodyBlock {
  return {
    ...{ kind: 'table', caption: null, totalRow: null },
    columns: [
      { heading: 'Số thứ tự', widthShare: 0.9, alignment: 'centre' },
      { heading: 'Tập thể, cá nhân', widthShare: 3.4, alignment: 'left' },
      { heading: 'Hình thức', widthShare: 1.8, alignment: 'left' },
      { heading: 'Tán thành', widthShare: 1.2, alignment: 'right' },
      { heading: 'Không tán thành', widthShare: 1.4, alignment: 'right' },
      { heading: 'Được biểu quyết', widthShare: 1.4, alignment: 'right' },
      { heading: 'Không biểu quyết vì liên quan', widthShare: 2, alignment: 'left' },
      { heading: 'Kết quả', widthShare: 2, alignment: 'left' },
    ],
    rows: voted.map((each, index) => [
      index + 1,
      recipientInWords(each),
      each.formTitle,
      each.votesFor,
      each.votesAgainst,
      each.entitled,
      each.aside.length > 0 ? each.aside.join('; ') : 'Không có',
      `${each.isCarried ? 'Đủ' : 'Không đủ'} tỷ lệ (cần ${shareInWords(each).toLocaleLowerCase('vi')})`,
    ]),
  }
}

const paragraph = (text: string): BodyBlock => ({ kind: 'paragraph', text })
