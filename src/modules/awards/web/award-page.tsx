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
import { AWARD_FORMS, RECIPIENT_KINDS, recipientInWords } from '../rules/award.ts'
import { DECISION_LABELS as D, AWARD_LABELS as L } from './award-fields.ts'
import { AwardStateTag, Eligibility } from './award-parts.tsx'

/** One proposal with what became of it. */
export function awardPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/awards/:awardId',
    permission: 'award.read',
    params: z.object({ awardId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const award = await awardById(database, official, params.awardId, today)
      if (!award) throw noSuchAward()
      const changes = await changesOf(database, { kind: 'award', id: award.id })
      const title = recipientInWords(award)
      return (
        <Layout
          title={title}
          context={page}
          breadcrumbs={[{ href: '/awards', text: 'Khen thưởng' }, { text: `Năm ${award.forYear}` }]}
        >
          <PageHeading
            caption={`${AWARD_FORMS[award.form]} năm ${award.forYear}`}
            actions={
              award.state === 'proposed' &&
              award.isTheirsToDecide && (
                <ActionBar>
                  <ButtonLink href={`/awards/decision?award=${award.id}`}>Quyết định</ButtonLink>
                </ActionBar>
              )
            }
          >
            {title}
          </PageHeading>
          {award.illustration && <InsetText>{award.illustration}</InsetText>}
          {award.state === 'proposed' && !award.isTheirsToDecide && (
            <InsetText>Đề nghị đang chờ người có thẩm quyền quyết định. Kết quả sẽ hiện tại trang này.</InsetText>
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
            ]}
          />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

function outcomeRows(award: AwardRecord): SummaryRow[] {
  if (award.awardedOn !== null)
    return [
      { label: D.decisionNumber, value: award.decisionNumber },
      { label: D.decidedOn, value: formatCalendarDate(award.awardedOn) },
      { label: 'Cơ quan quyết định', value: award.decidingUnitName },
    ]
  if (award.refusedOn !== null)
    return [
      { label: D.reason, value: <span class="app-prewrap">{award.refusedReason}</span> },
      { label: D.decidedOn, value: formatCalendarDate(award.refusedOn) },
    ]
  return []
}
