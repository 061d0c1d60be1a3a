import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
  type SummaryRow,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { noSuchAward } from '../actions/decide-awards.ts'
import { type AwardRecord, awardById } from '../queries/awards.ts'
import { checkedProposals } from '../queries/checked-proposals.ts'
import { voteOn } from '../queries/council.ts'
import { RECIPIENT_KINDS, recipientInWords } from '../rules/award.ts'
import { shareInWords } from '../rules/share.ts'
import { DECISION_LABELS as D, AWARD_LABELS as L } from './award-fields.ts'
import { AwardStateTag, Eligibility } from './award-parts.tsx'
import { CheckTable } from './check-table.tsx'

/** One proposal with what became of it. */
export function awardPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/awards/:awardId',
    permission: 'award.read',
    params: z.object({ awardId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const award = await awardById(database, official, params.awardId, today)
      if (!award) throw noSuchAward()
      const mayCheck = award.isTheirsToManage || award.isTheirsToDecide
      const [changes, checked, vote] = await Promise.all([
        changesOf(database, { kind: 'award', id: award.id }),
        mayCheck ? checkedProposals(database, official, [award], today) : null,
        mayCheck ? voteOn(database, award.id) : undefined,
      ])
      const checks = checked?.get(award.id)
      const title = recipientInWords(award)
      return (
        <Layout
          title={title}
          context={page}
          breadcrumbs={[{ href: '/awards', text: 'Khen thưởng' }, { text: `Năm ${award.forYear}` }]}
        >
          <PageHeading
            caption={`${award.formTitle} năm ${award.forYear}`}
            actions={
              award.state === 'proposed' &&
              (award.isTheirsToDecide || award.isTheirsToWithdraw) && (
                <ActionBar>
                  {award.isTheirsToDecide && (
                    <ButtonLink href={`/awards/decision?award=${award.id}`}>Quyết định</ButtonLink>
                  )}
                  {award.isTheirsToWithdraw && (
                    <ButtonLink href={`/awards/${award.id}/withdrawal`} variant="secondary">
                      Rút đề nghị
                    </ButtonLink>
                  )}
                </ActionBar>
              )
            }
          >
            {title}
          </PageHeading>
          {award.illustration && <InsetText>{award.illustration}</InsetText>}
          {award.state === 'proposed' && !award.isTheirsToDecide && (
            <InsetText>
              <NextStep
                award={award}
                isChecked={!checks?.checks.some(({ result }) => result === 'open')}
                hasVote={vote !== undefined}
              />
            </InsetText>
          )}
          <SummaryList
            rows={[
              { label: 'Kết quả', value: <AwardStateTag state={award.state} /> },
              ...outcomeRows(award),
              { label: L.recipientKind, value: RECIPIENT_KINDS[award.recipientKind] },
              ...(award.personName === null
                ? []
                : [
                    { label: L.personName, value: award.personName },
                    { label: L.personPost, value: award.personPost },
                  ]),
              { label: L.unitId, value: award.unitName },
              { label: 'Xếp loại của đơn vị', value: <Eligibility result={award} year={award.forYear} /> },
              { label: L.achievement, value: <span class="app-prewrap">{award.achievement}</span> },
              { label: L.proposedOn, value: formatCalendarDate(award.proposedOn) },
              { label: 'Đơn vị đề nghị', value: award.proposedByName },
              ...(award.awardRoundId === null
                ? []
                : [
                    {
                      label: 'Đợt xét',
                      value: (
                        <a class="govuk-link" href={`/awards/rounds/${award.awardRoundId}`}>
                          {award.roundTitle}
                        </a>
                      ),
                    },
                  ]),
              ...(award.origin === 'system' ? [{ label: 'Hệ thống đề nghị theo', value: award.basis }] : []),
            ]}
          />
          {checks && (
            <CheckTable
              checked={checks}
              statementHref={
                award.isTheirsToManage && award.state === 'proposed' ? `/awards/${award.id}/discipline` : null
              }
            />
          )}
          {vote && (
            <SummaryList
              rows={[
                {
                  label: 'Hội đồng biểu quyết',
                  value: `${vote.isCarried ? 'Đủ' : 'Không đủ'} tỷ lệ: ${vote.for} tán thành, ${vote.against} không tán thành trên ${vote.entitled} thành viên được biểu quyết (${vote.members} thành viên). Cần ${shareInWords(vote).toLocaleLowerCase('vi')}. Phiên họp ngày ${formatCalendarDate(vote.heldOn)}.`,
                },
                {
                  label: 'Không biểu quyết vì liên quan',
                  value: vote.aside.length > 0 ? vote.aside.join('; ') : 'Không có',
                },
              ]}
            />
          )}
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

/** What has to be done for the proposal: for who runs its round; others wait. */
function NextStep({ award, isChecked, hasVote }: { award: AwardRecord; isChecked: boolean; hasVote: boolean }) {
  if (award.isTheirsToManage && !isChecked)
    return (
      <>
        {'Việc tiếp theo: '}
        <a class="govuk-link" href={`/awards/${award.id}/discipline`}>
          ghi kết quả kiểm tra về kỷ luật
        </a>
        .
      </>
    )
  if (award.isTheirsToManage && award.awardRoundId !== null && !hasVote)
    return (
      <>
        {'Việc tiếp theo: '}
        <a class="govuk-link" href={`/awards/rounds/${award.awardRoundId}/votes`}>
          ghi phiếu của Hội đồng
        </a>
        .
      </>
    )
  return <>Đề nghị đang chờ người có thẩm quyền quyết định. Kết quả sẽ hiện tại trang này.</>
}

function outcomeRows(award: AwardRecord): SummaryRow[] {
  if (award.awardedOn !== null)
    return [
      {
        label: D.decisionNumber,
        value:
          award.awardDecisionId === null ? (
            award.decisionNumber
          ) : (
            <a class="govuk-link" href={`/awards/decisions/${award.awardDecisionId}`}>
              {award.decisionNumber}
            </a>
          ),
      },
      { label: D.decidedOn, value: formatCalendarDate(award.awardedOn) },
      { label: 'Cơ quan quyết định', value: award.decidingUnitName },
    ]
  if (award.refusedOn !== null)
    return [
      { label: D.reason, value: <span class="app-prewrap">{award.refusedReason}</span> },
      { label: D.decidedOn, value: formatCalendarDate(award.refusedOn) },
    ]
  if (award.proposalWithdrawnOn !== null)
    return [
      { label: 'Lý do rút đề nghị', value: <span class="app-prewrap">{award.proposalWithdrawnReason}</span> },
      { label: 'Ngày rút đề nghị', value: formatCalendarDate(award.proposalWithdrawnOn) },
    ]
  return []
}
