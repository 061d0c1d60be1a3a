import {
  DateField,
  type FormView,
  NumberField,
  RadioField,
  SelectField,
  TextField,
} from '../../../platform/page/index.ts'
import { withCapital } from '../../../vocabulary/vietnamese.ts'
import { type CriteriaSet, isCriterion } from '../rules/criteria-set.ts'
import { figureField, writeFigure } from '../rules/figure-text.ts'
import type { FigureValue } from '../rules/input.ts'
import { type AskedFigure, criteriaOf } from '../rules/set-inputs.ts'

/** One figure to be typed or chosen. */
export function FigureField({
  form,
  figure,
  set,
  hint,
}: {
  form: FormView
  figure: AskedFigure
  set: CriteriaSet
  hint?: string | undefined
}) {
  const field = { form, name: figureField(figure.code), label: withCapital(figure.title), hint }
  switch (figure.kind) {
    case 'yes-no':
      return (
        <RadioField
          {...field}
          inline
          options={[
            { value: 'yes', text: 'Có' },
            { value: 'no', text: 'Không' },
          ]}
        />
      )
    case 'level':
      return <RadioField {...field} options={levelsOf(set, figure.code)} />
    case 'rank':
      return (
        <SelectField
          {...field}
          emptyText="Chưa có"
          options={set.ranks.map((rank) => ({ value: rank.title, text: rank.title }))}
        />
      )
    case 'unit':
      return <TextField {...field} hint={hint ?? 'Mã của đơn vị'} width={20} />
    case 'date':
      return <DateField {...field} hint={hint ?? 'Ví dụ: 05/12/2026; có thể ghi thêm giờ: 05/12/2026 16:30'} />
    case 'points':
      return <NumberField {...field} decimal suffix="điểm" width={5} />
    case 'count':
      return <NumberField {...field} hint={hint ?? 'Số lần; để trống nếu không có'} width={5} />
    case 'number':
      return <NumberField {...field} decimal width={10} />
  }
}

/** The levels of a criterion that is chosen by level, best first as in the set. */
export function levelsOf(set: CriteriaSet, code: string): { value: string; text: string }[] {
  const criterion = criteriaOf(set.groups).find((each) => each.code === code)
  if (!criterion || !isCriterion(criterion) || criterion.method.kind !== 'levels') return []
  return criterion.method.levels.map((level) => ({ value: level.code, text: `Mức ${level.code}: ${level.title}` }))
}

/** The figures as they stand in the fields of a form. */
export function figureValues(
  figures: readonly AskedFigure[],
  kept: readonly { code: string; value: FigureValue }[],
): Record<string, string> {
  return Object.fromEntries(
    figures.map((figure) => [
      figureField(figure.code),
      writeFigure(figure, kept.find((each) => each.code === figure.code)?.value),
    ]),
  )
}
