import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  DataTable,
  Form,
  type FormView,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SummaryList,
  TextField,
} from '../../../platform/page/index.ts'
import { may } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withCapital } from '../../../vocabulary/vietnamese.ts'
import { criteriaSetById } from '../queries/criteria-sets.ts'
import { rankingOf } from '../queries/ranking.ts'
import { changedPoints, verifiedInputs } from '../queries/sheets.ts'
import { type CompiledCriteriaSet, compileCriteriaSet } from '../rules/compile-criteria-set.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { forgiving } from '../rules/forgiving-set.ts'
import type { FigureValue } from '../rules/input.ts'
import { rankUnits } from '../rules/rank-units.ts'
import { figuresForKind } from '../rules/score-sheet.ts'
import { type ScoredUnit, scoreUnit } from '../rules/score-unit.ts'
import type { AskedFigure } from '../rules/set-inputs.ts'
import { figureTried, inputsTried, kindTried, rankInWords } from '../rules/typed-score.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { nextRank, type WhatIf, whatIf } from '../rules/what-if.ts'
import { DemonstrationPoints } from './assessment-tags.tsx'
import { shownSheet } from './criterion-in-sheet.ts'
import { EffectLines } from './effects-list.tsx'
import { FigureField } from './figure-fields.tsx'
import { ScoringWhileTyping } from './scoring-while-typing.tsx'
import { noSuchSet } from './set-pages.tsx'
import { yearInWords } from './year-parts.tsx'

/** “Thử”: what other figures would come to. Nothing is kept; the address holds what was asked. */
export function trialPages(app: FastifyInstance, facts: readonly Fact[]): void {
  setTrial(app)
  sheetTrial(app, facts)
}

/** A whole unit made up, on the set's own page. */
function setTrial(app: FastifyInstance): void {
  staffPage(app, {
    path: '/criteria-sets/:setId/trial',
    permission: 'criteria.read',
    params: z.object({ setId: Id }),
    query: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    draw: async ({ database, page, params, query }) => {
      const kept = await criteriaSetById(database, params.setId)
      if (!kept) throw noSuchSet()
      const set = kept.content
      const kind = kindTried(set, query.kind)
      const figures = figuresForKind(set, kind)
      const { form, scored } = triedSet(set, kind, figures, query)
      return (
        <Layout
          title={`Thử: ${set.title}`}
          context={page}
          form={form}
          script="scoring"
          backLink={{ href: `/criteria-sets/${kept.id}`, text: 'Bộ tiêu chí' }}
        >
          <PageHeading caption={set.title}>Thử chấm một đơn vị</PageHeading>
          <DemonstrationPoints note={set.demonstration?.note ?? null} />
          {scored && <Result compiled={compileCriteriaSet(set)} scored={scored} />}
          <Form form={form} method="get">
            <SelectField
              form={form}
              name="kind"
              label="Loại đơn vị"
              options={set.unitKinds.map((each) => ({ value: each.code, text: each.title }))}
            />
            {figures.map((figure) => (
              <FigureField key={figure.code} form={form} figure={figure} set={set} />
            ))}
            <ScoringWhileTyping scoring={{ kind: 'set', set }} lines={[]} />
            <SubmitButton>Tính thử</SubmitButton>
          </Form>
        </Layout>
      )
    },
  })
}

type Asked = Readonly<Record<string, string | string[]>>

