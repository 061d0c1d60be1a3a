import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { checked, optionalRecordId, optionalText } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  Fieldset,
  Figure,
  FigureGrid,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { decideByDocument, decisionsToChoose } from '../actions/decide-by-document.ts'
import { publishYear } from '../actions/decide-year.ts'
import { type AssessmentYearRecord, blocksOfYear } from '../queries/assessment-years.ts'
import { rankingWithCouncil } from '../queries/council.ts'
import type { rankingOf } from '../queries/ranking.ts'
import type { YearDecisions } from '../queries/tables.ts'
import { openSecondMarks } from '../queries/verification-work.ts'
import { rowsOfYear } from '../queries/year-parts.ts'
import { isRunning } from '../rules/assessment-state.ts'
import type { Ranking } from '../rules/rank-units.ts'
import { DemonstrationPoints } from './assessment-tags.tsx'
import { requireDecided } from './council-pages.tsx'
import { HIDDEN_TOTAL, hiddenFrom, RankingPreview } from './ranking-preview.tsx'

const L = {
  documentId: 'Quyết định trong sổ văn bản đi',
  reasonForUnverified: 'Lý do không xếp loại các đơn vị chưa thẩm định xong',
  lowered: 'Đơn vị lùi một mức để giữ tỷ lệ',
  loweredReason: 'Lý do chọn các đơn vị này',
  quotaReason: 'Lý do chấp nhận vượt tỷ lệ',
  reasonForOpenMarks: 'Lý do quyết định khi chấm lần hai chưa xong',
} as const

const DecisionFields = z.object({
  documentId: optionalRecordId(L.documentId),
  reasonForUnverified: optionalText(L.reasonForUnverified, { longest: 1000 }),
  lowered: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat())),
  loweredReason: optionalText(L.loweredReason, { longest: 1000 }),
  quotaReason: optionalText(L.quotaReason, { longest: 1000 }),
  reasonForOpenMarks: optionalText(L.reasonForOpenMarks, { longest: 1000 }),
  publish: checked(),
})

