import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { recordIds } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  Details,
  EmptyState,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { adoptEligible, ofRound } from '../actions/adopt-eligible.ts'
import { formsGivenOn } from '../queries/award-forms.ts'
import { type EligibleUnit, eligibleUnits } from '../queries/eligible-units.ts'
import { isFor } from '../rules/award-form.ts'
import { ruleInWords } from '../rules/eligibility.ts'
import { AWARD_LABELS as L } from './award-fields.ts'
import { requireReadableRound } from './round-pages.tsx'

/** Block by block, in the order of the results within each. */
const inBlocks = (units: readonly EligibleUnit[]) =>
  [...units].sort((first, second) => Number(first.blockId) - Number(second.blockId))

const CHOSEN = 'Đơn vị đủ điều kiện'

/** The units that the rule of a round makes eligible, all ticked: one press proposes them. */
export function eligibleForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/awards/rounds/:awardRoundId/eligible',
    permission: 'award.propose',
    params: z.object({ awardRoundId: Id }),
    fields: z.object({
      awardForm: z.string().regex(/^[a-z0-9-]{1,60}$/, 'Hãy chọn hình thức khen thưởng.'),
      unitIds: recordIds(CHOSEN).refine((ids) => ids.length > 0, 'Hãy chọn ít nhất một đơn vị.'),
    }),
    load: async (context) => {
      const { database, official, today, params } = context
      const round = await requireReadableRound(context, params.awardRoundId)
      const [units, forms] = await Promise.all([
        eligibleUnits(database, official, ofRound(round), today),
        formsGivenOn(database, today),
      ])
      return { round, units, forms: forms.filter((form) => isFor(form, 'collective')) }
    },
    initial: ({ units, forms }) => ({
      awardForm: forms[0]?.code ?? '',
      unitIds: units.filter((unit) => unit.collectives === 0).map((unit) => unit.unitId),
    }),
    draw: ({ context, data: { round, units, forms }, form }) => {
      const waiting = inBlocks(units.filter((unit) => unit.collectives === 0))
      const proposed = units.filter((unit) => unit.collectives > 0)
      return (
        <Layout
          title="Đơn vị đủ điều kiện khen thưởng"
          context={context.page}
          form={form}
          backLink={{ href: `/awards/rounds/${round.id}`, text: round.title }}
        >
          <PageHeading caption={round.title}>Đơn vị đủ điều kiện khen thưởng</PageHeading>
          <InsetText>
            {`${ruleInWords({ level: round.eligibleRankLevel, year: round.forYear, source: round.eligibilitySource })}. `}
            Hệ thống chỉ lập danh sách; bỏ chọn đơn vị không đề nghị. Đơn vị khác vẫn đề nghị được theo thành tích.
          </InsetText>
          {waiting.length === 0 ? (
            <EmptyState
              title={units.length === 0 ? 'Chưa có đơn vị nào đủ điều kiện' : 'Đã đề nghị hết'}
              action={{ href: `/awards/rounds/${round.id}`, text: 'Về đợt xét' }}
            >
              <p class="govuk-body">
                {units.length === 0
                  ? `Danh sách hiện khi kết quả xếp loại năm ${round.forYear} của các đơn vị trong phạm vi của bạn được quyết định.`
                  : 'Mọi đơn vị đủ điều kiện trong phạm vi của bạn đã được đề nghị.'}
              </p>
            </EmptyState>
          ) : (
            <Form form={form}>
              <CheckboxField
                form={form}
                name="unitIds"
                label={CHOSEN}
                options={waiting.map((unit) => ({
                  value: unit.unitId,
                  text: unit.unitName,
                  group: unit.blockTitle,
                  hint: `${unit.rankTitle ?? ''}${unit.position === null ? '' : `, hạng ${unit.position}`}${unit.decisionNumber === null ? '' : `, Quyết định ${unit.decisionNumber}`}`,
                }))}
              />
              <SelectField
                form={form}
                name="awardForm"
                label={L.awardForm}
                options={forms.map(({ code, title }) => ({ value: code, text: title }))}
              />
              <SubmitButtons cancelHref={`/awards/rounds/${round.id}`}>
                <SubmitButton>Đề nghị các đơn vị được chọn</SubmitButton>
              </SubmitButtons>
            </Form>
          )}
          {proposed.length > 0 && (
            <Details summary={`Đã đề nghị ${formatNumber(proposed.length)} đơn vị`}>
              <ul class="govuk-list govuk-list--bullet">
                {proposed.map((unit) => (
                  <li key={unit.unitId}>{unit.unitName}</li>
                ))}
              </ul>
            </Details>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, { awardForm, unitIds }) => {
      const roundId = params.awardRoundId
      await adoptEligible(database, official, { roundId, form: awardForm, unitIds }, today)
      return `/awards/rounds/${roundId}`
    },
  })
}
