import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalText, text, wholeNumber } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  CellInput,
  CellSelect,
  DataTable,
  DateField,
  Fieldset,
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
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { rootsOnDay } from '../../organisation/index.ts'
import { changeAwardRound, noSuchRound, openAwardRound, type RoundToKeep } from '../actions/keep-award-round.ts'
import { formTitles } from '../queries/award-forms.ts'
import { awardRoundById, blocksOfRoot, quotasOf } from '../queries/award-rounds.ts'
import { RECIPIENT_KINDS, type RecipientKind } from '../rules/award.ts'
import { awardRoundValues, QUOTA_LINES } from '../rules/award-round-values.ts'
import { usualYear } from '../rules/proposal.ts'

const L = {
  rootUnitId: 'Tỉnh',
  title: 'Tên đợt xét',
  forYear: 'Năm xét khen thưởng',
  opensOn: 'Nhận đề nghị từ ngày',
  closesOn: 'Ngày cuối nhận đề nghị',
  eligibleRankLevel: 'Hệ thống đề nghị đơn vị xếp loại từ mức thứ',
  eligibilitySource: 'Căn cứ của quy tắc này',
} as const

const Fields = z.looseObject({
  title: text(L.title, { longest: 200 }),
  forYear: wholeNumber(L.forYear, { least: 1990, most: 2200 }),
  opensOn: day(L.opensOn),
  closesOn: day(L.closesOn),
  eligibleRankLevel: wholeNumber(L.eligibleRankLevel, { least: 1, most: 10 }),
  eligibilitySource: optionalText(L.eligibilitySource, { longest: 500 }),
})

type Choices = { forms: Record<string, string>; blocks: readonly { id: string; title: string }[] }

/** Opening a round of commendations and changing it, with its quotas. */
export function roundForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/awards/rounds/new',
    permission: 'award.manage',
    fields: Fields.extend({ rootUnitId: optionalText(L.rootUnitId, { longest: 18 }) }),
    load: async ({ database, official, today }) => {
      const managed = new Set(unitsFor(official, 'award.manage'))
      const roots = (await rootsOnDay(database, today)).filter((root) => managed.has(root.id))
      const blocks = await Promise.all(roots.map((root) => blocksOfRoot(database, root.id)))
      return { roots, forms: await formTitles(database), blocks: blocks.flat() }
    },
    initial: ({ roots }, { today }) => ({
      rootUnitId: roots[0]?.id ?? '',
      forYear: String(usualYear(today)),
      opensOn: formatCalendarDate(today),
      eligibleRankLevel: '1',
    }),
    draw: ({ context, data, form }) => (
      <Layout title="Mở đợt xét khen thưởng" context={context.page} form={form} wide backLink={BACK}>
        <PageHeading>Mở đợt xét khen thưởng</PageHeading>
        {data.roots.length === 0 ? (
          <p class="govuk-body">
            Đợt xét áp dụng cho toàn tỉnh nên chỉ người có phạm vi toàn tỉnh mở được. Hãy đề nghị cơ quan thường trực
            thi đua - khen thưởng của tỉnh mở đợt.
          </p>
        ) : (
          <Form form={form}>
            {data.roots.length > 1 && (
              <SelectField
                form={form}
                name="rootUnitId"
                label={L.rootUnitId}
                options={data.roots.map((root) => ({ value: root.id, text: root.name }))}
              />
            )}
            <RoundFields form={form} choices={data} />
            <SubmitButtons cancelHref="/awards/rounds">
              <SubmitButton>Mở đợt xét</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today }, { rootUnitId, ...entered }, { roots }) => {
      const root = roots.find(({ id }) => id === rootUnitId) ?? roots[0]
      if (!root) throw noSuchRound()
      return `/awards/rounds/${await openAwardRound(database, official, { rootUnitId: root.id, given: toKeep(entered), today })}`
    },
  })

  staffForm(app, {
    path: '/awards/rounds/:awardRoundId/edit',
    permission: 'award.manage',
    params: z.object({ awardRoundId: Id }),
    fields: Fields,
    labels: L,
    load: async (context) => {
      const round = await requireManagedRound(context, context.params.awardRoundId)
      const { database } = context
      const [quotas, forms, blocks] = await Promise.all([
        quotasOf(database, round.id),
        formTitles(database),
        blocksOfRoot(database, round.rootUnitId),
      ])
      return { round, quotas, forms, blocks }
    },
    initial: ({ round, quotas }) => awardRoundValues({ ...round, quotas }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Sửa đợt xét khen thưởng"
        context={context.page}
        form={form}
        wide
        backLink={{ href: `/awards/rounds/${data.round.id}`, text: data.round.title }}
      >
        <PageHeading caption={data.round.title}>Sửa đợt xét khen thưởng</PageHeading>
        <Form form={form}>
          <RoundFields form={form} choices={data} />
          <SubmitButtons cancelHref={`/awards/rounds/${data.round.id}`}>
            <SubmitButton>Lưu đợt xét</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, entered) => {
      const roundId = params.awardRoundId
      await changeAwardRound(database, official, { roundId, version, given: toKeep(entered), today })
      return `/awards/rounds/${roundId}`
    },
  })
}

