import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { SPREADSHEET_MEDIA_TYPE, writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import { PDF_MEDIA_TYPE, WORD_MEDIA_TYPE, writePdf, writeWord } from '../../documents/index.ts'
import { unitOnPaper } from '../../organisation/index.ts'
import { requireCouncil } from '../actions/council.ts'
import { type AssessmentYearRecord, blocksOfYear } from '../queries/assessment-years.ts'
import { councilOf, rankingWithCouncil } from '../queries/council.ts'
import { criteriaSetById } from '../queries/criteria-sets.ts'
import { resultsOfYear } from '../queries/results.ts'
import { isRunning } from '../rules/assessment-state.ts'
import { requireDecided } from './council-pages.tsx'
import { HIDDEN_TOTAL, hiddenFrom } from './ranking-preview.tsx'
import { requireWholeYear } from './timetable-pages.tsx'
import { councilMinutes, type RankedOnPaper, rankingDecision, type YearOnPaper } from './year-papers.ts'

const Address = z.object({ yearId: Id })

/** The decision and the minutes of the council on paper, and the results as a spreadsheet. */
export function yearDownloads(app: FastifyInstance): void {
  for (const [ending, mediaType, write] of [
    ['docx', WORD_MEDIA_TYPE, writeWord],
    ['pdf', PDF_MEDIA_TYPE, writePdf],
  ] as const) {
    app.get(`/assessments/years/:yearId/decision.${ending}`, allow('criteria.decide'), async (request, reply) => {
      const { context, year } = await decidedFor(request)
      const file = await write(rankingDecision(await yearOnPaper(context, year)))
      return asDownload(reply, { name: `quyet-dinh-xep-loai-${year.year}.${ending}`, mediaType }).send(file)
    })
  }

  app.get('/assessments/years/:yearId/council/minutes.docx', allow('criteria.decide'), async (request, reply) => {
    const { context, year } = await decidedFor(request)
    const council = await requireCouncil(context.database, year.id)
    const file = await writeWord(councilMinutes({ ...(await yearOnPaper(context, year)), council }))
    const name = `bien-ban-hoi-dong-${year.year}.docx`
    return asDownload(reply, { name, mediaType: WORD_MEDIA_TYPE }).send(file)
  })

  app.get('/assessments/years/:yearId/results.xlsx', allow('criteria.read'), async (request, reply) => {
    const context = signedInContext(request)
    const { yearId } = readAddress(Address, request.params)
    const year = await requireWholeYear(context, yearId)
    const results = await resultsOfYear(context.database, context.official, year.id, context.today)
    const points = (total: string | null) => (total === null ? '' : Number(total))
    const file = await writeRows([
      {
        sheet: `Xếp loại ${year.year}`,
        columns: [
          { title: 'Khối', width: 30 },
          { title: 'Thứ hạng', width: 10 },
          { title: 'Mã đơn vị', width: 14 },
          { title: 'Đơn vị', width: 45 },
          { title: 'Tự chấm', width: 12 },
          { title: 'Thẩm định', width: 12 },
          { title: 'Sau kiến nghị', width: 14 },
          { title: 'Xếp loại', width: 26 },
          { title: 'Lý do không xếp loại', width: 40 },
          { title: 'Xếp loại năm trước', width: 26 },
        ],
        rows: results.map((row) => [
          ...[row.blockTitle, row.position ?? '', row.unitCode, row.unitName],
          ...[points(row.selfTotal), points(row.verifiedTotal), points(row.finalTotal)],
          ...[row.rankTitle ?? 'Không xếp loại', row.notRankedReason ?? '', row.lastYear?.rankTitle ?? ''],
        ]),
      },
    ])
    const name = `ket-qua-xep-loai-${year.year}.xlsx`
    return asDownload(reply, { name, mediaType: SPREADSHEET_MEDIA_TYPE }).send(file)
  })
}

async function decidedFor(request: FastifyRequest) {
  const context = signedInContext(request)
  const { yearId } = readAddress(Address, request.params)
  return { context, year: await requireDecided(context, yearId) }
}

/** As it was decided; while it is not, as it would come out now. */
async function yearOnPaper(context: Context, year: AssessmentYearRecord): Promise<YearOnPaper> {
  const { database, official, today, page } = context
  const day = year.decidedOn ?? today
  const [set, issuer, council] = await Promise.all([
    criteriaSetById(database, year.setId),
    unitOnPaper(
      database,
      official.posts.find((post) => post.permissions.includes('criteria.decide'))?.unitId ?? year.rootUnitId,
      day,
    ),
    councilOf(database, year.id),
  ])
  if (!set) throw new Error(`The criteria set of the year ${year.id} has gone.`)
  const units = isRunning(year.state)
    ? await unitsAsTheyStand(context, year.id)
    : await resultsOfYear(database, official, year.id, today)
  const { legalAct, ranks } = set.content
  return {
    year,
    legalAct,
    issuer,
    ranks: ranks.map((rank) => rank.title),
    units,
    council,
    demonstration: page.demonstration,
  }
}

async function unitsAsTheyStand(context: Context, yearId: string): Promise<RankedOnPaper[]> {
  const { database } = context
  const [hidden, { ranking, sheets }, blocks] = await Promise.all([
    hiddenFrom(context, yearId),
    rankingWithCouncil(database, yearId),
    blocksOfYear(database, yearId),
  ])
  return ranking.units
    .map((unit, index): RankedOnPaper & { block: number } => {
      const sheet = sheets[index]
      const isHidden = sheet !== undefined && hidden.has(sheet.unitId)
      return {
        block: blocks.findIndex((block) => block.code === unit.unit.block),
        blockTitle: blocks.find((block) => block.code === unit.unit.block)?.title ?? '',
        unitName: unit.unit.title ?? unit.key,
        selfTotal: sheet?.selfTotal ?? null,
        verifiedTotal: isHidden ? null : (sheet?.verifiedTotal ?? null),
        finalTotal: sheet?.state === 'verified' && !isHidden ? unit.total : null,
        rankTitle: isHidden ? null : unit.rank,
        notRankedReason: isHidden ? HIDDEN_TOTAL : unit.notRanked,
        position: isHidden ? null : unit.position,
      }
    })
    .sort((first, second) => first.block - second.block || (first.position ?? Infinity) - (second.position ?? Infinity))
}
