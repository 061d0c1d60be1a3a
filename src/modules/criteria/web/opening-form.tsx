import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, recordId, wholeNumber } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Fieldset,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { openYear } from '../actions/open-year.ts'
import { blocksOfProvince } from '../queries/blocks.ts'
import { criteriaSetById } from '../queries/criteria-sets.ts'
import { DemonstrationPoints } from './assessment-tags.tsx'
import { noSuchSet } from './set-pages.tsx'

const L = {
  year: 'Năm đánh giá',
  rootUnitId: 'Tỉnh',
  selfAssessBy: 'Hạn các đơn vị tự chấm',
  verifyBy: 'Hạn thẩm định',
  decideBy: 'Hạn quyết định',
} as const

const OpeningFields = z.looseObject({
  year: wholeNumber(L.year, { least: 1990, most: 2200 }),
  rootUnitId: recordId(L.rootUnitId),
  selfAssessBy: day(L.selfAssessBy),
  verifyBy: day(L.verifyBy),
  decideBy: day(L.decideBy),
})

/** The field that says as which kind of unit the members of a block are scored; empty: not this year. */
const blockField = (blockId: string) => `block:${blockId}`

/** Opening a year: by which set, for whom, until when. */
export function openingForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/criteria-sets/:setId/opening',
    permission: 'criteria.manage',
    params: z.object({ setId: Id }),
    fields: OpeningFields,
    labels: L,
    load: async (context) => {
      const kept = await criteriaSetById(context.database, context.params.setId)
      if (!kept) throw noSuchSet()
      return { kept, ...(await provinces(context)) }
    },
    initial: ({ kept, roots }, { today }) => {
      const years = kept.content.years.map((each) => each.year)
      const year = years.includes(yearOf(today)) ? yearOf(today) : (years.at(-1) ?? yearOf(today))
      return {
        year: String(year),
        rootUnitId: roots[0]?.id ?? '',
        selfAssessBy: `30/11/${year}`,
        verifyBy: `15/12/${year}`,
        decideBy: `25/12/${year}`,
      }
    },
    draw: ({ context, data, form }) => {
      const { kept, roots, blocks } = data
      const kinds = kept.content.unitKinds.map((kind) => ({ value: kind.code, text: kind.title }))
      return (
        <Layout
          title="Mở năm chấm điểm"
          context={context.page}
          form={form}
          backLink={{ href: `/criteria-sets/${kept.id}`, text: 'Bộ tiêu chí' }}
        >
          <PageHeading caption={kept.title}>Mở năm chấm điểm</PageHeading>
          <DemonstrationPoints note={kept.content.demonstration?.note ?? null} />
          <Form form={form}>
            <SelectField
              form={form}
              name="year"
              label={L.year}
              options={kept.content.years.map((each) => ({ value: String(each.year), text: String(each.year) }))}
            />
            {roots.length === 1 ? (
              <input type="hidden" name="rootUnitId" value={roots[0]?.id} />
            ) : (
              <SelectField
                form={form}
                name="rootUnitId"
                label={L.rootUnitId}
                options={roots.map((root) => ({ value: root.id, text: root.name }))}
              />
            )}
            <Fieldset
              legend="Các khối được chấm điểm"
              hint="Mỗi khối chọn loại đơn vị trong bộ tiêu chí; khối để trống thì năm nay không chấm."
            >
              {blocks.length === 0 && (
                <InsetText>Tỉnh chưa có khối nào. Hãy lập khối và đưa đơn vị vào khối trước khi mở năm.</InsetText>
              )}
              {blocks.map((block) => (
                <SelectField
                  key={block.id}
                  form={form}
                  name={blockField(block.id)}
                  label={`${block.title} (${formatNumber(block.units)} đơn vị)`}
                  emptyText="Không chấm khối này"
                  options={kinds}
                />
              ))}
            </Fieldset>
            <Fieldset legend="Thời hạn" hint="Ngày cuối vẫn còn trong hạn.">
              <DateField form={form} name="selfAssessBy" label={L.selfAssessBy} />
              <DateField form={form} name="verifyBy" label={L.verifyBy} />
              <DateField form={form} name="decideBy" label={L.decideBy} />
            </Fieldset>
            <SubmitButtons cancelHref={`/criteria-sets/${kept.id}`}>
              <SubmitButton>Mở năm chấm điểm</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered, data) => {
      const { year, rootUnitId, selfAssessBy, verifyBy, decideBy } = entered
      const blocks = data.blocks
        .filter((block) => block.rootUnitId === rootUnitId)
        .flatMap((block) => {
          const unitKind = entered[blockField(block.id)]
          return typeof unitKind === 'string' && unitKind !== '' ? [{ blockId: block.id, unitKind }] : []
        })
      const given = { setId: params.setId, year, rootUnitId, selfAssessBy, verifyBy, decideBy, blocks }
      return `/assessments/years/${await openYear(database, official, given, today)}`
    },
  })
}

async function provinces({ database, official, today }: Context) {
  const roots = await unitsOnDay(database, {
    today,
    roots: unitsFor(official, 'criteria.manage'),
    kinds: ['province'],
  })
  const blocks = await blocksOfProvince(
    database,
    roots.map((root) => root.id),
    today,
  )
  return { roots, blocks }
}
