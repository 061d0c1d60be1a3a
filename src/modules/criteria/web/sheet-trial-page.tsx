import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  DataTable,
  Form,
  type FormView,
  filterView,
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
import { rankingOf } from '../queries/ranking.ts'
import { finalPoints, verifiedInputs } from '../queries/sheets.ts'
import { splitOf } from '../queries/year-parts.ts'
import { rankUnits } from '../rules/rank-units.ts'
import type { PartOfYear } from '../rules/score-by-periods.ts'
import { figuresForKind } from '../rules/score-sheet.ts'
import type { AskedFigure } from '../rules/set-inputs.ts'
import {
  type FigureChoice,
  figureChoices,
  figureChosen,
  figureTried,
  rankInWords,
  totalTitle,
} from '../rules/typed-score.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { scoredParts, type TriedPart, type WhatIf, whatIf } from '../rules/what-if.ts'
import { DemonstrationPoints } from './assessment-tags.tsx'
import { criterionPath, type ShownSheet, shownSheet } from './criterion-in-sheet.ts'
import { ScoringWhileTyping } from './scoring-while-typing.tsx'
import { TrialResult } from './trial-result.tsx'
import { daysInWords, sentence, sheetParts } from './year-parts.tsx'

/** A part of a unit's year, ready to be tried. */
type ShownPart = TriedPart & { readonly sheet: ShownSheet; readonly figures: readonly AskedFigure[] }

/** “Thử” on a unit's sheet: one figure changed, and what the whole year would come to. Nothing is kept; the address holds what was asked. */
export function sheetTrialPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/assessments/:assessmentId/trial',
    permission: 'criteria.read',
    params: z.object({ assessmentId: Id }),
    query: z.object({ figure: z.string().max(80).optional(), value: z.string().max(100).optional() }),
    draw: async (context) => {
      const { page, params, query } = context
      const shown = await shownSheet(context, params.assessmentId, facts)
      const { assessment } = shown
      const parts = await partsShown(context, shown, facts)
      // A total with one figure changed would tell the second marker what the first gave, in whichever part.
      if (parts.some(({ sheet }) => sheet.blind.size > 0)) throw secondMarkFirst()
      const { errors, tried } = triedFigure(parts, figureChosen(parts, query.figure), query.value)
      const places = tried && (await placesIn(context, parts, tried))
      const form: FormView = { ...filterView({ figure: query.figure ?? '', value: query.value ?? '' }), errors }
      const onPage = parts.map(({ part, compiled, inputs, decided, figures }) => ({
        ...{ part, set: compiled.set, inputs, decided, figures },
      }))
      return (
        <Layout
          title={`Thử số liệu – ${assessment.unitName}`}
          context={page}
          form={form}
          script="scoring"
          backLink={{ href: `/assessments/${assessment.id}`, text: `Bảng chấm điểm năm ${assessment.year}` }}
        >
          <PageHeading caption={`${assessment.unitName}, năm ${assessment.year}`}>Thử thay một số liệu</PageHeading>
          <DemonstrationPoints note={assessment.demonstrationNote} />
          <p class="govuk-body">
            Chỉ tính thử theo số liệu hiện có; không có gì được ghi lại.
            {parts.length > 1 &&
              ' Năm này chấm theo hai phần: thay được số liệu của cả hai phần, điểm và xếp loại dưới đây là của cả năm.'}
          </p>
          <Form form={form} method="get">
            <SelectField
              form={form}
              name="figure"
              label="Số liệu"
              emptyText="Chọn số liệu"
              options={[...figureChoices(parts)].map(([value, { place, figure }]) => ({
                value,
                text: `${figure.askedBy}: ${withCapital(figure.title)}`,
                group: parts.length > 1 ? groupOf(parts[place]?.part) : undefined,
              }))}
            />
            <TextField
              form={form}
              name="value"
              label="Giá trị thử"
              width={10}
              hint="Số, ngày (05/12/2026), “có” hoặc “không”, hoặc mã của mức"
            />
            <ScoringWhileTyping scoring={{ kind: 'figure', parts: onPage }} lines={[]} />
            <SubmitButton>Tính thử</SubmitButton>
          </Form>
          {tried && <Changes tried={tried} places={places} />}
          <TrialResult
            parts={tried?.parts ?? scoredParts(parts)}
            isTried={tried !== null}
            criterionHref={(place, code) => criterionPath(parts[place]?.sheet.assessment.id ?? assessment.id, code)}
          />
        </Layout>
      )
    },
  })
}

