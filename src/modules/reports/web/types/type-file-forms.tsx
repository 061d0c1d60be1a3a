import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asDownload } from '../../../../platform/http/download.ts'
import { staffForm } from '../../../../platform/http/form.tsx'
import { text } from '../../../../platform/http/form-fields.ts'
import { allow } from '../../../../platform/http/permission.ts'
import { signedInContext } from '../../../../platform/http/request.ts'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons, TextArea } from '../../../../platform/page/index.ts'
import { draftReportType } from '../../actions/keep-report-type.ts'
import { definitionOf, knownAround } from '../../queries/report-type-drafts.ts'
import { noSuchType, reportTypes, typeVersion, typeVersions } from '../../queries/report-types.ts'
import type { TypeDefinition } from '../../rules/type-definition.ts'
import { requireSound } from '../../rules/type-definition.ts'
import { Code, draftPath, TYPES_PATH } from './type-address.ts'
import { readReportTypes, writeReportTypes } from './type-file.ts'

const FileQuery = z.object({
  type: Code.optional().catch(undefined),
  version: z.coerce.number().int().min(1).optional().catch(undefined),
})

/** Report types as a file, out and in. */
export function typeFileForms(app: FastifyInstance): void {
  app.get(`${TYPES_PATH}/file`, allow('report.read'), async (request, reply) => {
    const { database, today } = signedInContext(request)
    const { type, version } = FileQuery.parse(request.query)
    const types =
      type === undefined
        ? await reportTypes(database, today)
        : [version === undefined ? await latestOf(database, type) : await typeVersion(database, type, version)]
    const definitions: TypeDefinition[] = []
    for (const each of types) definitions.push(await definitionOf(database, each))
    const name = type === undefined ? 'loai-bao-cao.json' : `loai-bao-cao-${type}.json`
    return asDownload(reply, { name, mediaType: 'application/json; charset=utf-8' }).send(writeReportTypes(definitions))
  })

  staffForm(app, {
    path: `${TYPES_PATH}/import`,
    permission: 'report.define',
    fields: z.object({ content: text('Nội dung tệp', { longest: 500_000 }) }),
    load: async () => null,
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout
        title="Nhập loại báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: TYPES_PATH, text: 'Loại báo cáo' }}
      >
        <PageHeading>Nhập loại báo cáo</PageHeading>
        <p class="govuk-body">
          Dán nội dung tệp loại báo cáo (định dạng JSON); tải tệp của các loại đang dùng về làm mẫu. Mỗi loại trong tệp
          thành một bản soạn để xem thử rồi mới ban hành; loại đã có mà không khác gì thì bỏ qua. Có chỗ sai thì không
          bản nào được lưu.
        </p>
        <Form form={form}>
          <TextArea form={form} name="content" label="Nội dung tệp" rows={16} />
          <SubmitButtons cancelHref={TYPES_PATH}>
            <SubmitButton>Kiểm tra và lưu thành bản soạn</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { content }) => {
      const known = await knownAround(database, today)
      const ids: string[] = []
      for (const definition of readReportTypes(content)) {
        requireSound(definition, known, { finished: false, field: 'content' })
        const latest = (await typeVersions(database, definition.code)).at(-1)
        const isSame =
          latest !== undefined &&
          writeReportTypes([await definitionOf(database, latest)]) === writeReportTypes([definition])
        if (isSame) continue
        const typeCode = latest?.code ?? null
        ids.push(await draftReportType(database, official, { definition, typeCode }, today))
      }
      const [only, ...others] = ids
      return only !== undefined && others.length === 0 ? draftPath(only) : TYPES_PATH
    },
  })
}

async function latestOf(database: Parameters<typeof typeVersions>[0], code: string) {
  const latest = (await typeVersions(database, code)).at(-1)
  if (latest) return latest
  throw noSuchType('not-found')
}