function triedSet(
  set: CriteriaSet,
  kind: string,
  figures: readonly AskedFigure[],
  query: Asked,
): { form: FormView; scored: ScoredUnit | null } {
  const values = { ...query, kind }
  try {
    const inputs = inputsTried(set, kind, figures, query)
    if (inputs === null) return { form: filterView(values), scored: null }
    return { form: filterView(values), scored: scoreUnit(forgiving(compileCriteriaSet(set)), inputs) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const errors = Object.keys(error.fields).length > 0 ? { ...error.fields } : { form: error.messageForPerson }
    return { form: { ...filterView(values), errors }, scored: null }
  }
}

/** One figure of a unit's sheet changed. */
function sheetTrial(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/assessments/:assessmentId/trial',
    permission: 'criteria.read',
    params: z.object({ assessmentId: Id }),
    query: z.object({ figure: z.string().max(80).optional(), value: z.string().max(100).optional() }),
    draw: async (context) => {
      const { page, params, query, official, database } = context
      const { assessment, compiled, sheet, blind } = await shownSheet(context, params.assessmentId, facts)
      // A total with one figure changed would tell the second marker what the first gave.
      if (blind.size > 0) throw secondMarkFirst()
      const figures = figuresForKind(compiled.set, assessment.unitKind)
      const figure = figures.find((each) => each.code === query.figure)
      const [inputs, decided] = [verifiedInputs(sheet), changedPoints(sheet)]
      const { errors, tried } = triedFigure(figure, query.value, (value) =>
        whatIf(compiled, inputs, decided, { code: value.code, value: value.value }),
      )
      // A place in the block speaks of the other units too: it is told to those who verify them, once the unit is verified itself.
      const places =
        tried &&
        assessment.part === null &&
        assessment.state === 'verified' &&
        may(official, 'criteria.verify') &&
        assessment.isMineToVerify
          ? await placesIn(database, assessment.yearId, assessment.unitCode, tried)
          : null
      const form: FormView = { ...filterView({ figure: query.figure ?? '', value: query.value ?? '' }), errors }
      return (
        <Layout
          title={`Thử số liệu – ${assessment.unitName}`}
          context={page}
          form={form}
          script="scoring"
          backLink={{ href: `/assessments/${assessment.id}`, text: `Bảng chấm điểm năm ${assessment.year}` }}
        >
          <PageHeading caption={`${assessment.unitName}, ${yearInWords(assessment)}`}>Thử thay một số liệu</PageHeading>
          <DemonstrationPoints note={assessment.demonstrationNote} />
          <p class="govuk-body">Chỉ tính thử theo số liệu hiện có; không có gì được ghi lại.</p>
          {assessment.part && (
            <InsetText>
              Năm này chấm theo hai phần. Kết quả dưới đây là của riêng phần này; điểm và xếp loại cả năm tính từ hai
              phần.
            </InsetText>
          )}
          <Form form={form} method="get">
            <SelectField
              form={form}
              name="figure"
              label="Số liệu"
              emptyText="Chọn số liệu"
              options={figures.map((each) => ({
                value: each.code,
                text: `${each.askedBy}: ${withCapital(each.title)}`,
              }))}
            />
            <TextField
              form={form}
              name="value"
              label="Giá trị thử"
              width={10}
              hint="Số, ngày (05/12/2026), “có” hoặc “không”, hoặc mã của mức"
            />
            <ScoringWhileTyping scoring={{ kind: 'figure', set: compiled.set, inputs, decided, figures }} lines={[]} />
            <SubmitButton>Tính thử</SubmitButton>
          </Form>
          {tried && <Changes tried={tried} places={places} />}
          <Result compiled={compiled} scored={tried?.after ?? scoreUnit(compiled, inputs, decided)} />
        </Layout>
      )
    },
  })
}

