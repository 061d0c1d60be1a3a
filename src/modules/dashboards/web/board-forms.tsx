import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, text, wholeNumber } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  type FormView,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Indicator, indicatorDefinitions } from '../../indicators/index.ts'
import { placeChart, removeChart } from '../actions/keep-board.ts'
import { type BoardWithRole, boardById } from '../queries/boards.ts'
import { CHART_KINDS, type ChartDefinition, MOST_CHARTS, MOST_INDICATORS_OF } from '../rules/board.ts'
import { LEVELS } from '../rules/pivot.ts'
import { MANAGING, requireManager } from './settings-parts.tsx'

const L = { title: 'Tên phần', kind: 'Kiểu', place: 'Đứng thứ', level: 'So sánh giữa' } as const
const NAMES = Array.from(
  { length: Math.max(...Object.values(MOST_INDICATORS_OF)) },
  (_, index) => `indicator${index + 1}`,
)
const code = z.string().max(150).optional()

const Fields = z.object({
  title: text(L.title, { longest: 120 }),
  kind: choice(L.kind, CHART_KINDS),
  level: choice(L.level, LEVELS),
  place: wholeNumber(L.place, { least: 1, most: MOST_CHARTS }),
  ...Object.fromEntries(NAMES.map((name) => [name, code])),
})

type Loaded = { board: BoardWithRole; indicators: Indicator[]; chart: ChartDefinition | null; place: number }
const pathOf = (boardId: string) => `/dashboard-settings/boards/${boardId}`

async function load(context: Context & { params: { boardId: string; place?: number } }): Promise<Loaded> {
  await requireManager(context)
  const { database, today, params } = context
  const board = await boardById(database, params.boardId)
  const indicators = await indicatorDefinitions(database, undefined, today)
  if (params.place === undefined) return { board, indicators, chart: null, place: board.charts.length + 1 }
  const chart = board.charts[params.place - 1]
  if (!chart) throw new Refusal('not-found', 'dashboards.no-such-chart', 'Bảng theo dõi không có phần này.')
  return { board, indicators, chart, place: params.place }
}

const Place = z.object({ boardId: Id, place: z.coerce.number().int().min(1).max(MOST_CHARTS) })

/** What stands on a dashboard, part by part: which indicators, drawn how, in which order. */
export function boardForms(app: FastifyInstance): void {
  const shared = {
    permission: MANAGING,
    fields: Fields,
    labels: L,
    initial: ({ board, chart, place }: Loaded) => ({
      ...(chart === null ? {} : { title: chart.title, kind: chart.kind }),
      ...Object.fromEntries((chart?.indicators ?? []).map((each, index) => [NAMES[index] ?? '', each])),
      level: chart?.level ?? 'commune',
      place: String(place),
      _version: String(board.version),
    }),
    draw: ({ context, data, form }: { context: Context; data: Loaded; form: FormView }) => (
      <ChartForm context={context} data={data} form={form} />
    ),
  } as const
  const keep = async (
    context: Context & { version: string | null },
    boardId: string,
    entered: z.output<typeof Fields>,
    from: number | null,
  ) => {
    const { database, official, version } = context
    const given: Readonly<Record<string, unknown>> = entered
    const chosen = NAMES.map((name) => given[name]).filter(
      (each): each is string => typeof each === 'string' && each !== '',
    )
    await indicatorDefinitions(database, chosen)
    const { kind, title, level, place } = entered
    const chart = { kind, title, indicators: [...new Set(chosen)], ...(kind === 'ranking' ? { level } : {}) }
    await placeChart(database, official, { boardId, version }, { chart, place, from })
    return pathOf(boardId)
  }
  staffForm(app, {
    ...shared,
    path: '/dashboard-settings/boards/:boardId/charts/new',
    params: z.object({ boardId: Id }),
    load,
    submit: (context, entered) => keep(context, context.params.boardId, entered, null),
  })
  staffForm(app, {
    ...shared,
    path: '/dashboard-settings/boards/:boardId/charts/:place/edit',
    params: Place,
    load,
    submit: (context, entered) => keep(context, context.params.boardId, entered, context.params.place),
  })
  staffForm(app, {
    path: '/dashboard-settings/boards/:boardId/charts/:place/removal',
    permission: MANAGING,
    params: Place,
    fields: z.object({}),
    load,
    initial: ({ board }) => ({ _version: String(board.version) }),
    draw: ({ context, data: { board, chart }, form }) => (
      <Layout
        title="Bỏ một phần"
        context={context.page}
        form={form}
        backLink={{ href: pathOf(board.id), text: board.title }}
      >
        <PageHeading caption={board.title}>Bỏ phần “{chart?.title}”?</PageHeading>
        <p class="govuk-body">Số liệu không mất: phần này chỉ thôi hiện trên bảng theo dõi.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={pathOf(board.id)}>
            <SubmitButton variant="warning">Bỏ phần này</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, version, params: { boardId, place } }) => {
      await removeChart(database, official, { boardId, version }, place)
      return pathOf(boardId)
    },
  })
}

function ChartForm({ context, data, form }: { context: Context; data: Loaded; form: FormView }) {
  const { board, indicators, chart } = data
  const heading = chart === null ? 'Thêm phần' : 'Sửa phần'
  const options = indicators.map(({ code: value, title, theme }) => ({ value, text: title, group: theme }))
  return (
    <Layout title={heading} context={context.page} form={form} backLink={{ href: pathOf(board.id), text: board.title }}>
      <PageHeading caption={board.title}>{heading}</PageHeading>
      <Form form={form}>
        <TextField form={form} name="title" label={L.title} />
        <SelectField
          form={form}
          name="kind"
          label={L.kind}
          options={optionsOf(CHART_KINDS)}
          hint="“Ai đã gửi báo cáo” và “Kết quả xếp loại” không cần chỉ tiêu; diễn biến, so sánh, bản đồ dùng chỉ tiêu đầu tiên."
        />
        {NAMES.map((name, index) => (
          <SelectField
            key={name}
            form={form}
            name={name}
            label={index === 0 ? 'Chỉ tiêu' : `Chỉ tiêu thứ ${index + 1}`}
            options={options}
            emptyText="Không chọn"
            optional
          />
        ))}
        <SelectField
          form={form}
          name="level"
          label={L.level}
          options={optionsOf(LEVELS)}
          hint="Khi chọn kiểu so sánh"
        />
        <NumberField form={form} name="place" label={L.place} />
        <SubmitButtons cancelHref={pathOf(board.id)}>
          <SubmitButton>Lưu phần này</SubmitButton>
        </SubmitButtons>
      </Form>
    </Layout>
  )
}