/** The decision of UBND tỉnh: the ranks as they come out, what people decide where no rule does, and the announcement. */
export function decisionForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/assessments/years/:yearId/decision',
    permission: 'criteria.decide',
    params: z.object({ yearId: Id }),
    fields: DecisionFields,
    labels: L,
    load: async (context) => {
      const year = await requireDecided(context, context.params.yearId)
      if (!isRunning(year.state)) {
        throw new Refusal('not-allowed', 'criteria.year-decided', `Kết quả năm ${year.year} đã được quyết định.`)
      }
      const { database, official, today } = context
      const rows = await rowsOfYear(database, year.id)
      const [ranked, blocks, registered, hidden, openMarks] = await Promise.all([
        rankingWithCouncil(database, year.id),
        blocksOfYear(database, year.id),
        decisionsToChoose(database, official, year.openedOn, today),
        hiddenFrom(context, year.id),
        openSecondMarks(database, rows),
      ])
      return { year, blocks, registered, hidden, openMarks, ...ranked }
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => {
      const { year, sheets } = data
      const unverified = sheets.filter((sheet) => sheet.state !== 'verified').length
      return (
        <Layout
          title={`Quyết định xếp loại năm ${year.year}`}
          context={context.page}
          wide
          form={form}
          backLink={{ href: `/assessments/years/${year.id}`, text: `Năm ${year.year}` }}
        >
          <PageHeading caption={year.rootName}>{`Quyết định xếp loại năm ${year.year}`}</PageHeading>
          <DemonstrationPoints note={year.demonstrationNote} />
          <p class="govuk-body">
            <a class="govuk-link" href={`/assessments/years/${year.id}/council`}>
              Phiên họp Hội đồng và các biểu quyết
            </a>
            . Các biểu quyết đã ghi được áp dụng ở đây.
          </p>
          {data.outdated && (
            <WarningText>
              {`Điểm đã thay đổi sau khi Hội đồng biểu quyết nên không áp dụng biểu quyết nào: ${data.outdated}`}
            </WarningText>
          )}
          {data.hidden.size === 0 && <RanksInBrief ranking={data.ranking} titles={data.compiled.ranks} />}
          <RankingPreview ranking={data.ranking} sheets={data.sheets} blocks={data.blocks} hidden={data.hidden} />
          <Form form={form}>
            {unverified > 0 && (
              <Fieldset legend={`${unverified} đơn vị chưa thẩm định xong`} size="m">
                <p class="govuk-body">
                  <a class="govuk-link" href={`/assessments/years/${year.id}`}>
                    Xem từng đơn vị đang ở bước nào
                  </a>
                  . Nếu quyết định ngay, các đơn vị này không được xếp loại.
                </p>
                <TextArea
                  form={form}
                  name="reasonForUnverified"
                  label={L.reasonForUnverified}
                  hint="Ví dụ: Không nộp bảng tự chấm trong thời hạn. Các đơn vị này sẽ ghi “không xếp loại” kèm lý do."
                  rows={2}
                />
              </Fieldset>
            )}
            {data.openMarks > 0 && (
              <Fieldset legend={`${data.openMarks} điểm trong mẫu chấm lần hai chưa xong`} size="m">
                <p class="govuk-body">
                  <a class="govuk-link" href={`/assessments/years/${year.id}/second-marks`}>
                    Xem điểm nào chờ chấm, điểm nào đang lệch
                  </a>
                  . Nên chấm và thống nhất xong rồi quyết định. Nếu quyết định ngay, hãy ghi lý do.
                </p>
                <TextArea form={form} name="reasonForOpenMarks" label={L.reasonForOpenMarks} rows={2} />
              </Fieldset>
            )}
            <QuotaFields form={form} data={data} />
            <Fieldset legend="Quyết định" size="m">
              <SelectField
                form={form}
                name="documentId"
                label={L.documentId}
                optional
                emptyText="Lấy số tiếp theo của sổ, ngày hôm nay"
                hint="Số và ngày lấy từ sổ văn bản đi của cơ quan quyết định, không ghi tay. Quyết định đã vào sổ thì chọn ở đây."
                options={data.registered.map((each) => ({
                  value: each.id,
                  text: `${each.reference} ngày ${formatCalendarDate(each.issuedOn)}: ${each.summary}`.slice(0, 160),
                }))}
              />
              <CheckboxField
                form={form}
                name="publish"
                label="Công bố"
                optional
                options={[{ value: 'yes', text: 'Công bố kết quả trên trang công khai ngay khi lưu' }]}
              />
            </Fieldset>
            <WarningText>
              Sau khi lưu, điểm, xếp loại và số liệu của mọi đơn vị được chốt, không sửa được nữa.
            </WarningText>
            <SubmitButtons cancelHref={`/assessments/years/${year.id}`}>
              <SubmitButton>Lưu quyết định và chốt kết quả</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered, data) => {
      await decideByDocument(
        database,
        official,
        {
          yearId: params.yearId,
          documentId: entered.documentId,
          reasonForUnverified: entered.reasonForUnverified,
          reasonForOpenMarks: entered.reasonForOpenMarks,
          decisions: together(data.decisions, decisionsIn(entered, data)),
        },
        today,
      )
      if (entered.publish) await publishYear(database, official, { yearId: params.yearId }, today)
      return `/assessments/years/${params.yearId}`
    },
  })

  staffForm(app, {
    path: '/assessments/years/:yearId/publication',
    permission: 'criteria.decide',
    params: z.object({ yearId: Id }),
    fields: z.object({}),
    load: async (context) => {
      const year = await requireDecided(context, context.params.yearId)
      if (year.state !== 'decided') {
        throw new Refusal(
          'not-allowed',
          'criteria.year-not-decided',
          'Chỉ công bố được kết quả đã quyết định và chưa công bố.',
        )
      }
      return year
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <Layout
        title={`Công bố kết quả năm ${data.year}`}
        context={context.page}
        form={form}
        backLink={{ href: `/assessments/years/${data.id}`, text: `Năm ${data.year}` }}
      >
        <PageHeading caption={data.rootName}>{`Công bố kết quả xếp loại năm ${data.year}`}</PageHeading>
        <InsetText>
          {`Theo ${data.decisionNumber}, ngày ${formatCalendarDate(data.decidedOn ?? context.today)}. Sau khi công bố, mọi người đều xem được điểm và xếp loại của các đơn vị trên trang công khai.`}
        </InsetText>
        <DemonstrationPoints note={data.demonstrationNote} />
        <Form form={form}>
          <SubmitButtons cancelHref={`/assessments/years/${data.id}`}>
            <SubmitButton>Công bố kết quả</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      await publishYear(database, official, { yearId: params.yearId }, today)
      return `/assessments/years/${params.yearId}`
    },
  })
}