function triedFigure(
  figure: AskedFigure | undefined,
  typed: string | undefined,
  score: (change: { code: string; value: FigureValue }) => WhatIf,
): { errors: Record<string, string>; tried: WhatIf | null } {
  try {
    const change = figureTried(figure, typed ?? '')
    return { errors: {}, tried: change && score(change) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { errors: { value: error.messageForPerson }, tried: null }
  }
}

async function placesIn(
  database: Parameters<typeof rankingOf>[0],
  yearId: string,
  unitCode: string,
  tried: WhatIf,
): Promise<{ before: number | null; after: number | null }> {
  const { compiled, sheets, ranking } = await rankingOf(database, yearId, { reasonForUnverified: '' })
  const scored = ranking.units.map((unit) => (unit.unit.code === unitCode ? { ...tried.after, unit: unit.unit } : unit))
  const place = (units: readonly { unit: { code?: string }; position: number | null }[]) =>
    units.find((unit) => unit.unit.code === unitCode)?.position ?? null
  return sheets.length === 0
    ? { before: null, after: null }
    : { before: place(ranking.units), after: place(rankUnits(compiled, scored).units) }
}

function Changes({ tried, places }: { tried: WhatIf; places: { before: number | null; after: number | null } | null }) {
  const { before, after, changed } = tried
  const place = (position: number | null) => (position === null ? 'chưa có' : String(position))
  return (
    <>
      <SummaryList
        rows={[
          { label: 'Tổng điểm', value: `${showDecimalText(before.total)} → ${showDecimalText(after.total)}` },
          { label: 'Xếp loại', value: `${rankInWords(before)} → ${rankInWords(after)}` },
          ...(places
            ? [{ label: 'Thứ hạng trong khối', value: `${place(places.before)} → ${place(places.after)}` }]
            : []),
        ]}
      />
      <DataTable
        caption="Tiêu chí thay đổi"
        phone="stack"
        empty="Không tiêu chí nào thay đổi."
        columns={[
          { key: 'criterion', title: 'Tiêu chí', rowHeader: true, width: 'one-third' },
          { key: 'before', title: 'Hiện nay' },
          { key: 'after', title: 'Nếu thay' },
        ]}
        rows={changed.map((each) => ({
          criterion: `${each.before.code}. ${each.before.title}`,
          before: each.before.explanation,
          after: each.after.explanation,
        }))}
      />
    </>
  )
}

const ROOM_SHOWN = 10

/** The total, the rank, what separates from the next, and the rules that struck. */
function Result({ compiled, scored }: { compiled: CompiledCriteriaSet; scored: ScoredUnit }) {
  const next = nextRank(compiled, scored)
  return (
    <>
      <h2 class="govuk-heading-m">Kết quả thử</h2>
      <SummaryList
        rows={[
          { label: 'Tổng điểm', value: `${showDecimalText(scored.total)} điểm` },
          { label: 'Xếp loại', value: scored.rank ?? `Không xếp loại: ${scored.notRanked}` },
        ]}
      />
      {next ? (
        <>
          <InsetText>
            {Number(next.missing) > 0
              ? `Còn thiếu ${showDecimalText(next.missing)} điểm để đạt “${next.rank}”.`
              : `Đủ điểm cho “${next.rank}” nhưng bị giữ lại theo quy định.`}{' '}
            {next.heldBy.join('. ')}
          </InsetText>
          <DataTable
            caption={`Nơi còn điểm (${Math.min(ROOM_SHOWN, next.room.length)} trong ${next.room.length} tiêu chí)`}
            phone="stack"
            empty="Mọi tiêu chí đã đạt điểm tối đa."
            columns={[
              { key: 'criterion', title: 'Tiêu chí', rowHeader: true },
              { key: 'points', title: 'Điểm còn có thể đạt', numeric: true },
            ]}
            rows={next.room.slice(0, ROOM_SHOWN).map(({ code, title, points }) => ({
              criterion: `${code}. ${title}`,
              points: showDecimalText(points),
            }))}
          />
        </>
      ) : (
        <p class="govuk-body">Đã ở mức cao nhất.</p>
      )}
      <EffectLines effects={scored.effects} />
    </>
  )
}

function secondMarkFirst(): Refusal {
  return new Refusal(
    'not-allowed',
    'criteria.second-mark-first',
    'Bạn đang được giao chấm lần hai cho đơn vị này nên chưa thử được số liệu. Chưa có gì thay đổi; hãy chấm xong phần được giao rồi mở lại trang này.',
  )
}
