import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DateField,
  Form,
  HiddenField,
  InsetText,
  Layout,
  NumberField,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { proposeAward } from '../actions/propose-award.ts'
import { formsGivenOn } from '../queries/award-forms.ts'
import { awardRounds } from '../queries/award-rounds.ts'
import { eligibleUnits } from '../queries/eligible-units.ts'
import { RECIPIENT_KINDS } from '../rules/award.ts'
import { decidersInWords, recipientsOf } from '../rules/award-form.ts'
import { phaseInWords, phaseOf } from '../rules/award-round.ts'
import { eligibilityInWords } from '../rules/eligibility.ts'
import { usualYear } from '../rules/proposal.ts'
import { AWARD_LABELS as L, ProposalFields } from './award-fields.ts'

/** Proposing a unit or a person. `year` and `unit` in the address choose what the page of eligible units was left for. */
export function proposalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/awards/new',
    permission: 'award.propose',
    fields: ProposalFields,
    load: choices,
    initial: ({ units, year, unitId, round }, { official, today }) => ({
      awardForm: 'certificate-of-merit',
      forYear: String(year),
      unitId:
        [unitId, official.posts[0]?.unitId, units[0]?.id].find((id) => units.some((unit) => unit.id === id)) ?? '',
      proposedOn: formatCalendarDate(today),
      awardRoundId: round?.id ?? '',
    }),
    draw: ({ context, data: { units, eligible, year, forms, rounds }, form }) => (
      <Layout
        title="Đề nghị khen thưởng"
        context={context.page}
        form={form}
        backLink={{ href: '/awards', text: 'Danh sách khen thưởng' }}
      >
        <PageHeading>Đề nghị khen thưởng</PageHeading>
        {units.length === 1 && (
          <InsetText>
            {[units[0]?.name, ...[...eligible.values()].map((unit) => eligibilityInWords(unit, year))].join('. ')}
          </InsetText>
        )}
        <Form form={form}>
          {rounds.length > 0 && (
            <SelectField
              form={form}
              name="awardRoundId"
              label={L.awardRoundId}
              emptyText="Ngoài đợt (khen thưởng đột xuất, chuyên đề)"
              options={rounds.map((each) => ({
                value: each.id,
                text: `${each.title} (${phaseInWords(each, context.today).toLocaleLowerCase('vi')})`,
              }))}
            />
          )}
          <RadioField
            form={form}
            name="awardForm"
            label={L.awardForm}
            options={forms.map((each) => ({
              value: each.code,
              text: each.title,
              hint: `Tặng ${recipientsOf(each).toLocaleLowerCase('vi')}. Người quyết định: ${decidersInWords(each)}.`,
            }))}
          />
          <NumberField form={form} name="forYear" label={L.forYear} width={4} />
          {units.length === 1 ? (
            <HiddenField form={form} name="unitId" value={units[0]?.id} />
          ) : (
            <SelectField
              form={form}
              name="unitId"
              label={L.unitId}
              hint="Tập thể được đề nghị, hoặc đơn vị của cá nhân được đề nghị."
              options={units.map((unit) => {
                const result = eligible.get(unit.id)
                return {
                  value: unit.id,
                  text: result ? `${unit.name} – ${eligibilityInWords(result, year)}` : unit.name,
                }
              })}
            />
          )}
          <RadioField
            form={form}
            name="recipientKind"
            label={L.recipientKind}
            options={[
              { value: 'collective', text: RECIPIENT_KINDS.collective },
              {
                value: 'individual',
                text: RECIPIENT_KINDS.individual,
                children: (
                  <>
                    <TextField form={form} name="personName" label={L.personName} hint="Chỉ nhập khi chọn cá nhân." />
                    <TextField form={form} name="personPost" label={L.personPost} optional />
                  </>
                ),
              },
            ]}
          />
          <TextArea
            form={form}
            name="achievement"
            label={L.achievement}
            hint="Kết quả nổi bật làm căn cứ khen thưởng; sẽ được công khai khi có quyết định."
            rows={4}
          />
          <DateField form={form} name="proposedOn" label={L.proposedOn} />
          <SubmitButtons cancelHref="/awards">
            <SubmitButton>Gửi đề nghị</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { awardForm, ...entered }) =>
      `/awards/${await proposeAward(database, official, { form: awardForm, ...entered }, today)}`,
  })
}

async function choices({ database, official, today, query }: Context & { query: Record<string, string> }) {
  const [forms, every] = await Promise.all([formsGivenOn(database, today), awardRounds(database, official, today)])
  const rounds = every.filter((each) => phaseOf(each, today) === 'open' || each.isTheirsToManage)
  const round = rounds.find((each) => each.id === query.round)
  const year = /^\d{4}$/.test(query.year ?? '') ? Number(query.year) : (round?.forYear ?? usualYear(today))
  const [units, eligible] = await Promise.all([
    unitsOnDay(database, { today, roots: unitsFor(official, 'award.propose') }),
    eligibleUnits(database, official, { year }, today),
  ])
  return {
    units,
    eligible: new Map(eligible.map((unit) => [unit.unitId, unit])),
    year,
    unitId: query.unit,
    forms,
    rounds,
    round,
  }
}
