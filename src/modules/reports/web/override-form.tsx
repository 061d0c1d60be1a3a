import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  Layout,
  NumberField,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
} from '../../../platform/page/index.ts'
import { samePeriodLastYear } from '../../../vocabulary/reporting-period.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { FigureLink } from '../../indicators/index.ts'
import { noSuchFigure, noSuchOverride, overrideFigure, withdrawOverride } from '../actions/override-figure.ts'
import { consolidationOf, type FigureByHand } from '../queries/consolidation.ts'
import { overridesOf } from '../queries/overrides.ts'
import { reportContent } from '../queries/report-content.ts'
import { requireMayAct } from '../queries/report-for-change.ts'
import { reportOf } from '../queries/reports.ts'
import { requestOf } from '../queries/requests.ts'
import { requireOpen } from '../rules/report-state.ts'
import { valueWithUnits } from '../rules/value-with-units.ts'
import { OVERRIDE_LABELS, OverrideFields } from './override-fields.ts'
import { titleOf } from './report-words.ts'

const FigureParams = z.object({ reportId: Id, indicator: z.string().regex(/^[a-z-]+\.[a-z-]+$/) })

type FigureContext = Context & { params: z.output<typeof FigureParams> }

/** Reporting another value than the counted one, with the reason; and taking it back. */
export function overrideForms(app: FastifyInstance, facts: readonly Fact[]): void {
  overrideForm(app, facts)
  withdrawalForm(app, facts)
}

/** One figure of a report that is being written by this official. */
async function loadFigure(facts: readonly Fact[], { database, official, today, params }: FigureContext) {
  const report = await reportOf(database, official, params.reportId, today)
  requireOpen(report)
  await requireMayAct(database, official, report, 'write', today)
  const content = await reportContent(database, facts, report, today)
  const section = content.sections.find(({ figures }) => figures.some(({ code }) => code === params.indicator))
  const figure = section?.figures.find(({ code }) => code === params.indicator)
  if (!section || !figure) throw noSuchFigure()
  const standing = (await overridesOf(database, report.id)).find(({ code }) => code === params.indicator)
  return { report, content, sectionCode: section.code, figure, standing }
}

type LoadedFigure = Awaited<ReturnType<typeof loadFigure>>

/** What the units put by hand in this figure, when the report gathers theirs. */
async function unitsByHand(
  facts: readonly Fact[],
  { database, official, today, params }: FigureContext,
  { report, content }: LoadedFigure,
): Promise<FigureByHand[]> {
  if (report.consolidatesRequestId === null) return []
  const request = await requestOf(database, official, report.consolidatesRequestId, today)
  const { byHand } = await consolidationOf(database, facts, content, { request, today })
  return byHand.filter(({ code, coveredBy }) => code === params.indicator && coveredBy === null)
}

