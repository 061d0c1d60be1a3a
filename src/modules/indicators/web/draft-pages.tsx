import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import type { FigureUse } from '../../../platform/database/figure-use.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { optionalDay, text } from '../../../platform/http/form-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  DateField,
  FilterBar,
  Form,
  filterView,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { issueDraft, removeDraft } from '../actions/keep-definition.ts'
import { countFigures, type Figure } from '../queries/count-figures.ts'
import { indicatorVersions } from '../queries/definitions.ts'
import { asIndicator, type Draft, draftById } from '../queries/drafts.ts'
import { readableUnits } from '../queries/units.ts'
import { chosenPeriod } from '../rules/chosen-period.ts'
import { dayOfStates } from '../rules/day-of-states.ts'
import { PUBLISHED_PARTS } from '../rules/span.ts'
import { DraftParams, draftPath } from './definition-forms.tsx'
import { type FigureAddress, FigureQuery } from './figure-address.ts'
import { explanationOf } from './indicator-page.tsx'

/** A draft with its figures for a unit and a period, and the two ways out of it. */
export function draftPages(app: FastifyInstance, facts: readonly Fact[], uses: readonly FigureUse[]): void {
  staffPage(app, {
    path: '/figures/drafts/:draftId',
    permission: 'indicator.manage',
    params: DraftParams,
    query: FigureQuery,
    draw: async (context) => {
      const { database, page, params } = context
      const [draft, all] = await Promise.all([draftById(database, params.draftId), indicatorVersions(database)])
      const trial = await tried(context, draft, facts)
      const form = filterView({
        unit: trial.unit?.id ?? '',
        year: String(yearOf(trial.period.to)),
        part: context.query.part ?? 'year',
      })
      return (
        <Layout
          title={`Bản soạn: ${draft.definition.title}`}
          context={page}
          breadcrumbs={[
            { href: '/figures', text: 'Số liệu' },
            { href: '/figures/definitions', text: 'Chỉ tiêu' },
            { text: 'Bản soạn' },
          ]}
        >
          <PageHeading
            caption={draft.indicatorCode === null ? 'Chỉ tiêu mới, chưa ban hành' : 'Bản mới, chưa ban hành'}
            actions={
              <ActionBar>
                <ButtonLink href={`${draftPath(draft.id)}/version`}>Ban hành</ButtonLink>
                <ButtonLink href={`${draftPath(draft.id)}/edit`} variant="secondary">
                  Sửa
                </ButtonLink>
                <ButtonLink href={`${draftPath(draft.id)}/removal`} variant="secondary">
                  Bỏ
                </ButtonLink>
              </ActionBar>
            }
          >
            {draft.definition.title}
          </PageHeading>
          <InsetText>
            Đây là bản soạn: chưa có báo cáo, bảng chấm điểm nào dùng đến cho tới khi được ban hành.
          </InsetText>
          <h2 class="govuk-heading-m">Xem thử</h2>
          <FilterBar active>
            <SelectField
              form={form}
              name="unit"
              label="Đơn vị"
              options={trial.units.map(({ id, name }) => ({ value: id, text: name }))}
            />
            <SelectField
              form={form}
              name="year"
              label="Năm"
              options={Array.from({ length: 8 }, (_, back) => String(yearOf(context.today) - back)).map((year) => ({
                value: year,
                text: year,
              }))}
            />
            <SelectField form={form} name="part" label="Kỳ" options={optionsOf(PUBLISHED_PARTS)} />
          </FilterBar>
          <TrialTable {...trial} />
          <h2 class="govuk-heading-m">Định nghĩa</h2>
          <SummaryList rows={explanationOf(asIndicator(draft), facts, all)} />
        </Layout>
      )
    },
  })
  issueForm(app, facts, uses)
  removalForm(app)
}

async function tried(
  { database, official, today, query }: Context & { query: FigureAddress },
  draft: Draft,
  facts: readonly Fact[],
) {
  const { period } = chosenPeriod(query, today)
  const days = { period, asOf: dayOfStates(period, today), today }
  const units = await readableUnits(database, official, days)
  const unit = units.find(({ id }) => id === query.unit) ?? units[0]
  const asked = { unitIds: unit ? [unit.id] : [], period, asOf: days.asOf, today }
  const { code } = draft.definition
  const [drafted, inForce] = await Promise.all([
    countFigures(database, facts, { ...asked, indicators: [code], tried: [asIndicator(draft)] }),
    draft.indicatorCode === null ? [] : countFigures(database, facts, { ...asked, indicators: [draft.indicatorCode] }),
  ])
  return { units, unit, period, drafted: drafted[0], inForce: inForce[0] }
}

