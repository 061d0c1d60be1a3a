import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import { InsetText, Layout, PageHeading } from '../../../platform/page/index.ts'
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { postFor, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { documentById, documentsToChoose } from '../../documents/index.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { changePlan } from '../actions/change-plan.ts'
import { createPlan } from '../actions/create-plan.ts'
import { contentsOf, planById, plansOfDocuments, plansToChoose } from '../queries/plans.ts'
import { planFormValues } from '../rules/form-values.ts'
import { NewPlanFields, PLAN_LABELS, PlanFields } from './plan-fields.ts'
import { PlanFormBody } from './plan-form-body.tsx'

/** Making a plan with its contents in one form, and changing it. */
export function planForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/plans/new',
    permission: 'plan.write',
    fields: NewPlanFields,
    draftOf: 'new-plan',
    labels: PLAN_LABELS,
    load: async (context) => ({ ...(await choices(context, null)), ...(await startOf(context)) }),
    initial: (data, context) => ({
      year: String(yearOf(context.today)),
      unitId: ownUnitId(context, data.units),
      ...data.start,
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Lập kế hoạch"
        context={context.page}
        form={form}
        backLink={{ href: '/plans', text: 'Danh sách kế hoạch' }}
      >
        <PageHeading>Lập kế hoạch</PageHeading>
        {data.existingPlanId !== null && (
          <InsetText>
            Văn bản này đã có kế hoạch. <a href={`/plans/${data.existingPlanId}`}>Mở kế hoạch đó</a>.
          </InsetText>
        )}
        <PlanFormBody form={form} choices={data} withContents cancelHref="/plans" />
      </Layout>
    ),
    submit: async ({ database, official, today }, given) =>
      `/plans/${await createPlan(database, official, given, today)}`,
  })

  staffForm(app, {
    path: '/plans/:planId/edit',
    permission: 'plan.write',
    params: z.object({ planId: Id }),
    fields: PlanFields,
    draftOf: 'plan',
    labels: PLAN_LABELS,
    load: async (context) => {
      const plan = await planById(context.database, context.official, context.params.planId, context.today)
      if (!plan) throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
      return { plan, ...(await choices(context, plan)) }
    },
    choices: (data) => ({
      unitId: namesById(data.units),
      documentId: Object.fromEntries(data.documents.map((document) => [document.id, document.reference])),
      followingUnitId: namesById(data.followers),
      basedOnPlanId: Object.fromEntries(data.upperPlans.map((plan) => [plan.id, plan.title])),
    }),
    initial: ({ plan }) => planFormValues(plan),
    draw: ({ context, data, form }) => {
      const href = `/plans/${data.plan.id}`
      return (
        <Layout title="Sửa kế hoạch" context={context.page} form={form} backLink={{ href, text: 'Trở lại kế hoạch' }}>
          <PageHeading caption={data.plan.title}>Sửa kế hoạch</PageHeading>
          <PlanFormBody form={form} choices={data} withContents={false} cancelHref={href} />
        </Layout>
      )
    },
    submit: async ({ database, official, today, params, version }, given) => {
      await changePlan(database, official, { id: params.planId, version, given, today })
      return `/plans/${params.planId}`
    },
  })
}

/** What can be chosen in the form; the document that the plan has already is among them. */
async function choices(
  { database, official, today }: Context,
  plan: { id: string; documentId: string | null; year: number } | null,
) {
  // A plan carries out one of its own year, or of the year before when that one is for several years.
  const year = plan?.year ?? yearOf(today)
  const [units, followers, upperPlans, allDocuments, ownDocument] = await Promise.all([
    unitsOnDay(database, { today, roots: unitsFor(official, 'plan.write') }),
    unitsOnDay(database, { today, roots: unitsFor(official, 'plan.read') }),
    plansToChoose(database, official, { years: [year, year - 1], today }),
    documentsToChoose(database, official, { type: 'KH', today }),
    plan?.documentId ? documentById(database, official, plan.documentId, today) : undefined,
  ])
  const taken = await plansOfDocuments(
    database,
    allDocuments.map((document) => document.id),
  )
  const free = allDocuments.filter((document) => !taken.has(document.id))
  const documents = ownDocument ? [ownDocument, ...free] : free
  return { units, followers, documents, upperPlans: upperPlans.filter((upper) => upper.id !== plan?.id) }
}

/** What the address already says of the new plan: its document, or the plan of the level above that it carries out. */
async function startOf({ database, official, today, query }: Context & { query: Record<string, string> }) {
  const id = (name: string) => (/^\d{1,18}$/.test(query[name] ?? '') ? (query[name] ?? '') : null)
  const documentId = id('document')
  const upperPlanId = id('basedOn')
  const document = documentId === null ? undefined : await documentById(database, official, documentId, today)
  if (document) {
    const existingPlanId = (await plansOfDocuments(database, [document.id])).get(document.id) ?? null
    const start = {
      documentId: document.id,
      title: document.summary,
      year: String(yearOf(document.issuedOn)),
      ...(document.issuingUnitId === null ? {} : { unitId: document.issuingUnitId }),
    }
    return { start, existingPlanId }
  }
  const upper = upperPlanId === null ? undefined : await planById(database, official, upperPlanId, today)
  if (!upper) return { start: {}, existingPlanId: null }
  const contents = await contentsOf(database, upper.id)
  return {
    start: {
      basedOnPlanId: upper.id,
      title: upper.title,
      year: String(upper.year),
      contents: contents.map((content) => content.title).join('\n'),
    },
    existingPlanId: null,
  }
}

function ownUnitId({ official }: Context, units: readonly { id: string }[]): string {
  return units.find((unit) => unit.id === postFor(official, 'plan.write')?.unitId)?.id ?? units[0]?.id ?? ''
}

const namesById = (units: readonly { id: string; name: string }[]) =>
  Object.fromEntries(units.map((unit) => [unit.id, unit.name]))
