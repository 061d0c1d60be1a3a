import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  Fieldset,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { limitDocument } from '../actions/limit-document.ts'
import { documentFiles } from '../queries/document-files.ts'
import { keepsRegister } from '../queries/document-reach.ts'
import {
  limitationOf,
  namedReaders,
  peopleByUserName,
  readersToChoose,
  type ShownReader,
} from '../queries/document-readers.ts'
import { documentById } from '../queries/documents.ts'
import { LIMITS } from '../rules/document-limits.ts'
import { LIMITS_LABELS as L, LimitsFields } from './limits-fields.ts'

/** Who may read a document: `/documents/:documentId/limits`. */
export function limitsForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/documents/:documentId/limits',
    permission: 'document.write',
    params: z.object({ documentId: Id }),
    fields: LimitsFields,
    draftOf: 'document-limits',
    labels: L,
    load,
    initial: ({ before }) => ({
      limits: before.limits,
      limitedFiles: [...before.limitedFiles],
      people: before.readers.filter((key) => key.startsWith('person:')),
      roles: before.readers.filter((key) => key.startsWith('role:')),
      units: before.readers.filter((key) => key.startsWith('unit:')),
    }),
    draw: ({ context, data: { document, files, choices, isKeeper, before }, form }) => (
      <Layout
        title="Người được đọc văn bản"
        context={context.page}
        form={form}
        backLink={{ href: `/documents/${document.id}`, text: 'Trở lại văn bản' }}
      >
        <PageHeading caption={`${document.reference}: ${document.summary}`}>Người được đọc văn bản</PageHeading>
        <InsetText>
          Ngoài người được nêu tên, người vào sổ và người quản lý sổ văn bản của đơn vị luôn đọc được. Mỗi lần mở văn
          bản, tệp hạn chế đều được ghi lại.
          {before.limits !== 'none' && !isKeeper && ' Bạn chỉ có thể bớt người đọc; mở rộng do người đứng đầu đơn vị.'}
        </InsetText>
        <Form form={form}>
          <RadioField
            form={form}
            name="limits"
            label={L.limits}
            options={Object.entries(LIMITS).map(([value, text]) => ({ value, text }))}
          />
          {files.length > 0 && (
            <CheckboxField
              form={form}
              name="limitedFiles"
              label={L.limitedFiles}
              hint="Chỉ dùng khi hạn chế một số tệp."
              optional
              options={files.map(({ id, name }) => ({ value: id, text: name }))}
            />
          )}
          <Fieldset legend="Ai được đọc">
            <Choices form={form} name="people" options={choices.people} />
            <Choices form={form} name="roles" options={choices.roles} />
            <Choices form={form} name="units" options={choices.units} />
            <TextArea
              form={form}
              name="otherPeople"
              label={L.otherPeople}
              optional
              rows={2}
              hint="Mỗi dòng một tên đăng nhập, ví dụ canbo.so."
            />
          </Fieldset>
          <SubmitButtons cancelHref={`/documents/${document.id}`}>
            <SubmitButton>Lưu người được đọc</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { otherPeople, people, roles, units, ...given }) => {
      const others = await keysOf(database, otherPeople)
      const readers = [...people, ...roles, ...units, ...others]
      await limitDocument(database, official, { id: params.documentId, given: { ...given, readers }, today })
      return `/documents/${params.documentId}/readers`
    },
  })
}

function Choices({
  form,
  name,
  options,
}: {
  form: FormView
  name: 'people' | 'roles' | 'units'
  options: readonly ShownReader[]
}) {
  if (options.length === 0) return null
  return (
    <CheckboxField
      form={form}
      name={name}
      label={L[name]}
      optional
      options={options.map(({ key, text }) => ({ value: key, text }))}
    />
  )
}

async function load({ database, official, today, params }: Context & { params: { documentId: string } }) {
  const document = await documentById(database, official, params.documentId, today)
  if (!document || document.withdrawnOn !== null)
    throw new Refusal('not-found', 'documents.no-such-document', 'Không có văn bản này trong phạm vi của bạn.')
  const [before, named, choices, { files }, isKeeper] = await Promise.all([
    limitationOf(database, document),
    namedReaders(database, document.id, today),
    readersToChoose(database, { unitId: document.unitId, today }),
    documentFiles(database, official, document.id, today),
    keepsRegister(database, official, document.unitId, today),
  ])
  // Who was named and is not in the list any more, or never was, stays to be chosen.
  const withNamed = (kind: string, options: readonly ShownReader[]) => [
    ...options,
    ...named.filter(({ key }) => key.startsWith(`${kind}:`) && !options.some((option) => option.key === key)),
  ]
  return {
    ...{ document, before, files, isKeeper },
    choices: {
      people: withNamed('person', choices.people),
      roles: withNamed('role', choices.roles),
      units: withNamed('unit', choices.units),
    },
  }
}

/** Refuses `documents.no-such-account` about the field `otherPeople`. */
async function keysOf(database: Context['database'], userNames: readonly string[]): Promise<string[]> {
  const found = await peopleByUserName(database, userNames)
  const missing = userNames.filter((name) => !found.has(name))
  if (missing.length === 0) return [...found.values()]
  const message = `Không có tài khoản ${missing.map((name) => `“${name}”`).join(', ')}. Hãy kiểm tra lại tên đăng nhập.`
  throw new Refusal('invalid', 'documents.no-such-account', message, { otherPeople: message })
}
