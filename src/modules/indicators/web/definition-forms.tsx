import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import type { FormValues } from '../../../platform/http/form-reception.ts'
import { Id } from '../../../platform/http/page.tsx'
import { type FormView, Layout, PageHeading } from '../../../platform/page/index.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { changeDraft, draftDefinition } from '../actions/keep-definition.ts'
import { indicatorDefinitions, noSuchIndicator } from '../queries/definitions.ts'
import { draftById } from '../queries/drafts.ts'
import { type Indicator, MEASURES, type Measure } from '../rules/indicator.ts'
import { DefinitionFields, definitionFormValues, definitionOf, DEFINITION_LABELS as L } from './definition-entered.ts'
import { DefinitionForm, KindChooser, needsFact } from './definition-form.tsx'
import { IndicatorCode } from './figure-address.ts'

const LIST = '/figures/definitions'
export const DraftParams = z.object({ draftId: Id })
export const draftPath = (id: string) => `/figures/drafts/${id}`

type Loaded = { all: Indicator[]; of: Indicator | null; asked: { measure?: string; fact?: string } }

/** Working on a definition: a new indicator, a new version of one, and a draft of either. Nothing counts until it is put into force. */
export function definitionForms(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: `${LIST}/new`,
    permission: 'indicator.manage',
    fields: DefinitionFields,
    labels: L,
    load: ({ database, today, query }) => loaded(database, today, query, null),
    initial: (data) => startingValues(data, facts),
    draw: ({ context, data, form }) => (
      <DefinitionPage context={context} data={data} form={form} facts={facts} title="Thêm chỉ tiêu" back={LIST} />
    ),
    submit: async ({ database, official }, entered, { all }) => {
      const definition = definitionOf(entered, facts, all)
      return draftPath(await draftDefinition(database, official, { definition, indicatorCode: null }, { facts }))
    },
  })

  staffForm(app, {
    path: '/figures/:code/versions/new',
    permission: 'indicator.manage',
    params: z.object({ code: IndicatorCode }),
    fields: DefinitionFields,
    labels: L,
    load: ({ database, today, query, params }) => loaded(database, today, query, params.code),
    initial: (data) => startingValues(data, facts),
    draw: ({ context, data, form }) => (
      <DefinitionPage
        context={context}
        data={data}
        form={form}
        facts={facts}
        title="Soạn bản mới"
        back={`/figures/${data.of?.code}`}
      />
    ),
    submit: async ({ database, official, params }, entered, { all }) => {
      const definition = definitionOf(entered, facts, all)
      return draftPath(await draftDefinition(database, official, { definition, indicatorCode: params.code }, { facts }))
    },
  })

  staffForm(app, {
    path: '/figures/drafts/:draftId/edit',
    permission: 'indicator.manage',
    params: DraftParams,
    fields: DefinitionFields,
    labels: L,
    load: async ({ database, today, params }) => {
      const draft = await draftById(database, params.draftId)
      return { draft, ...(await loaded(database, today, {}, draft.indicatorCode)) }
    },
    initial: ({ draft, all }) => ({
      ...definitionFormValues(draft.definition, facts, all),
      _version: String(draft.version),
    }),
    draw: ({ context, data, form }) => (
      <DefinitionPage
        context={context}
        data={data}
        form={form}
        facts={facts}
        title="Sửa bản soạn"
        back={draftPath(data.draft.id)}
      />
    ),
    submit: async ({ database, official, params: { draftId: id }, version }, entered, { all }) => {
      await changeDraft(database, official, { id, version, definition: definitionOf(entered, facts, all) }, { facts })
      return draftPath(id)
    },
  })
}

async function loaded(
  database: Database,
  today: CalendarDate,
  query: Record<string, string>,
  code: string | null,
): Promise<Loaded> {
  const all = await indicatorDefinitions(database, undefined, today)
  const of = all.find((each) => each.code === code && each.retiredOn === null) ?? null
  if (code !== null && of === null) throw noSuchIndicator(code)
  return {
    all,
    of,
    asked: { ...(query.measure ? { measure: query.measure } : {}), ...(query.fact ? { fact: query.fact } : {}) },
  }
}

/** What is asked for in the address; of a new version, what the one in force says. */
function startingValues({ of, asked, all }: Loaded, facts: readonly Fact[]): FormValues {
  const measure = asked.measure ?? of?.measure ?? ''
  const factCode = asked.fact ?? (asked.measure === undefined ? (of?.factCode ?? '') : '')
  const kept = of ? definitionFormValues(of, facts, all) : { decimals: '1', time: 'flow' }
  return { ...kept, measure, factCode: needsFact(measure) ? factCode : '' }
}

type PageProps = {
  context: Context
  data: Loaded
  form: FormView
  facts: readonly Fact[]
  title: string
  back: string
}

function DefinitionPage({ context, data, form, facts, title, back }: PageProps) {
  const measure = String(form.values.measure ?? '')
  const fact = facts.find((offered) => offered.code === form.values.factCode)
  const isChosen = Object.hasOwn(MEASURES, measure) && (fact !== undefined || !needsFact(measure))
  return (
    <Layout
      title={title}
      context={context.page}
      form={form}
      backLink={{ href: back, text: data.of ? data.of.title : 'Chỉ tiêu và cách tính' }}
    >
      <PageHeading caption={data.of?.title}>{title}</PageHeading>
      {data.of !== null && (
        <p class="govuk-body">
          Tên và đơn vị tính giữ nguyên: số đã báo cáo được gọi như khi báo cáo. Bản mới chỉ dùng cho các kỳ kết thúc từ
          ngày bạn chọn khi ban hành.{' '}
          {isChosen && (
            <a class="govuk-link" href="?measure=choose">
              Đổi kiểu hoặc loại hồ sơ
            </a>
          )}
        </p>
      )}
      {isChosen ? (
        <DefinitionForm
          form={form}
          measure={measure as Measure}
          fact={needsFact(measure) ? fact : undefined}
          all={data.all}
          isVersion={data.of !== null}
          cancelHref={back}
        />
      ) : (
        <KindChooser facts={facts} chosen={data.asked} />
      )}
    </Layout>
  )
}