function overrideForm(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/reports/:reportId/figures/:indicator/override',
    permission: 'report.read',
    params: FigureParams,
    fields: OverrideFields,
    draftOf: 'report-override',
    labels: OVERRIDE_LABELS,
    load: async ({ query, ...context }) => {
      const loaded = await loadFigure(facts, context)
      return { ...loaded, units: query.units === 'yes' ? await unitsByHand(facts, context, loaded) : [] }
    },
    initial: ({ figure, standing, units }) => {
      const version = String(standing?.version ?? 0)
      if (units.length > 0) {
        return { ...valueWithUnits(figure.amount?.value ?? 0, units), _version: version }
      }
      return {
        value: standing === undefined ? '' : formatNumber(standing.value),
        reason: standing?.reason ?? '',
        basis: standing?.basis ?? '',
        _version: version,
      }
    },
    draw: ({ context, data, form }) => {
      const { report, sectionCode, figure, standing } = data
      return (
        <Layout
          title={`Điều chỉnh số liệu: ${figure.title}`}
          context={context.page}
          form={form}
          backLink={{ href: `/reports/${report.id}#${sectionCode}`, text: 'Trở lại báo cáo' }}
        >
          <PageHeading caption={`${report.unitName} – ${titleOf(report)}`}>Điều chỉnh: {figure.title}</PageHeading>
          <StandingFigure data={data} />
          <p class="govuk-body">
            Nên ghi bổ sung hồ sơ để số liệu được đếm đủ. Chỉ điều chỉnh khi biết chắc số đúng mà chưa ghi được hồ sơ:
            báo cáo luôn hiện cả hai số, lý do và căn cứ.
          </p>
          <Form form={form}>
            <NumberField
              form={form}
              name="value"
              label={OVERRIDE_LABELS.value}
              suffix={figure.unitOfMeasure}
              hint="Số đưa vào báo cáo thay cho số đếm được."
            />
            <TextArea
              form={form}
              name="reason"
              label={OVERRIDE_LABELS.reason}
              hint="Vì sao số đếm được chưa đúng. Không ghi tên, địa chỉ của người dân."
              rows={3}
            />
            <TextArea
              form={form}
              name="basis"
              label={OVERRIDE_LABELS.basis}
              hint="Sổ theo dõi, biên bản, văn bản nào cho số này."
              rows={2}
            />
            <SubmitButtons cancelHref={`/reports/${report.id}#${sectionCode}`}>
              <SubmitButton>Lưu số điều chỉnh</SubmitButton>
            </SubmitButtons>
          </Form>
          {standing && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/reports/${report.id}/figures/${figure.code}/override/withdrawal`}>
                Bỏ số điều chỉnh, dùng lại số đếm được
              </a>
            </p>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, today, params, version }, entered, { sectionCode }) => {
      const given = { ...entered, reportId: params.reportId, indicatorCode: params.indicator, version }
      await overrideFigure(database, facts, official, given, today)
      return `/reports/${params.reportId}#${sectionCode}`
    },
  })
}

/** The counted number, which opens, last year's, and what stands put by hand so far. */
function StandingFigure({ data: { report, figure, standing } }: { data: LoadedFigure }) {
  const { code, amount, lastYear, unitOfMeasure, countedFor } = figure
  const number = (value: number | null) => (value === null ? '–' : `${formatNumber(value)} ${unitOfMeasure}`)
  return (
    <SummaryList
      rows={[
        {
          label: 'Số đếm được từ hồ sơ',
          value:
            amount === null ? (
              'chưa có dữ liệu để đếm'
            ) : countedFor !== null ? (
              number(amount.value)
            ) : (
              <>
                <FigureLink code={code} unitId={report.unitId} period={report.period} amount={amount} /> {unitOfMeasure}{' '}
                ({formatNumber(amount.recordCount)} hồ sơ)
              </>
            ),
        },
        { label: `Cùng kỳ (${samePeriodLastYear(report.period).title})`, value: number(lastYear) },
        ...(standing
          ? [
              {
                label: 'Đang điều chỉnh',
                value: `${number(standing.value)} – ${standing.setBy}, ${formatInstant(standing.setAt)}`,
              },
            ]
          : []),
      ]}
    />
  )
}

function withdrawalForm(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/reports/:reportId/figures/:indicator/override/withdrawal',
    permission: 'report.read',
    params: FigureParams,
    fields: z.object({}),
    load: async (context) => {
      const loaded = await loadFigure(facts, context)
      if (!loaded.standing) throw noSuchOverride()
      return loaded
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <Layout
        title={`Bỏ số điều chỉnh: ${data.figure.title}`}
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${data.report.id}#${data.sectionCode}`, text: 'Trở lại báo cáo' }}
      >
        <PageHeading caption={`${data.report.unitName} – ${titleOf(data.report)}`}>
          Bỏ số điều chỉnh: {data.figure.title}
        </PageHeading>
        <StandingFigure data={data} />
        <p class="govuk-body">
          Báo cáo sẽ dùng lại số đếm được từ hồ sơ. Việc điều chỉnh vẫn được ghi trong lịch sử thay đổi.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/reports/${data.report.id}#${data.sectionCode}`}>
            <SubmitButton variant="warning">Bỏ số điều chỉnh</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, _entered, { sectionCode }) => {
      const given = { reportId: params.reportId, indicatorCode: params.indicator, today }
      await withdrawOverride(database, facts, official, given)
      return `/reports/${params.reportId}#${sectionCode}`
    },
  })
}
