import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../../platform/http/form.tsx'
import {
  CheckboxField,
  Form,
  type FormView,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../../platform/page/index.ts'
import { changeTypeDraft, draftReportType } from '../../actions/keep-report-type.ts'
import { definitionOf, typeDraftById, typeDrafts, type UnitKind, unitKinds } from '../../queries/report-type-drafts.ts'
import { noSuchType, typeVersions } from '../../queries/report-types.ts'
import { PERIOD_KINDS } from '../../rules/period-entered.ts'
import { CUT_OFFS, codeOf } from '../../rules/type-definition.ts'
import { DraftParams, draftPath, TYPES_PATH, TypeParams, typePath } from './type-address.ts'
import { TYPE_LABELS as L, TypeFields, typeFormValues } from './type-entered.ts'

/** Working on a report type: a new one, a new version of one, and what a draft says besides its outline. */
export function typeForms(app: FastifyInstance): void {
  staffForm(app, {
    path: `${TYPES_PATH}/new`,
    permission: 'report.define',
    fields: TypeFields,
    labels: L,
    load: async ({ database }) => ({ kinds: await unitKinds(database), versions: await typeVersions(database) }),
    initial: () => ({ cutOff: 'calendar', receiverKinds: ['peoples-committee'] }),
    draw: ({ context, data: { kinds }, form }) => (
      <Layout
        title="Thêm loại báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: TYPES_PATH, text: 'Loại báo cáo' }}
      >
        <PageHeading>Thêm loại báo cáo</PageHeading>
        <SettingsForm form={form} kinds={kinds} cancelHref={TYPES_PATH} button="Lưu và soạn đề cương" />
      </Layout>
    ),
    submit: async ({ database, official, today }, entered, { versions }) => {
      const taken = versions.map(({ code }) => code)
      const definition = { ...entered, code: codeOf(entered.title, taken, 'bao-cao'), sections: [] }
      return draftPath(await draftReportType(database, official, { definition, typeCode: null }, today))
    },
  })

  staffForm(app, {
    path: '/reports/types/drafts/:typeDraftId/settings',
    permission: 'report.define',
    params: DraftParams,
    fields: TypeFields,
    labels: L,
    load: async ({ database, params }) => ({
      draft: await typeDraftById(database, params.typeDraftId),
      kinds: await unitKinds(database),
    }),
    initial: ({ draft }) => ({ ...typeFormValues(draft.definition), _version: String(draft.version) }),
    draw: ({ context, data: { draft, kinds }, form }) => (
      <Layout
        title="Sửa thông tin chung"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={draft.definition.title}>Sửa thông tin chung</PageHeading>
        <SettingsForm form={form} kinds={kinds} cancelHref={draftPath(draft.id)} button="Lưu và xem thử" />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { typeDraftId: id }, version }, entered) => {
      const change = {
        ...{ id, version, summary: 'Sửa thông tin chung của bản soạn' },
        change: (definition: Awaited<ReturnType<typeof typeDraftById>>['definition']) => ({
          ...definition,
          ...entered,
        }),
        values: ({ definition }: Awaited<ReturnType<typeof typeDraftById>>) => typeFormValues(definition),
      }
      await changeTypeDraft(database, official, change, today)
      return draftPath(id)
    },
  })
  versionForm(app)
}

/** A new version begins as a copy of the last one. */
function versionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/types/:typeCode/versions/new',
    permission: 'report.define',
    params: TypeParams,
    fields: z.object({}),
    load: async ({ database, params }) => {
      const latest = (await typeVersions(database, params.typeCode)).at(-1)
      if (!latest || latest.retiredOn !== null) throw noSuchType('not-found')
      return { latest, underWay: await typeDrafts(database, params.typeCode) }
    },
    initial: () => ({}),
    draw: ({ context, data: { latest, underWay }, form }) => (
      <Layout
        title="Soạn bản mới"
        context={context.page}
        form={form}
        backLink={{ href: typePath(latest.code), text: latest.title }}
      >
        <PageHeading caption={latest.title}>Soạn bản mới</PageHeading>
        <p class="govuk-body">
          Bản soạn bắt đầu bằng bản {latest.number}, cùng đề cương. Báo cáo đang viết và đã gửi không thay đổi; bản mới
          chỉ dùng cho các kỳ từ ngày bạn chọn khi ban hành.
        </p>
        {underWay.length > 0 && (
          <p class="govuk-body">
            Đang có bản soạn của loại báo cáo này:{' '}
            {underWay.map(({ id, changedBy }, index) => (
              <>
                {index > 0 && '; '}
                <a class="govuk-link" href={draftPath(id)}>
                  bản soạn số {id}
                </a>
                {changedBy && `, ${changedBy} sửa lần cuối`}
              </>
            ))}
            . Hãy sửa tiếp bản đó nếu là cùng một việc.
          </p>
        )}
        <Form form={form}>
          <SubmitButtons cancelHref={typePath(latest.code)}>
            <SubmitButton>Soạn bản mới</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, _entered, { latest }) => {
      const definition = await definitionOf(database, latest)
      return draftPath(await draftReportType(database, official, { definition, typeCode: params.typeCode }, today))
    },
  })
}

type SettingsProps = { form: FormView; kinds: readonly UnitKind[]; cancelHref: string; button: string }

function SettingsForm({ form, kinds, cancelHref, button }: SettingsProps) {
  const kindOptions = kinds.map(({ code, title }) => ({ value: code, text: title }))
  return (
    <Form form={form}>
      <TextField form={form} name="title" label={L.title} hint="Ví dụ: Báo cáo kết quả công tác dân vận" />
      <TextField
        form={form}
        name="summary"
        label={L.summary}
        hint="Ghi dưới tên loại văn bản, trước kỳ báo cáo. Ví dụ: Kết quả công tác dân vận chính quyền"
      />
      <RadioField
        form={form}
        name="cutOff"
        label={L.cutOff}
        hint="Kỳ từ ngày đến ngày giữ đúng hai ngày đã chọn, không theo cách chốt này"
        options={optionsOf(CUT_OFFS)}
      />
      <CheckboxField form={form} name="periodKinds" label={L.periodKinds} options={optionsOf(PERIOD_KINDS)} />
      <CheckboxField form={form} name="senderKinds" label={L.senderKinds} options={kindOptions} />
      <CheckboxField
        form={form}
        name="receiverKinds"
        label={L.receiverKinds}
        hint="Báo cáo gửi cơ quan gần nhất thuộc các loại này, phía trên đơn vị gửi. Cơ quan tổng hợp là cơ quan lập yêu cầu báo cáo"
        options={kindOptions}
      />
      <TextArea form={form} name="source" label={L.source} rows={3} hint="Văn bản quy định chế độ báo cáo này" />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>{button}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
