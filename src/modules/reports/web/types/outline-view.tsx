import {
  DataTable,
  DateField,
  FilterBar,
  filterView,
  InsetText,
  NumberField,
  SelectField,
} from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import { outlineNumber } from '../../../documents/index.ts'
import type { ReportFigure } from '../../queries/report-content.ts'
import { partsOfYear } from '../../rules/period-entered.ts'
import { positionsInOutline, type ReportSection } from '../../rules/report-type.ts'
import type { TypeDefinition } from '../../rules/type-definition.ts'
import { titleOf } from '../report-words.ts'
import type { Trial } from './trial.ts'
import type { TrialAddress } from './type-address.ts'

type TrialProps = { definition: TypeDefinition; trial: Trial; asked: TrialAddress }

/** The result beside the outline: the report of one unit for one period with the figures of today. */
export function OutlineTrial({ definition, trial, asked }: TrialProps) {
  const { unit, period, outline, figures } = trial
  const positions = positionsInOutline(outline)
  return (
    <section aria-labelledby="trial">
      <h2 class="govuk-heading-m" id="trial">
        Xem thử
      </h2>
      <TrialFilter definition={definition} trial={trial} asked={asked} />
      <p class="govuk-body">
        <strong>{titleOf({ typeTitle: definition.title, periodTitle: period.title })}</strong>
        <br />
        {unit?.name ?? 'Chưa có đơn vị nào trong phạm vi của bạn'}, từ {formatCalendarDate(period.from)} đến{' '}
        {formatCalendarDate(period.to)}
      </p>
      {outline.length === 0 && <InsetText>Báo cáo của đơn vị này chưa có mục nào.</InsetText>}
      {outline.map((section, index) => (
        <TriedSection
          key={section.code}
          section={section}
          position={positions[index] ?? 0}
          figures={section.indicatorCodes.flatMap((code) => figures.filter((figure) => figure.code === code))}
        />
      ))}
    </section>
  )
}

function TrialFilter({ definition, trial, asked }: TrialProps) {
  const values = {
    unit: trial.unit?.id ?? '',
    ...trial.chosen,
    ...(asked.part === undefined ? {} : { part: asked.part }),
    from: formatCalendarDate(asked.from ?? trial.period.from),
    to: formatCalendarDate(asked.to ?? trial.period.to),
  }
  const form = { ...filterView(values), errors: trial.problems }
  const parts = Object.entries(partsOfYear(definition.periodKinds))
  return (
    <FilterBar active summary="Chọn đơn vị, kỳ" button="Xem">
      <SelectField
        form={form}
        name="unit"
        label="Đơn vị"
        options={trial.units.map(({ id, name }) => ({ value: id, text: name }))}
      />
      <SelectField
        form={form}
        name="part"
        label="Kỳ"
        options={parts.map(([value, words]) => ({ value, text: words }))}
      />
      <NumberField form={form} name="year" label="Năm" width={4} />
      {definition.periodKinds.includes('free') && (
        <>
          <DateField form={form} name="from" label="Từ ngày" optional />
          <DateField form={form} name="to" label="Đến ngày" optional />
        </>
      )}
    </FilterBar>
  )
}

function TriedSection({
  section,
  position,
  figures,
}: {
  section: ReportSection
  position: number
  figures: readonly ReportFigure[]
}) {
  const heading = `${outlineNumber(section.level, position)} ${section.title}`
  return (
    <>
      {section.level === 1 ? <h3 class="govuk-heading-m">{heading}</h3> : <h4 class="govuk-heading-s">{heading}</h4>}
      {section.hint !== '' && <p class="govuk-body app-muted app-prewrap">{section.hint}</p>}
      {figures.length > 0 && (
        <DataTable
          caption={`Số liệu: ${section.title}`}
          captionHidden
          empty=""
          columns={[
            { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'one-half' },
            { key: 'now', title: 'Kỳ này', numeric: true },
            { key: 'before', title: 'Cùng kỳ', numeric: true },
          ]}
          rows={figures.map((figure) => ({
            title: (
              <>
                <a class="govuk-link" href={`/figures/${figure.code}`}>
                  {figure.title}
                </a>{' '}
                ({figure.unitOfMeasure}){figure.countedFor && `, tính cho ${figure.countedFor.unitName}`}
              </>
            ),
            now: figure.amount === null ? '–' : formatNumber(figure.amount.value, 2),
            before: figure.lastYear === null ? '–' : formatNumber(figure.lastYear, 2),
          }))}
        />
      )}
    </>
  )
}
