import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchRound } from '../actions/keep-award-round.ts'
import { type AwardRoundRecord, awardRoundById, awardRounds, quotasOf } from '../queries/award-rounds.ts'
import { awards } from '../queries/awards.ts'
import { type Session, sessionOf, votesOfRound } from '../queries/council.ts'
import { decisionsOfRound } from '../queries/decisions.ts'
import { countedOfRound, standingsOfRounds } from '../queries/round-awards.ts'
import { RECIPIENT_KINDS } from '../rules/award.ts'
import { phaseInWords } from '../rules/award-round.ts'
import { ruleInWords } from '../rules/eligibility.ts'
import { quotaUse } from '../rules/quota.ts'
import { AwardNavigation } from './award-parts.tsx'
import { AwardRows } from './award-rows.tsx'

/** The rounds of commendations, and one of them with its quotas and proposals. */
export function roundPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/awards/rounds',
    permission: 'award.read',
    draw: async ({ database, official, today, page }) => {
      const rounds = await awardRounds(database, official, today)
      const standings = await standingsOfRounds(
        database,
        rounds.map(({ id }) => id),
      )
      return (
        <Layout title="Các đợt xét khen thưởng" context={page} wide>
          <PageHeading
            caption="Khen thưởng"
            actions={
              may(official, 'award.manage') && (
                <ActionBar>
                  <ButtonLink href="/awards/rounds/new">Mở đợt xét</ButtonLink>
                </ActionBar>
              )
            }
          >
            Các đợt xét khen thưởng
          </PageHeading>
          <AwardNavigation official={official} current="rounds" />
          <DataTable
            caption="Các đợt xét khen thưởng"
            captionHidden
            phone="stack"
            empty="Chưa mở đợt xét nào. Đơn vị vẫn đề nghị khen thưởng ngoài đợt được."
            columns={[
              { key: 'title', title: 'Đợt xét', rowHeader: true, width: 'one-third' },
              { key: 'year', title: 'Năm', width: 'narrow' },
              { key: 'phase', title: 'Nhận đề nghị' },
              { key: 'proposals', title: 'Đề nghị', numeric: true },
              { key: 'awarded', title: 'Đã khen thưởng', numeric: true },
            ]}
            rows={rounds.map((round) => ({
              title: (
                <a class="govuk-link" href={`/awards/rounds/${round.id}`}>
                  {round.title}
                </a>
              ),
              year: String(round.forYear),
              phase: phaseInWords(round, today),
              proposals: formatNumber(standings.get(round.id)?.standing ?? 0),
              awarded: formatNumber(standings.get(round.id)?.awarded ?? 0),
            }))}
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/awards/rounds/:awardRoundId',
    permission: 'award.read',
    params: z.object({ awardRoundId: Id }),
    query: z.object({ after: z.string().max(60).optional() }),
    draw: async (context) => {
      const { database, official, today, page, query } = context
      const round = await requireReadableRound(context, context.params.awardRoundId)
      const seesCouncil = round.isTheirsToManage || may(official, 'award.decide')
      const [decisions, quotas, list, changes, session, votes] = await Promise.all([
        decisionsOfRound(database, official, round.id, today),
        quotaRows(context, round),
        awards(database, official, { roundId: round.id, after: query.after }, today),
        changesOf(database, { kind: 'award-round', id: round.id }),
        seesCouncil ? sessionOf(database, round.id) : undefined,
        votesOfRound(database, round.id),
      ])
      const path = `/awards/rounds/${round.id}`
      return (
        <Layout
          title={round.title}
          context={page}
          wide
          breadcrumbs={[
            { href: '/awards', text: 'Khen thưởng' },
            { href: '/awards/rounds', text: 'Các đợt xét' },
            { text: round.title },
          ]}
        >
          <PageHeading
            caption={round.rootName}
            actions={<RoundActions context={context} round={round} hasMet={session !== undefined} />}
          >
            {round.title}
          </PageHeading>
          {round.illustration && <InsetText>{round.illustration}</InsetText>}
          <SummaryList
            rows={[
              { label: 'Năm xét khen thưởng', value: String(round.forYear) },
              { label: 'Thời gian', value: phaseInWords(round, today) },
              {
                label: 'Quy tắc hệ thống đề nghị',
                value: ruleInWords({
                  level: round.eligibleRankLevel,
                  year: round.forYear,
                  source: round.eligibilitySource,
                }),
              },
              ...(seesCouncil ? [{ label: 'Hội đồng', value: councilInWords(session, votes) }] : []),
            ]}
          />
          <DataTable
            caption="Hạn mức"
            phone="stack"
            empty="Đợt này không đặt hạn mức."
            columns={[
              { key: 'form', title: 'Hình thức', rowHeader: true },
              { key: 'kind', title: 'Đối tượng' },
              { key: 'block', title: 'Khối' },
              { key: 'most', title: 'Nhiều nhất', numeric: true },
              { key: 'used', title: 'Đang đề nghị', numeric: true },
              { key: 'awarded', title: 'Đã khen thưởng', numeric: true },
            ]}
            rows={quotas}
          />
          {decisions.length > 0 && (
            <DataTable
              caption="Quyết định của đợt"
              phone="stack"
              empty=""
              columns={[
                { key: 'decision', title: 'Quyết định', rowHeader: true },
                { key: 'form', title: 'Hình thức' },
                { key: 'by', title: 'Cơ quan quyết định' },
              ]}
              rows={decisions.map((decision) => ({
                decision: (
                  <a class="govuk-link" href={`/awards/decisions/${decision.id}`}>
                    {`${decision.reference} ngày ${formatCalendarDate(decision.decidedOn)}`}
                  </a>
                ),
                form: decision.formTitle,
                by: decision.unitName,
              }))}
            />
          )}
          <AwardRows
            list={list}
            columns={['recipient', 'form', 'origin', 'state']}
            caption="Đề nghị trong đợt"
            captionHidden={false}
            empty="Chưa có đề nghị nào trong phạm vi của bạn."
            nextHref={(after) => `${path}?after=${after}`}
          />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

/** The round, for who reads awards in its province. Refuses `award.no-such-round`. */
export async function requireReadableRound(
  { database, official, today }: Context,
  id: string,
): Promise<AwardRoundRecord> {
  const round = await awardRoundById(database, official, id, today)
  if (!round) throw noSuchRound()
  return round
}

/** How far the council has come: what the one who runs the round or decides has to do next follows from it. */
function councilInWords(
  session: Session | undefined,
  { waiting, voted, carried }: { waiting: number; voted: number; carried: number },
): string {
  if (!session) return 'Chưa ghi phiên họp'
  const present = session.members.filter((member) => member.isPresent).length
  const met = `Họp ngày ${formatCalendarDate(session.heldOn)}, ${present} trên ${session.members.length} thành viên có mặt`
  if (waiting === 0) return `${met}. Không còn đề nghị nào chờ quyết định.`
  return `${met}. Đã biểu quyết ${formatNumber(voted)} trên ${formatNumber(waiting)} đề nghị đang chờ, ${formatNumber(carried)} đủ tỷ lệ.`
}

function RoundActions({
  context: { official },
  round,
  hasMet,
}: {
  context: Context
  round: AwardRoundRecord
  hasMet: boolean
}) {
  const path = `/awards/rounds/${round.id}`
  return (
    <ActionBar>
      {may(official, 'award.propose') && (
        <>
          <ButtonLink href={`/awards/new?round=${round.id}`}>Đề nghị khen thưởng</ButtonLink>
          <ButtonLink href={`${path}/eligible`} variant="secondary">
            Đơn vị đủ điều kiện
          </ButtonLink>
        </>
      )}
      {may(official, 'award.decide') && (
        <ButtonLink href={`/awards/decision?round=${round.id}`}>Quyết định khen thưởng</ButtonLink>
      )}
      {round.isTheirsToManage && (
        <>
          <ButtonLink href={`${path}/council`} variant="secondary">
            Phiên họp Hội đồng
          </ButtonLink>
          <ButtonLink href={`${path}/votes`} variant="secondary">
            Ghi phiếu của Hội đồng
          </ButtonLink>
          {hasMet && (
            <ButtonLink href={`${path}/council/minutes.docx`} variant="secondary">
              Tải biên bản (Word)
            </ButtonLink>
          )}
          <ButtonLink href={`${path}/edit`} variant="secondary">
            Sửa đợt, hạn mức
          </ButtonLink>
        </>
      )}
    </ActionBar>
  )
}

/** The quotas with what stands against them. All proposals of the province count, also those that the reader may not open. */
async function quotaRows({ database }: Context, round: AwardRoundRecord) {
  const [quotas, counted] = await Promise.all([quotasOf(database, round.id), countedOfRound(database, round.id)])
  const awarded = counted.filter((each) => each.state === 'awarded')
  const given = quotaUse(quotas, awarded)
  return quotaUse(quotas, counted).map(({ quota, used, over }, index) => ({
    form: quota.formTitle,
    kind: RECIPIENT_KINDS[quota.recipientKind],
    block: quota.blockTitle ?? 'Cả đợt',
    most: formatNumber(quota.most),
    used: over > 0 ? `${formatNumber(used)} (vượt ${formatNumber(over)})` : formatNumber(used),
    awarded: formatNumber(given[index]?.used ?? 0),
  }))
}
