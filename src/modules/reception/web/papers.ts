import type { FastifyInstance, FastifyRequest } from 'fastify'
import { asDownload } from '../../../platform/http/download.ts'
import { readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type BodyBlock, type OfficialDocument, WORD_MEDIA_TYPE, writeWord } from '../../documents/index.ts'
import { headOnPaper, nameOnPaper, superiorOnPaper, type UnitOnPaper, unitOnPaper } from '../../organisation/index.ts'
import { noSuchSession, noSuchVisit, refuseOtherRegister } from '../actions/out-of-reach.ts'
import { type Conclusion, conclusionOf } from '../queries/conclusions.ts'
import { type Session, sessionById } from '../queries/sessions.ts'
import { type Visit, visitById } from '../queries/visits.ts'
import { refusalGround } from '../rules/refusal-ground.ts'
import { VISIT_KINDS } from '../rules/visit.ts'
import { SessionParams } from './session-pages.tsx'
import { VisitParams } from './visit-page.tsx'

/** The papers of a reception as Word files: the conclusion, the refusal (form 01/TCD), the receipt for papers (form 02/TCD). */
export function papers(app: FastifyInstance): void {
  app.get('/reception/sessions/:sessionId/conclusion.docx', allow('reception.read'), async (request, reply) => {
    const { database, official, today, page } = signedInContext(request)
    const { sessionId } = readAddress(SessionParams, request.params)
    const session = await sessionById(database, official, { id: sessionId, today })
    const conclusion = session ? await conclusionOf(database, session.id) : null
    if (!session || !conclusion) throw noSuchSession()
    const issuer = await unitOnPaper(database, session.unitId, conclusion.issuedOn)
    const file = await writeWord(conclusionPaper({ session, conclusion, issuer, demonstration: page.demonstration }))
    const name = `thong-bao-ket-luan-tiep-cong-dan-${session.heldOn}.docx`
    return asDownload(reply, { name, mediaType: WORD_MEDIA_TYPE }).send(file)
  })
  app.get('/reception/visits/:visitId/refusal.docx', allow('reception.record'), async (request, reply) => {
    const { visit, issuer, demonstration } = await visitOnPaper(request)
    if (visit.outcome !== 'refused' || visit.refusalGround === null) throw noSuchVisit()
    const file = await writeWord(refusalPaper(visit, issuer, demonstration))
    const name = `thong-bao-tu-choi-tiep-cong-dan-${visit.heldOn}.docx`
    return asDownload(reply, { name, mediaType: WORD_MEDIA_TYPE }).send(file)
  })
  app.get('/reception/visits/:visitId/receipt.docx', allow('reception.record'), async (request, reply) => {
    const { visit, issuer, demonstration } = await visitOnPaper(request)
    if (visit.papers === '') throw noSuchVisit()
    const file = await writeWord(receiptPaper(visit, issuer, demonstration))
    return asDownload(reply, { name: `giay-bien-nhan-${visit.heldOn}.docx`, mediaType: WORD_MEDIA_TYPE }).send(file)
  })
}

async function visitOnPaper(request: FastifyRequest) {
  const { database, official, today, page } = signedInContext(request)
  const { visitId } = readAddress(VisitParams, request.params)
  const visit = await visitById(database, official, { id: visitId, permission: 'reception.record', today })
  if (!visit) throw noSuchVisit()
  refuseOtherRegister(visit)
  return { visit, issuer: await unitOnPaper(database, visit.unitId, visit.heldOn), demonstration: page.demonstration }
}

type Given = {
  issuer: UnitOnPaper
  /** In the issuer's series; left open when it has none yet. */
  number?: number | null
  date: CalendarDate | null
  summary: string
  demonstration: boolean
}

/** The frame of a notice: letterhead, number, the head's signature left open. */
function notice(
  { issuer, number = null, date, summary, demonstration }: Given,
  to: string[],
  body: BodyBlock[],
): OfficialDocument {
  return {
    superiorBody: superiorOnPaper(issuer),
    issuingBody: nameOnPaper(issuer),
    number: { number, typeCode: 'TB', issuerCode: issuer.issuerCode ?? '……', draftingCode: null },
    place: issuer.placeName ?? '……',
    date,
    summary,
    recipients: { addressees: to, others: [], draftingUnitCode: null },
    legalBases: [],
    body,
    signature: {
      authority: {
        kind: 'head',
        collective: null,
        title: headOnPaper(issuer),
      },
      name: null,
    },
    marker: demonstration ? 'Dữ liệu minh họa' : null,
  }
}

const paragraph = (text: string): BodyBlock => ({ kind: 'paragraph', text })