/** The parts of the unit's year in the order of time; the sheet alone where one set holds for the whole year. */
async function partsShown(context: Context, shown: ShownSheet, facts: readonly Fact[]): Promise<ShownPart[]> {
  const { assessment } = shown
  const found = await sheetParts(context, assessment)
  const whole = { from: assessment.windowFrom, to: assessment.windowTo, percent: '100' }
  if (found === null) return [partShown(shown, whole)]
  return Promise.all(
    found.map(async ({ assessment: { id }, part }) =>
      partShown(id === assessment.id ? shown : await shownSheet(context, id, facts), part),
    ),
  )
}

const partShown = (sheet: ShownSheet, part: PartOfYear): ShownPart => ({
  ...{ part, sheet, compiled: sheet.compiled },
  ...{ inputs: verifiedInputs(sheet.sheet), decided: finalPoints(sheet.sheet) },
  figures: figuresForKind(sheet.compiled.set, sheet.assessment.unitKind),
})

const groupOf = (part: PartOfYear | undefined) => part && sentence(daysInWords(part))

function triedFigure(
  parts: readonly TriedPart[],
  choice: FigureChoice | undefined,
  typed: string | undefined,
): { errors: Record<string, string>; tried: WhatIf | null } {
  try {
    const change = figureTried(choice, typed ?? '')
    return { errors: {}, tried: change && whatIf(parts, change) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { errors: { value: error.messageForPerson }, tried: null }
  }
}

/** A place in the block speaks of the other units too: it is told to those who verify them, once the unit is verified itself. */
async function placesIn(
  { database, official }: Context,
  parts: readonly ShownPart[],
  tried: WhatIf,
): Promise<{ before: number | null; after: number | null } | null> {
  const [first] = parts
  const isTold = parts.every(
    ({ sheet: { assessment } }) => assessment.state === 'verified' && assessment.isMineToVerify,
  )
  if (!first || !isTold || !may(official, 'criteria.verify')) return null
  const { yearId, unitCode } = first.sheet.assessment
  const split = await splitOf(database, yearId)
  const { compiled, ranking } = await rankingOf(database, split?.wholeYearId ?? yearId)
  const scored = ranking.units.map((unit) => (unit.unit.code === unitCode ? { ...tried.after, unit: unit.unit } : unit))
  const place = (units: readonly { unit: { code?: string }; position: number | null }[]) =>
    units.find((unit) => unit.unit.code === unitCode)?.position ?? null
  return { before: place(ranking.units), after: place(rankUnits(compiled, scored).units) }
}

const rankChange = (before: string, after: string) => (before === after ? `Vẫn là ${after}` : `${before} → ${after}`)

function Changes({ tried, places }: { tried: WhatIf; places: { before: number | null; after: number | null } | null }) {
  const { before, after, changed, parts } = tried
  const place = (position: number | null) => (position === null ? 'chưa có' : String(position))
  return (
    <>
      <SummaryList
        rows={[
          { label: totalTitle(parts), value: `${showDecimalText(before.total)} → ${showDecimalText(after.total)}` },
          { label: 'Xếp loại', value: rankChange(rankInWords(before), rankInWords(after)) },
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

function secondMarkFirst(): Refusal {
  return new Refusal(
    'not-allowed',
    'criteria.second-mark-first',
    'Bạn đang được giao chấm lần hai cho đơn vị này nên chưa thử được số liệu. Chưa có gì thay đổi; hãy chấm xong phần được giao rồi mở lại trang này.',
  )
}
