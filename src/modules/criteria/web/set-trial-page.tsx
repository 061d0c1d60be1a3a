import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  Form,
  type FormView,
  filterView,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { criteriaSetById } from '../queries/criteria-sets.ts'
import { compileCriteriaSet } from '../rules/compile-criteria-set.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { forgiving } from '../rules/forgiving-set.ts'
import type { PartOfYear } from '../rules/score-by-periods.ts'
import { figuresForKind } from '../rules/score-sheet.ts'
import { type ScoredUnit, scoreUnit } from '../rules/score-unit.ts'
import type { AskedFigure } from '../rules/set-inputs.ts'
import { inputsTried, kindTried } from '../rules/typed-score.ts'
import { DemonstrationPoints } from './assessment-tags.tsx'
import { FigureField } from './figure-fields.tsx'
import { ScoringWhileTyping } from './scoring-while-typing.tsx'
import { noSuchSet } from './set-pages.tsx'
import { TrialResult } from './trial-result.tsx'

/** “Thử” on the set's own page: a whole unit made up. Nothing is kept; the address holds what was asked. */
export function setTrialPage(app: FastifyInstance): void {
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
          {scored && <TrialResult parts={[{ part: wholeYear(set), compiled: compileCriteriaSet(set), scored }]} />}
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

/** The last year that the set scores; a unit made up stands in it. */
function wholeYear({ years, effective }: CriteriaSet): PartOfYear {
  const last = years.at(-1)
  return { from: last?.from ?? effective.from, to: last?.to ?? effective.from, percent: '100' }
}
