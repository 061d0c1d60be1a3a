import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalText, recordId, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { addBlock, blockToKeep, notInBlock, placeInBlock, takeOutOfBlock } from '../actions/keep-blocks.ts'
import { membershipsIn } from '../queries/blocks.ts'
import { inOrder, rootsOnDay } from '../queries/unit-tree.ts'
import { unitsOnDay } from '../queries/units.ts'
import { inOrganisation } from './organisation-parts.tsx'

const L = {
  code: 'Mã khối, cụm',
  title: 'Tên khối, cụm',
  rootUnitId: 'Tỉnh, thành phố',
  unitId: 'Đơn vị',
  validFrom: 'Từ ngày',
  lastDay: 'Ngày cuối trong khối, cụm',
  paper: 'Căn cứ',
} as const

const paper = optionalText(L.paper, { longest: 300 })

/** Making a block, putting units into it and taking them out. */
export function blockForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/blocks/new',
    permission: 'block.manage',
    fields: z.object({
      code: text(L.code, { longest: 40 }).pipe(
        z
          .string()
          .regex(/^[A-Za-z0-9.-]+$/, 'Mã chỉ gồm chữ cái không dấu, chữ số, dấu chấm và gạch nối, ví dụ CUM-1.'),
      ),
      title: text(L.title, { longest: 200 }),
      rootUnitId: recordId(L.rootUnitId),
    }),
    labels: L,
    load: async ({ database, official, today }) => {
      const [roots, yours] = await Promise.all([
        rootsOnDay(database, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'block.manage') }),
      ])
      const reached = new Set(yours.map((unit) => unit.id))
      return roots.filter((root) => reached.has(root.id))
    },
    initial: (roots) => ({ rootUnitId: roots.length === 1 ? (roots[0]?.id ?? '') : '' }),
    draw: ({ context, data: roots, form }) => (
      <Layout
        title="Thêm khối, cụm"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: '/blocks', text: 'Danh sách khối, cụm' }}
      >
        <PageHeading>Thêm khối, cụm</PageHeading>
        <Form form={form}>
          <TextField form={form} name="title" label={L.title} hint="Ví dụ: Cụm thi đua số 1 – các xã" />
          <TextField form={form} name="code" label={L.code} hint="Ví dụ: CUM-1" width={20} />
          <SelectField
            form={form}
            name="rootUnitId"
            label={L.rootUnitId}
            emptyText="Chọn tỉnh, thành phố"
            options={roots.map((root) => ({ value: root.id, text: root.name }))}
          />
          <SubmitButtons cancelHref="/blocks">
            <SubmitButton>Thêm</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, given) =>
      `/blocks/${await addBlock(database, official, given, today)}`,
  })

  staffForm(app, {
    path: '/blocks/:blockId/members/new',
    permission: 'block.manage',
    params: z.object({ blockId: Id }),
    fields: z.object({ unitId: recordId(L.unitId), validFrom: day(L.validFrom), paper }),
    labels: L,
    load: async ({ database, official, today, params }) => {
      const block = await blockToKeep(database, official, params.blockId, today)
      const [units, memberships] = await Promise.all([
        unitsOnDay(database, { today, roots: [block.rootUnitId] }),
        membershipsIn(database, block.id, today),
      ])
      const inside = new Set(memberships.filter(({ validTo }) => validTo === null).map((member) => member.unitId))
      const free = units.filter((unit) => unit.id !== block.rootUnitId && !inside.has(unit.id))
      return { block, units: inOrder(free) }
    },
    initial: (_data, { today }) => ({ validFrom: formatCalendarDate(today) }),
    draw: ({ context, data: { block, units }, form }) => (
      <Layout
        title="Đưa đơn vị vào khối, cụm"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: `/blocks/${block.id}`, text: `Trở lại ${block.title}` }}
      >
        <PageHeading caption={block.title}>Đưa đơn vị vào khối, cụm</PageHeading>
        <InsetText>
          Mỗi đơn vị chỉ ở một khối, cụm tại một thời điểm. Nếu đơn vị đang ở khối, cụm khác của {block.rootName}, việc
          này chuyển đơn vị sang đây: nơi cũ kết thúc vào ngày liền trước.
        </InsetText>
        <Form form={form}>
          <SelectField
            form={form}
            name="unitId"
            label={L.unitId}
            emptyText="Chọn đơn vị"
            options={units.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
          />
          <DateField form={form} name="validFrom" label={L.validFrom} />
          <TextField form={form} name="paper" label={L.paper} hint="Ví dụ: Quyết định số 5/QĐ-HĐTĐKT" optional />
          <SubmitButtons cancelHref={`/blocks/${block.id}`}>
            <SubmitButton>Đưa vào</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, given) => {
      await placeInBlock(database, official, { ...given, blockId: params.blockId }, today)
      return `/blocks/${params.blockId}`
    },
  })

  staffForm(app, {
    path: '/blocks/:blockId/members/:unitId/ending',
    permission: 'block.manage',
    params: z.object({ blockId: Id, unitId: Id }),
    fields: z.object({ lastDay: day(L.lastDay), paper }),
    labels: L,
    load: async ({ database, official, today, params }) => {
      const block = await blockToKeep(database, official, params.blockId, today)
      const members = await membershipsIn(database, block.id, today)
      const member = members.find(({ unitId }) => unitId === params.unitId)
      if (!member) throw notInBlock()
      return { block, member }
    },
    initial: (_data, { today }) => ({ lastDay: formatCalendarDate(today) }),
    draw: ({ context, data: { block, member }, form }) => (
      <Layout
        title="Đưa đơn vị ra khỏi khối, cụm"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: `/blocks/${block.id}`, text: `Trở lại ${block.title}` }}
      >
        <PageHeading caption={`${member.unitName} – ${block.title}`}>Đưa đơn vị ra khỏi khối, cụm</PageHeading>
        <Form form={form}>
          <DateField form={form} name="lastDay" label={L.lastDay} />
          <TextField form={form} name="paper" label={L.paper} optional />
          <SubmitButtons cancelHref={`/blocks/${block.id}`}>
            <SubmitButton variant="warning">Đưa ra</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { lastDay, paper: basis }) => {
      const { blockId, unitId } = params
      await takeOutOfBlock(database, official, { blockId, unitId, lastDay, paper: basis }, today)
      return `/blocks/${blockId}`
    },
  })
}
