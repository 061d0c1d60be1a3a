import { DataTable, Figure, FigureGrid, InsetText } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { Figure as FigureOfUnit } from '../queries/count-figures.ts'
import type { Indicator } from '../rules/indicator.ts'
import { formulaWithTitles } from '../rules/way-in-words.ts'
import { whyNot } from './compared-line.ts'
import { FigureLink } from './figure-table.tsx'

export type FormulaFigureProps = {
  figure: FigureOfUnit
  /** The figures in the formula, of the same unit and period. */
  operands: readonly FigureOfUnit[]
  period: { from: string; to: string }
  ownOnly: boolean
  view: 'then' | 'now'
}

/** A figure that is computed from others: the formula, and each of them with its number, which opens to what is behind it in turn. */
export function FormulaFigure({ figure, operands, period, ownOnly, view }: FormulaFigureProps) {
  const { indicator } = figure
  const amount = ownOnly ? figure.own : figure.total
  const titleOf = (code: string) => operands.find((operand) => operand.indicator.code === code)?.indicator.title
  return (
    <>
      {amount === null ? (
        <InsetText>{figure.refusal?.messageForPerson ?? 'Không tính được: có mẫu số bằng 0.'}</InsetText>
      ) : (
        <FigureGrid>
          <Figure
            value={formatNumber(amount.value, 4)}
            label={indicator.unitOfMeasure}
            note={<HowCounted indicator={indicator} />}
          />
        </FigureGrid>
      )}
      <p class="govuk-body">
        <strong>Công thức:</strong> {formulaWithTitles(indicator.formula ?? '', titleOf)}
      </p>
      <DataTable
        caption="Các số trong công thức"
        phone="stack"
        empty=""
        columns={[
          { key: 'title', title: 'Chỉ tiêu', rowHeader: true },
          { key: 'value', title: 'Số', numeric: true },
          { key: 'unit', title: 'Đơn vị tính' },
        ]}
        rows={operands.map((operand) => ({
          title: (
            <a class="govuk-link" href={`/figures/${operand.indicator.code}`}>
              {operand.indicator.title}
            </a>
          ),
          value:
            operand.total === null ? (
              (whyNot(operand) ?? 'chưa có dữ liệu để đếm')
            ) : (
              <FigureLink
                code={operand.indicator.code}
                unitId={operand.unitId}
                period={period}
                amount={ownOnly ? operand.own : operand.total}
                ownOnly={ownOnly}
                view={view}
              />
            ),
          unit: operand.indicator.unitOfMeasure,
        }))}
      />
    </>
  )
}

/** The way to how a figure is computed. */
export function HowCounted({ indicator }: { indicator: Pick<Indicator, 'code'> }) {
  return (
    <a class="govuk-link" href={`/figures/${indicator.code}`}>
      Xem cách tính
    </a>
  )
}
