import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { optionalText, recordId, text, wholeNumber } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  DataTable,
  Form,
  InsetText,
  Layout,
  NumberField,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { assignVerification, noSuchAssignment, removeAssignment } from '../actions/assign-verification.ts'
import { drawSecondMarking } from '../actions/second-marking.ts'
import { setOfYear, sheetsOf } from '../queries/sheets.ts'
import { assignmentsOf, secondMarkingOf, type Verifier, verifiersOf } from '../queries/verification-work.ts'
import { isRunning } from '../rules/assessment-state.ts'
import { requireManaged } from './timetable-pages.tsx'

const YearAddress = z.object({ yearId: Id })

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()))

const L = {
  accountId: 'Người thẩm định',
  unitIds: 'Đơn vị',
  criterionCodes: 'Nhóm tiêu chí (thẩm định cho mọi đơn vị)',
  seed: 'Chuỗi rút mẫu',
  percent: 'Tỷ lệ mẫu',
  marker: 'Người chấm lần hai',
  reason: 'Lý do rút lại mẫu',
} as const

/** Who verifies what, and the sample that is marked a second time. */
export function assignmentForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/assessments/years/:yearId/assignments',
    permission: 'criteria.manage',
    params: YearAddress,
    fields: z.object({ accountId: recordId(L.accountId), unitIds: several, criterionCodes: several }),
    labels: L,
    load: async (context) => {
      const year = await requireManaged(context, context.params.yearId)
      refuseDecidedYear(year)
      const { database, today } = context
      const [assignments, verifiers, sheets, { set }] = await Promise.all([
        assignmentsOf(database, year.id),
        verifiersOf(database, year.id, today),
        sheetsOf(database, { yearId: year.id }),
        setOfYear(database, year.id),
      ])
      return { year, assignments, verifiers, sheets, groups: set.groups }
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => {
      const { year, assignments, verifiers, sheets, groups } = data
      const title = `Phân công thẩm định năm ${year.year}`
      const taken = new Set(assignments.map((each) => each.unitId))
      return (
        <Layout
          title={title}
          context={context.page}
          wide
          form={form}
          backLink={{ href: `/assessments/years/${year.id}`, text: `Năm ${year.year}` }}
        >
          <PageHeading caption={year.rootName}>{title}</PageHeading>
          <p class="govuk-body">
            Giao theo đơn vị, theo nhóm tiêu chí, hoặc cả hai. Việc nào chưa giao thì người có quyền thẩm định nào cũng
            làm được. Không ai thẩm định đơn vị mình công tác, kể cả Sở Nội vụ.
          </p>
          <Conflicts verifiers={verifiers} sheets={sheets} />
          <DataTable
            caption={`Đã giao (${formatNumber(assignments.length)})`}
            phone="stack"
            empty="Chưa giao việc thẩm định nào."
            columns={[
              { key: 'person', title: 'Người thẩm định', rowHeader: true, width: 'one-third' },
              { key: 'what', title: 'Đơn vị, tiêu chí', width: 'one-third' },
              { key: 'on', title: 'Ngày giao' },
              { key: 'act', title: 'Thao tác' },
            ]}
            rows={assignments.map((each) => ({
              person: each.fullName,
              what: each.unitName ?? `Tiêu chí ${each.criterionCode}, mọi đơn vị`,
              on: formatCalendarDate(each.assignedOn),
              act: (
                <a class="govuk-link" href={`/assessments/years/${year.id}/assignments/${each.id}/removal`}>
                  Thôi giao
                  <span class="govuk-visually-hidden">{` ${each.fullName}, ${each.unitName ?? each.criterionCode}`}</span>
                </a>
              ),
            }))}
          />
          <h2 class="govuk-heading-m">Giao thêm</h2>
          <Form form={form}>
            <SelectField
              form={form}
              name="accountId"
              label={L.accountId}
              options={verifiers.map((each) => ({ value: each.accountId, text: `${each.fullName} (${each.posts})` }))}
            />
            <CheckboxField
              form={form}
              name="criterionCodes"
              label={L.criterionCodes}
              optional
              options={groups.map((group) => ({ value: group.code, text: `${group.code}. ${group.title}` }))}
            />
            <CheckboxField
              form={form}
              name="unitIds"
              label={L.unitIds}
              optional
              options={sheets.map((sheet) => ({
                value: sheet.unitId,
                text: sheet.unit.title ?? '',
                hint: taken.has(sheet.unitId) ? 'Đã giao người thẩm định' : undefined,
              }))}
            />
            <SubmitButtons cancelHref={`/assessments/years/${year.id}`}>
              <SubmitButton>Giao thẩm định</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered) => {
      await assignVerification(database, official, { yearId: params.yearId, ...entered }, today)
      return `/assessments/years/${params.yearId}/assignments`
    },
  })

  staffForm(app, {
    path: '/assessments/years/:yearId/assignments/:assignmentId/removal',
    permission: 'criteria.manage',
    params: YearAddress.extend({ assignmentId: Id }),
    fields: z.object({}),
    load: async (context) => {
      const year = await requireManaged(context, context.params.yearId)
      refuseDecidedYear(year)
      const found = (await assignmentsOf(context.database, year.id)).find(
        (each) => each.id === context.params.assignmentId,
      )
      if (!found) throw noSuchAssignment()
      return { year, found }
    },
    initial: () => ({}),
    draw: ({ context, data: { year, found }, form }) => {
      const back = `/assessments/years/${year.id}/assignments`
      return (
        <Layout
          title="Thôi giao thẩm định"
          context={context.page}
          form={form}
          backLink={{ href: back, text: 'Phân công thẩm định' }}
        >
          <PageHeading caption={`Năm ${year.year}`}>Thôi giao thẩm định</PageHeading>
          <WarningText>
            {`${found.fullName} sẽ không còn được giao ${found.unitName ?? `tiêu chí ${found.criterionCode}`}. Điểm đã thẩm định vẫn được giữ.`}
          </WarningText>
          <Form form={form}>
            <SubmitButtons cancelHref={back}>
              <SubmitButton variant="warning">Thôi giao</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }) => {
      await removeAssignment(database, official, params, today)
      return `/assessments/years/${params.yearId}/assignments`
    },
  })

  staffForm(app, {
    path: '/assessments/years/:yearId/second-marking',
    permission: 'criteria.manage',
    params: YearAddress,
    fields: z.object({
      accountId: recordId(L.marker),
      percent: wholeNumber(L.percent, { least: 1, most: 100 }),
      seed: text(L.seed, { longest: 100 }),
      reason: optionalText(L.reason, { longest: 1000 }),
    }),
    labels: L,
    load: async (context) => {
      const year = await requireManaged(context, context.params.yearId)
      refuseDecidedYear(year)
      const [verifiers, drawn] = await Promise.all([
        verifiersOf(context.database, year.id, context.today),
        secondMarkingOf(context.database, year.id),
      ])
      return { year, verifiers, drawn }
    },
    initial: ({ year }, { today }) => ({ percent: '5', seed: `${year.year}-${today}` }),
    draw: ({ context, data: { year, verifiers, drawn }, form }) => (
      <Layout
        title="Rút mẫu chấm lần hai"
        context={context.page}
        form={form}
        backLink={{ href: `/assessments/years/${year.id}/second-marks`, text: 'Chấm lần hai' }}
      >
        <PageHeading caption={`${year.rootName}, năm ${year.year}`}>Rút mẫu chấm lần hai</PageHeading>
        <p class="govuk-body">
          Mẫu được rút ngẫu nhiên theo chuỗi rút mẫu; ai có cùng chuỗi rút mẫu và cùng danh sách thì rút lại được đúng
          mẫu này. Người chấm lần hai không thấy điểm lần một cho đến khi cả hai đã chấm.
        </p>
        <Form form={form}>
          <SelectField
            form={form}
            name="accountId"
            label={L.marker}
            options={verifiers.map((each) => ({ value: each.accountId, text: `${each.fullName} (${each.posts})` }))}
          />
          <NumberField form={form} name="percent" label={L.percent} width={3} suffix="%" />
          <TextField
            form={form}
            name="seed"
            label={L.seed}
            hint="Một từ hay dãy số bất kỳ, được công bố cùng mẫu."
            width={20}
          />
          {drawn && (
            <TextArea
              form={form}
              name="reason"
              label={L.reason}
              hint={`Thay mẫu đã rút theo chuỗi rút mẫu “${drawn.seed}”; mẫu ấy vẫn được lưu. Chỉ rút lại được khi chưa có điểm chấm lần hai.`}
              rows={2}
            />
          )}
          <SubmitButtons cancelHref={`/assessments/years/${year.id}/second-marks`}>
            <SubmitButton>{drawn ? 'Rút lại mẫu' : 'Rút mẫu'}</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, entered) => {
      await drawSecondMarking(database, official, { yearId: params.yearId, ...entered }, today)
      return `/assessments/years/${params.yearId}/second-marks`
    },
  })
}