const BACK = { href: '/awards/rounds', text: 'Các đợt xét' }

/** The round, for who runs it. Refuses `award.no-such-round`. */
export async function requireManagedRound({ database, official, today }: Context, id: string) {
  const round = await awardRoundById(database, official, id, today)
  if (!round?.isTheirsToManage) throw noSuchRound()
  return round
}

function RoundFields({ form, choices }: { form: FormView; choices: Choices }) {
  return (
    <>
      <TextField
        form={form}
        name="title"
        label={L.title}
        hint="Ví dụ: Khen thưởng tổng kết công tác dân vận năm 2026"
      />
      <NumberField form={form} name="forYear" label={L.forYear} width={4} />
      <DateField form={form} name="opensOn" label={L.opensOn} />
      <DateField form={form} name="closesOn" label={L.closesOn} />
      <Fieldset legend="Đơn vị hệ thống đề nghị">
        <NumberField
          form={form}
          name="eligibleRankLevel"
          label={L.eligibleRankLevel}
          hint="1 là chỉ mức cao nhất; 2 là hai mức cao nhất. Theo kết quả xếp loại đã quyết định của năm."
          width={4}
        />
        <TextField form={form} name="eligibilitySource" label={L.eligibilitySource} optional />
      </Fieldset>
      <Fieldset
        legend="Hạn mức của đợt"
        hint="Mỗi dòng là số lượng nhiều nhất của một hình thức cho tập thể hoặc cá nhân, cả đợt hoặc một khối. Không ghi dòng nào là không hạn chế."
      >
        <DataTable
          caption="Hạn mức"
          captionHidden
          phone="stack"
          empty=""
          columns={[
            { key: 'line', title: 'Hạn mức', rowHeader: true, width: 'narrow' },
            { key: 'form', title: 'Hình thức' },
            { key: 'kind', title: 'Đối tượng' },
            { key: 'block', title: 'Khối' },
            { key: 'most', title: 'Nhiều nhất' },
          ]}
          rows={Array.from({ length: QUOTA_LINES }, (_line, index) => index + 1).map((line) => ({
            line: `Dòng ${line}`,
            form: (
              <CellSelect
                form={form}
                name={`quotaForm:${line}`}
                label={`Hình thức dòng ${line}`}
                options={optionsOf(choices.forms)}
              />
            ),
            kind: (
              <CellSelect
                form={form}
                name={`quotaKind:${line}`}
                label={`Đối tượng dòng ${line}`}
                emptyText={RECIPIENT_KINDS.collective}
                options={optionsOf(RECIPIENT_KINDS)}
              />
            ),
            block: (
              <CellSelect
                form={form}
                name={`quotaBlock:${line}`}
                label={`Khối dòng ${line}`}
                emptyText="Cả đợt"
                options={choices.blocks.map((block) => ({ value: block.id, text: block.title }))}
              />
            ),
            most: <CellInput form={form} name={`quotaMost:${line}`} label={`Số nhiều nhất dòng ${line}`} width={4} />,
          }))}
        />
      </Fieldset>
    </>
  )
}

/** Refuses `award.quota-incomplete` about the line where a form stands without a number, or a number without a form. */
function toKeep(entered: z.output<typeof Fields>): RoundToKeep {
  const typed = (field: string) => {
    const value = entered[field]
    return typeof value === 'string' ? value.trim() : ''
  }
  const quotas = Array.from({ length: QUOTA_LINES }, (_line, index) => index + 1).flatMap((line) => {
    const [form, most] = [typed(`quotaForm:${line}`), typed(`quotaMost:${line}`)]
    if (form === '' && most === '') return []
    if (form === '')
      throw incomplete(`quotaForm:${line}`, `Hãy chọn hình thức ở dòng ${line}, hoặc xóa số của dòng này.`)
    if (!/^\d{1,4}$/.test(most))
      throw incomplete(`quotaMost:${line}`, `Hãy ghi số nhiều nhất ở dòng ${line}, ví dụ 10, hoặc bỏ chọn hình thức.`)
    const recipientKind: RecipientKind = typed(`quotaKind:${line}`) === 'individual' ? 'individual' : 'collective'
    const block = typed(`quotaBlock:${line}`)
    return [{ line, form, recipientKind, blockId: /^\d{1,18}$/.test(block) ? block : null, most: Number(most) }]
  })
  const { title, forYear, opensOn, closesOn, eligibleRankLevel, eligibilitySource } = entered
  return { title, forYear, opensOn, closesOn, eligibleRankLevel, eligibilitySource, quotas }
}

const incomplete = (field: string, message: string) =>
  new Refusal('invalid', 'award.quota-incomplete', message, { [field]: message })