type Decided = Awaited<ReturnType<typeof rankingOf>> & {
  decisions: YearDecisions
  year: AssessmentYearRecord
  blocks: Awaited<ReturnType<typeof blocksOfYear>>
  hidden: ReadonlySet<string>
}

function QuotaFields({ form, data }: { form: FormView; data: Decided }) {
  const { ranking, blocks } = data
  const passed = (data.decisions.quotasPassed ?? []).map((each) => `${each.quota} ${each.block}`)
  const over = ranking.quotas.filter((quota) => quota.over > 0 && !passed.includes(`${quota.code} ${quota.block}`))
  if (over.length === 0) return null
  const isHidden = (key: string) =>
    data.sheets.some((sheet) => sheet.unit.code === key && data.hidden.has(sheet.unitId))
  const candidates = over.flatMap((quota) =>
    quota.candidates.map((key) => {
      const unit = ranking.units.find((each) => each.key === key)
      const block = blocks.find((each) => each.code === quota.block)
      return {
        value: key,
        text: unit?.unit.title ?? key,
        hint: isHidden(key) ? HIDDEN_TOTAL : `${block?.title ?? ''}, ${unit?.total.replace('.', ',')} điểm`,
      }
    }),
  )
  return (
    <Fieldset legend="Vượt tỷ lệ xếp loại" size="m">
      {over.map((quota) => (
        <p class="govuk-body" key={`${quota.code} ${quota.block}`}>
          {`${blocks.find((block) => block.code === quota.block)?.title ?? quota.block}: ${quota.explanation}.`}
        </p>
      ))}
      <p class="govuk-body">
        Hệ thống không tự chọn. Người có thẩm quyền chọn đơn vị lùi mức, hoặc ghi lý do chấp nhận vượt.
      </p>
      <CheckboxField form={form} name="lowered" label={L.lowered} optional options={candidates} />
      <TextArea form={form} name="loweredReason" label={L.loweredReason} optional rows={2} />
      <TextArea form={form} name="quotaReason" label={L.quotaReason} optional rows={2} />
    </Fieldset>
  )
}

/** What the council decided, and what is decided on top of it here. */
function together(council: YearDecisions, here: YearDecisions): YearDecisions {
  const ranks = [...(council.ranks ?? []), ...(here.ranks ?? [])]
  const orders = [...(council.orders ?? []), ...(here.orders ?? [])]
  const quotasPassed = [...(council.quotasPassed ?? []), ...(here.quotasPassed ?? [])]
  return {
    ...(ranks.length > 0 ? { ranks } : {}),
    ...(orders.length > 0 ? { orders } : {}),
    ...(quotasPassed.length > 0 ? { quotasPassed } : {}),
  }
}

/** Refuses `criteria.reason-needed` when units step down without a word why. */
function decisionsIn(entered: z.output<typeof DecisionFields>, { ranking, compiled }: Decided): YearDecisions {
  if (entered.lowered.length > 0 && entered.loweredReason === '') {
    const message = 'Hãy ghi lý do chọn các đơn vị lùi mức.'
    throw new Refusal('invalid', 'criteria.reason-needed', message, { loweredReason: message })
  }
  const ranks = entered.lowered.flatMap((key) => {
    const unit = ranking.units.find((each) => each.key === key)
    const level = compiled.ranks.findIndex((rank) => rank.title === unit?.rank)
    const below = compiled.ranks[level + 1]
    return unit && level >= 0 && below ? [{ unit: key, rank: below.title, reason: entered.loweredReason }] : []
  })
  const passed =
    entered.quotaReason === ''
      ? []
      : ranking.quotas
          .filter((quota) => quota.over > 0)
          .map((quota) => ({ quota: quota.code, block: quota.block, reason: entered.quotaReason }))
  return { ...(ranks.length > 0 ? { ranks } : {}), ...(passed.length > 0 ? { quotasPassed: passed } : {}) }
}

/** What is about to be decided, before the hundred rows that it is made of. */
function RanksInBrief({ ranking, titles }: { ranking: Ranking; titles: readonly { title: string }[] }) {
  const count = (rank: string | null) => ranking.units.filter((unit) => unit.rank === rank).length
  const counts = [
    ...titles.map(({ title }) => ({ title, units: count(title) })),
    { title: 'Không xếp loại', units: count(null) },
  ]
  return (
    <FigureGrid>
      {counts.map(({ title, units }) => (
        <Figure key={title} value={formatNumber(units)} label={`đơn vị: ${title}`} />
      ))}
    </FigureGrid>
  )
}
