import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, optionalDecimal, recordId, recordIds, text, wholeNumber } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  CheckboxField,
  DataTable,
  Form,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  Tag,
  TextField,
} from '../../../platform/page/index.ts'
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { noSuchBoard, refuseOpened } from '../actions/keep-board.ts'
import { chooseModels, openPanel } from '../actions/keep-panel.ts'
import { candidatesOf, panelOf, panels } from '../queries/panels.ts'
import { lackingParts, RECOGNITION_LEVELS } from '../rules/model.ts'
import { theirBoard } from './board-pages.tsx'
import { RuleFields } from './board-parts.tsx'
import { boardRuleFields, byId } from './judged-fields.ts'
import { MovementNavigation } from './movement-navigation.tsx'

const L = {
  title: 'Tên hội đồng',
  unitId: 'Đơn vị',
  year: 'Năm',
  level: 'Cấp công nhận',
  threshold: 'Ngưỡng điểm',
} as const

const PanelFields = z.object({
  title: text(L.title, { longest: 300 }),
  unitId: recordId(L.unitId),
  year: wholeNumber(L.year, { least: 1990, most: 2200 }),
  level: choice(L.level, RECOGNITION_LEVELS),
  threshold: optionalDecimal(L.threshold, { most: 9999 }),
  ...boardRuleFields,
})

const ModelsFields = z
  .object({ eligible: recordIds('Mô hình đủ điều kiện') })
  .catchall(z.union([z.string(), z.array(z.string())]))

/** Panels that review models: setting one up and saying what it reviews. Marking and deciding stand with all boards. */
export function panelPages(app: FastifyInstance): void {
  panelList(app)
  panelForm(app)
  modelsForm(app)
}

function panelList(app: FastifyInstance): void {
  staffPage(app, {
    path: '/movement/panels',
    permission: 'movement.read',
    draw: async ({ database, official, today, page }) => {
      const list = await panels(database, official, today)
      return (
        <Layout title="Bình xét mô hình" context={page} wide>
          <PageHeading
            actions={
              may(official, 'movement.write') && (
                <ActionBar>
                  <ButtonLink href="/movement/panels/new">Lập hội đồng</ButtonLink>
                </ActionBar>
              )
            }
          >
            Bình xét mô hình
          </PageHeading>
          <MovementNavigation current="panels" />
          <DataTable
            caption="Hội đồng bình xét"
            captionHidden
            phone="stack"
            empty="Chưa lập hội đồng bình xét nào."
            columns={[
              { key: 'year', title: L.year, width: 'narrow' },
              { key: 'title', title: L.title, rowHeader: true },
              { key: 'unit', title: L.unitId },
              { key: 'level', title: L.level },
              { key: 'models', title: 'Mô hình', numeric: true },
              { key: 'state', title: 'Tình hình' },
            ]}
            rows={list.map((panel) => ({
              year: String(panel.year),
              title: (
                <a class="govuk-link" href={`/movement/boards/${panel.boardId}`}>
                  {panel.title}
                </a>
              ),
              unit: panel.unitName,
              level: RECOGNITION_LEVELS[panel.level],
              models: formatNumber(panel.modelCount),
              state:
                panel.decidedOn !== null ? (
                  <Tag colour="green" text="Đã quyết định" />
                ) : panel.openedOn !== null ? (
                  <Tag colour="blue" text="Đang chấm" />
                ) : (
                  <Tag colour="grey" text="Đang chuẩn bị" />
                ),
            }))}
          />
        </Layout>
      )
    },
  })
}

function panelForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/panels/new',
    permission: 'movement.write',
    fields: PanelFields,
    load: ({ database, official, today }) =>
      unitsOnDay(database, { today, roots: unitsFor(official, 'movement.write') }),
    initial: (units, { official, today }) => ({
      year: String(yearOf(today)),
      unitId: units.find((unit) => unit.id === official.posts[0]?.unitId)?.id ?? '',
      criterionPercent: '30',
      totalPercent: '15',
    }),
    draw: ({ context, data: units, form }) => (
      <Layout
        title="Lập hội đồng bình xét"
        context={context.page}
        form={form}
        backLink={{ href: '/movement/panels', text: 'Bình xét mô hình' }}
      >
        <PageHeading>Lập hội đồng bình xét</PageHeading>
        <Form form={form}>
          <TextField
            form={form}
            name="title"
            label={L.title}
            hint="Ví dụ: Hội đồng bình xét “Dân vận khéo” xã năm 2026"
          />
          <SelectField
            form={form}
            name="unitId"
            label={L.unitId}
            hint="Bình xét mô hình của đơn vị này và các đơn vị trực thuộc."
            options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
          />
          <NumberField form={form} name="year" label={L.year} width={4} />
          <SelectField
            form={form}
            name="level"
            label={L.level}
            emptyText="Chọn cấp"
            options={optionsOf(RECOGNITION_LEVELS)}
          />
          <NumberField
            form={form}
            name="threshold"
            label={L.threshold}
            width={5}
            decimal
            optional
            hint="Từ điểm này mới được công nhận."
          />
          <RuleFields form={form} />
          <SubmitButtons cancelHref="/movement/panels">
            <SubmitButton>Lập hội đồng</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { criteria, criterionPercent, totalPercent, ...panel }) => {
      const rules = { criteria, criterionPercent, totalPercent }
      return `/movement/boards/${await openPanel(database, official, { ...panel, rules }, today)}`
    },
  })
}

async function panelToFill(context: Context, boardId: string) {
  const board = await theirBoard(context, boardId)
  const panel = await panelOf(context.database, boardId)
  if (!panel) throw noSuchBoard()
  refuseOpened(board)
  return { panel, candidates: await candidatesOf(context.database, panel, context.today) }
}

function modelsForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/boards/:boardId/models',
    permission: 'movement.write',
    params: z.object({ boardId: Id }),
    fields: ModelsFields,
    load: (context) => panelToFill(context, context.params.boardId),
    initial: ({ candidates }) => {
      const isFirst = candidates.every(({ subjectId, reason }) => subjectId === null && reason === null)
      const eligible = candidates.filter((each) =>
        isFirst ? lackingParts(each).length === 0 : each.subjectId !== null,
      )
      const reasons = candidates.map((each) => {
        const lacking = lackingParts(each)
        return [
          `reason-${each.id}`,
          each.reason ?? (isFirst && lacking.length > 0 ? `Còn thiếu: ${lacking.join('; ')}` : ''),
        ]
      })
      return { eligible: eligible.map(({ id }) => id), ...Object.fromEntries(reasons) }
    },
    draw: ({ context, data: { panel, candidates }, form }) => (
      <Layout
        title="Mô hình đưa vào bình xét"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/boards/${panel.boardId}`, text: 'Trở lại hội đồng' }}
      >
        <PageHeading caption={panel.title}>Mô hình đưa vào bình xét</PageHeading>
        {candidates.length === 0 ? (
          <p class="govuk-body">
            Không có mô hình nào của năm {panel.year} đang chờ bình xét trong phạm vi của hội đồng.
          </p>
        ) : (
          <Form form={form}>
            <CheckboxField
              form={form}
              name="eligible"
              label={`Mô hình đủ điều kiện (${candidates.length} mô hình năm ${panel.year} chờ bình xét)`}
              hint="Mô hình không đủ điều kiện thì bỏ đánh dấu và ghi lý do."
              options={candidates.map(({ id, name, unitName }) => ({
                value: id,
                text: `${name} – ${unitName}`,
                children: <TextField form={form} name={`reason-${id}`} label="Lý do nếu không đủ điều kiện" optional />,
              }))}
            />
            <SubmitButtons cancelHref={`/movement/boards/${panel.boardId}`}>
              <SubmitButton>Lưu danh sách</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today, params: { boardId } }, entered) => {
      const given = { boardId, eligibleIds: entered.eligible, reasons: byId(entered, 'reason'), today }
      await chooseModels(database, official, given)
      return `/movement/boards/${boardId}`
    },
  })
}