/** Which verifiers are barred from which units, and the units for which nobody is left. */
function Conflicts({
  verifiers,
  sheets,
}: {
  verifiers: readonly Verifier[]
  sheets: Awaited<ReturnType<typeof sheetsOf>>
}) {
  const barred = verifiers.filter((each) => each.ownUnitIds.length > 0)
  const nameOf = (unitId: string) => sheets.find((sheet) => sheet.unitId === unitId)?.unit.title ?? unitId
  const without = sheets.filter((sheet) => verifiers.every((each) => each.ownUnitIds.includes(sheet.unitId)))
  if (barred.length + without.length === 0) return null
  return (
    <InsetText>
      {barred.map((each) => (
        <p class="govuk-body" key={each.accountId}>
          {`${each.fullName} không được thẩm định ${each.ownUnitIds.map(nameOf).join('; ')}: công tác tại đó. Cần giao người khác thay.`}
        </p>
      ))}
      {without.length > 0 && (
        <p class="govuk-body">
          {`Chưa có người nào thẩm định được: ${without.map((sheet) => sheet.unit.title).join('; ')}. Hãy trao quyền thẩm định cho người của cơ quan khác.`}
        </p>
      )}
    </InsetText>
  )
}

function refuseDecidedYear({ year, state }: { year: number; state: Parameters<typeof isRunning>[0] }): void {
  if (isRunning(state)) return
  throw new Refusal('not-allowed', 'criteria.year-decided', `Kết quả năm ${year} đã được quyết định.`)
}