function TrialTable({ unit, period, drafted, inForce }: Awaited<ReturnType<typeof tried>>) {
  const line = (title: string, figure: Figure | undefined) => ({
    title,
    total: told(figure?.total ?? null, figure),
    own: told(figure?.own ?? null, figure),
    records: figure?.ofWhole
      ? `${formatNumber(figure.ofWhole.part)} trên ${formatNumber(figure.ofWhole.whole)}`
      : formatNumber(figure?.total?.recordCount ?? 0),
  })
  return (
    <>
      <DataTable
        caption={`${unit?.name ?? 'Chưa có đơn vị nào trong phạm vi của bạn'}, từ ${formatCalendarDate(period.from)} đến ${formatCalendarDate(period.to)}`}
        phone="stack"
        empty=""
        columns={[
          { key: 'title', title: 'Bản', rowHeader: true },
          { key: 'total', title: 'Gồm đơn vị trực thuộc', numeric: true },
          { key: 'own', title: 'Riêng đơn vị', numeric: true },
          { key: 'records', title: 'Số hồ sơ', numeric: true },
        ]}
        rows={[line('Bản soạn này', drafted), ...(inForce ? [line('Bản đang dùng', inForce)] : [])]}
      />
      {drafted?.refusal && <InsetText>{drafted.refusal.messageForPerson}</InsetText>}
    </>
  )
}

function told(amount: { value: number } | null, figure: Figure | undefined): string {
  return amount === null || !figure ? '–' : `${formatNumber(amount.value, 4)} ${figure.indicator.unitOfMeasure}`
}

function issueForm(app: FastifyInstance, facts: readonly Fact[], uses: readonly FigureUse[]): void {
  staffForm(app, {
    path: '/figures/drafts/:draftId/version',
    permission: 'indicator.manage',
    params: DraftParams,
    fields: z.object({ validFrom: optionalDay('Dùng từ ngày'), reason: text('Lý do', { longest: 500 }) }),
    load: ({ database, params }) => draftById(database, params.draftId),
    initial: ({ version }) => ({ _version: String(version) }),
    draw: ({ context, data: draft, form }) => (
      <Layout
        title="Ban hành định nghĩa"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={draft.definition.title}>
          {draft.indicatorCode === null ? 'Ban hành chỉ tiêu mới' : 'Ban hành bản mới'}
        </PageHeading>
        <p class="govuk-body">
          Kỳ kết thúc từ ngày này trở đi được tính theo bản này; các kỳ trước, báo cáo đã gửi và năm đã xếp loại không
          thay đổi. Bản đã ban hành không sửa, không xóa được.
        </p>
        <Form form={form}>
          <DateField
            form={form}
            name="validFrom"
            label="Dùng từ ngày"
            optional={draft.indicatorCode === null}
            hint={draft.indicatorCode === null ? 'Để trống nếu tính được cho mọi kỳ' : 'Ví dụ: 01/01/2027'}
          />
          <TextArea form={form} name="reason" label="Lý do" rows={2} hint="Văn bản hoặc việc làm cần định nghĩa này" />
          <SubmitButtons cancelHref={draftPath(draft.id)}>
            <SubmitButton>Ban hành</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params: { draftId: id }, version }, entered) =>
      `/figures/${await issueDraft(database, official, { id, version, ...entered }, { facts, uses })}`,
  })
}

function removalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/figures/drafts/:draftId/removal',
    permission: 'indicator.manage',
    params: DraftParams,
    fields: z.object({}),
    load: ({ database, params }) => draftById(database, params.draftId),
    initial: ({ version }) => ({ _version: String(version) }),
    draw: ({ context, data: draft, form }) => (
      <Layout
        title="Bỏ bản soạn"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={draft.definition.title}>Bỏ bản soạn này?</PageHeading>
        <p class="govuk-body">Bản soạn chưa được dùng ở đâu. Chỉ tiêu đang dùng, nếu có, không thay đổi.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={draftPath(draft.id)}>
            <SubmitButton variant="warning">Bỏ bản soạn</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params: { draftId: id }, version }) => {
      await removeDraft(database, official, { id, version })
      return '/figures/definitions'
    },
  })
}