function conclusionPaper({
  session,
  conclusion,
  issuer,
  demonstration,
}: {
  session: Session
  conclusion: Conclusion
  issuer: UnitOnPaper
  demonstration: boolean
}): OfficialDocument {
  const { issuedOn, items, summary, documentNumber } = conclusion
  const day = formatCalendarDate(session.heldOn)
  const number = Number(/^0*(\d{1,9})\/TB-/.exec(documentNumber)?.[1] ?? 0) || null
  return notice(
    { issuer, date: issuedOn, number, summary: `Kết luận việc tiếp công dân ngày ${day}`, demonstration },
    [...new Set(items.map((item) => item.responsibleUnitName))],
    [
      paragraph(
        `Ngày ${day}, tại ${session.place}, ${session.receivedBy} đã tiếp ${session.counts.visits} lượt với ${session.counts.persons} người về ${session.counts.cases} vụ việc. Kết luận như sau:`,
      ),
      ...(summary === '' ? [] : [paragraph(summary)]),
      {
        kind: 'table',
        caption: 'Việc phải thực hiện',
        columns: [
          { heading: 'Việc', widthShare: 5, alignment: 'left' },
          { heading: 'Cơ quan thực hiện', widthShare: 3, alignment: 'left' },
          { heading: 'Hạn', widthShare: 1.6, alignment: 'centre' },
        ],
        rows: items.map((item) => [item.content, item.responsibleUnitName, formatCalendarDate(item.dueOn)]),
        totalRow: null,
      },
      paragraph('Cơ quan, đơn vị có trách nhiệm giải quyết gửi kết quả giải quyết cho công dân theo quy định.'),
    ],
  )
}

/** Form 01/TCD of Decree 154/2026/NĐ-CP, from an unofficial copy. */
function refusalPaper(visit: Visit, issuer: UnitOnPaper, demonstration: boolean): OfficialDocument {
  const ground = refusalGround(visit.refusalGround ?? '9-3')
  const who = personOf(visit)
  const day = formatCalendarDate(visit.heldOn)
  const body = nameOnPaper(issuer)
  return notice(
    { issuer, date: null, summary: 'Về việc từ chối tiếp công dân', demonstration },
    [visit.visitors[0]?.fullName ? `Ông (bà) ${visit.visitors[0].fullName}` : 'Ông (bà) ……'],
    [
      paragraph(
        `Ngày ${day}, ${who} đến ${body} để ${VISIT_KINDS[visit.kind].toLowerCase()} về việc: ${visit.content}`,
      ),
      paragraph(
        `Căn cứ ${lowerFirst(ground.source)} (${lowerFirst(ground.title)}), ${body} từ chối tiếp nhận nội dung nêu trên và thông báo để ông (bà) được biết.`,
      ),
    ],
  )
}

/** Form 02/TCD of Decree 154/2026/NĐ-CP, from an unofficial copy. A denouncer's name is filled in by hand. */
function receiptPaper(visit: Visit, issuer: UnitOnPaper, demonstration: boolean): OfficialDocument {
  return notice(
    { issuer, date: visit.heldOn, summary: 'Giấy biên nhận thông tin, tài liệu', demonstration },
    [],
    [
      paragraph(
        `Vào … giờ … ngày ${formatCalendarDate(visit.heldOn)}, tại nơi tiếp công dân của ${nameOnPaper(issuer)},`,
      ),
      paragraph(`Tôi là: ${visit.receivedBy}, đã nhận của ${personOf(visit)} các thông tin, tài liệu sau:`),
      { kind: 'clauses', items: visit.papers.split('\n').filter((line) => line.trim() !== '') },
      paragraph('Giấy biên nhận được lập thành 02 bản, giao cho người cung cấp thông tin, tài liệu 01 bản.'),
      {
        kind: 'table',
        caption: null,
        columns: [
          { heading: 'Người cung cấp thông tin, tài liệu', widthShare: 1, alignment: 'centre' },
          { heading: 'Người nhận', widthShare: 1, alignment: 'centre' },
        ],
        rows: [['(Ký, ghi rõ họ tên)', '(Ký, ghi rõ họ tên)']],
        totalRow: null,
      },
    ],
  )
}

function personOf(visit: Visit): string {
  const [first] = visit.visitors
  if (!first) return 'ông (bà) …………………………'
  const paper = first.idNumber === '' ? '' : `, số giấy tờ ${first.idNumber}`
  const address = first.address === '' ? '' : `, địa chỉ ${first.address}`
  return `ông (bà) ${first.fullName}${paper}${address}`
}

const lowerFirst = (words: string) => words.charAt(0).toLocaleLowerCase('vi') + words.slice(1)
