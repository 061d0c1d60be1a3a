import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../../platform/http/form.tsx'
import { day, optionalDay, text } from '../../../../platform/http/form-fields.ts'
import {
  DateField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { issueTypeDraft, removeTypeDraft, retireReportType } from '../../actions/keep-report-type.ts'
import { definitionOf, knownAround, typeDraftById } from '../../queries/report-type-drafts.ts'
import { noSuchType, typeVersions } from '../../queries/report-types.ts'
import { periodsUnderWay } from '../../queries/type-use.ts'
import { differencesOf } from '../../rules/outline-difference.ts'
import { DraftParams, draftPath, TYPES_PATH, TypeParams, typePath } from './type-address.ts'

/** The two ways out of a draft, and taking a type out of use. */
export function draftExits(app: FastifyInstance): void {
  issueForm(app)
  removalForm(app)
  retirementForm(app)
}

function issueForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/types/drafts/:typeDraftId/version',
    permission: 'report.define',
    params: DraftParams,
    fields: z.object({ validFrom: optionalDay('Dùng từ ngày'), reason: text('Lý do', { longest: 500 }) }),
    load: async ({ database, today, params }) => {
      const draft = await typeDraftById(database, params.typeDraftId)
      if (draft.typeCode === null) return { draft, differences: [], underWay: [] }
      const [versions, known, underWay] = await Promise.all([
        typeVersions(database, draft.typeCode),
        knownAround(database, today),
        periodsUnderWay(database, draft.typeCode, today),
      ])
      const latest = versions.at(-1)
      const titleOf = (code: string) => known.indicators.find((indicator) => indicator.code === code)?.title ?? code
      const before = latest && (await definitionOf(database, latest))
      return { draft, differences: before ? differencesOf(before, draft.definition, titleOf) : [], underWay }
    },
    initial: ({ draft }) => ({ _version: String(draft.version) }),
    draw: ({ context, data: { draft, differences, underWay }, form }) => (
      <Layout
        title="Ban hành đề cương"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={draft.definition.title}>
          {draft.typeCode === null ? 'Ban hành loại báo cáo mới' : 'Ban hành bản mới'}
        </PageHeading>
        {draft.typeCode !== null && <Differences differences={differences} />}
        <p class="govuk-body">
          Kỳ kết thúc từ ngày này trở đi, chưa có yêu cầu hay báo cáo nào, được viết theo bản này. Báo cáo đã lập, đã
          gửi giữ bản cũ. Bản đã ban hành không sửa, không xóa được.
        </p>
        {underWay.length > 0 && (
          <InsetText>
            Vẫn theo bản cũ vì đã có yêu cầu hoặc báo cáo:{' '}
            {underWay.map(({ title, version }) => `${title} (bản ${version})`).join('; ')}.
          </InsetText>
        )}
        <Form form={form}>
          <DateField
            form={form}
            name="validFrom"
            label="Dùng từ ngày"
            optional={draft.typeCode === null}
            hint={draft.typeCode === null ? 'Để trống nếu dùng được cho mọi kỳ' : 'Ví dụ: 01/01/2027'}
          />
          <TextArea form={form} name="reason" label="Lý do" rows={2} hint="Văn bản hoặc việc làm cần bản này" />
          <SubmitButtons cancelHref={draftPath(draft.id)}>
            <SubmitButton>Ban hành</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { typeDraftId: id }, version }, entered) =>
      typePath(await issueTypeDraft(database, official, { id, version, ...entered }, today)),
  })
}

function Differences({ differences }: { differences: readonly string[] }) {
  if (differences.length === 0) return <InsetText>Bản soạn không khác gì bản trước.</InsetText>
  return (
    <>
      <h2 class="govuk-heading-m">Khác bản trước</h2>
      <ul class="govuk-list govuk-list--bullet">
        {differences.map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
    </>
  )
}

function removalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/types/drafts/:typeDraftId/removal',
    permission: 'report.define',
    params: DraftParams,
    fields: z.object({}),
    load: ({ database, params }) => typeDraftById(database, params.typeDraftId),
    initial: ({ version }) => ({ _version: String(version) }),
    draw: ({ context, data: draft, form }) => (
      <Layout
        title="Bỏ bản soạn"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={draft.definition.title}>Bỏ bản soạn này?</PageHeading>
        <p class="govuk-body">Bản soạn chưa được dùng ở đâu. Loại báo cáo đang dùng, nếu có, không thay đổi.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={draftPath(draft.id)}>
            <SubmitButton variant="warning">Bỏ bản soạn</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params: { typeDraftId: id }, version }, _entered, { typeCode }) => {
      await removeTypeDraft(database, official, { id, version })
      return typeCode === null ? TYPES_PATH : typePath(typeCode)
    },
  })
}

function retirementForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/types/:typeCode/retirement',
    permission: 'report.define',
    params: TypeParams,
    fields: z.object({ lastDay: day('Ngày cuối cùng dùng'), reason: text('Lý do', { longest: 500 }) }),
    load: async ({ database, params }) => {
      const latest = (await typeVersions(database, params.typeCode)).at(-1)
      if (!latest || latest.retiredOn !== null) throw noSuchType('not-found')
      return latest
    },
    initial: (_, { today }) => ({ lastDay: formatCalendarDate(today) }),
    draw: ({ context, data: type, form }) => (
      <Layout
        title="Ngừng dùng loại báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: typePath(type.code), text: type.title }}
      >
        <PageHeading caption={type.title}>Ngừng dùng loại báo cáo này</PageHeading>
        <p class="govuk-body">
          Sau ngày này không lập yêu cầu hay báo cáo của kỳ mới. Kỳ đã có yêu cầu vẫn viết, gửi, tổng hợp được; báo cáo
          đã có vẫn xem được.
        </p>
        <Form form={form}>
          <DateField form={form} name="lastDay" label="Ngày cuối cùng dùng" />
          <TextArea form={form} name="reason" label="Lý do" rows={2} />
          <SubmitButtons cancelHref={typePath(type.code)}>
            <SubmitButton variant="warning">Ngừng dùng</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params: { typeCode: code } }, entered) => {
      await retireReportType(database, official, { code, ...entered })
      return typePath(code)
    },
  })
}
