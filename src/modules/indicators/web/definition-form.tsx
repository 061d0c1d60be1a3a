import type { Fact } from '../../../platform/database/fact.ts'
import {
  CheckboxField,
  Details,
  Fieldset,
  Form,
  type FormView,
  filterView,
  HiddenField,
  NumberField,
  optionsOf,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { type Indicator, MEASURES, type Measure } from '../rules/indicator.ts'
import { DEFINITION_LABELS as L, TIMES } from './definition-entered.ts'

/** Which kind of indicator, counted from what: on that the fields of the definition hang. */
export function KindChooser({
  facts,
  chosen,
}: {
  facts: readonly Fact[]
  chosen: { measure?: string; fact?: string }
}) {
  const form = filterView({ measure: chosen.measure ?? '', fact: chosen.fact ?? '' })
  return (
    <Form form={form} method="get">
      <SelectField form={form} name="measure" label={L.measure} options={optionsOf(MEASURES)} />
      <SelectField
        form={form}
        name="fact"
        label={L.factCode}
        hint="Không cần chọn với công thức và số liệu từ nguồn ngoài"
        emptyText="Chọn loại hồ sơ"
        options={facts.map(({ code, title }) => ({ value: code, text: title }))}
      />
      <SubmitButtons cancelHref="/figures/definitions">
        <SubmitButton>Tiếp tục</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

/** True where the kind is counted from a kind of record, which then must be chosen. */
export function needsFact(measure: string): boolean {
  return measure !== 'formula' && measure !== 'typed'
}

export type DefinitionFormProps = {
  form: FormView
  measure: Measure
  fact: Fact | undefined
  /** The indicators that a formula may name. */
  all: readonly Indicator[]
  /** True for a new version: the name and the unit of measure stay. */
  isVersion: boolean
  cancelHref: string
}

/** The fields of a definition of one kind. */
export function DefinitionForm({ form, measure, fact, all, isVersion, cancelHref }: DefinitionFormProps) {
  const themes = [...new Set(all.map(({ theme }) => theme))]
  const hasUnit = measure !== 'share' && measure !== 'formula'
  return (
    <Form form={form}>
      <HiddenField form={form} name="measure" />
      <HiddenField form={form} name="factCode" />
      <p class="govuk-body">
        <strong>{MEASURES[measure]}</strong>
        {fact && `, từ hồ sơ “${fact.title}”`}
      </p>
      {isVersion ? (
        <>
          <HiddenField form={form} name="title" />
          <HiddenField form={form} name="theme" />
          <HiddenField form={form} name="unitOfMeasure" />
        </>
      ) : (
        <>
          <TextField form={form} name="title" label={L.title} />
          <TextField form={form} name="theme" label={L.theme} hint={`Đang có: ${themes.join('; ')}`} />
          {hasUnit && <TextField form={form} name="unitOfMeasure" label={L.unitOfMeasure} width={20} />}
        </>
      )}
      <WayFields form={form} measure={measure} fact={fact} all={all} />
      <TextArea
        form={form}
        name="explanation"
        label={L.explanation}
        rows={4}
        hint="Đếm gì, không đếm gì, tính theo ngày nào"
      />
      <TextArea form={form} name="source" label={L.source} rows={2} hint="Văn bản hoặc chế độ báo cáo" />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu bản soạn và xem thử</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

function WayFields({ form, measure, fact, all }: Pick<DefinitionFormProps, 'form' | 'measure' | 'fact' | 'all'>) {
  return (
    <>
      {measure === 'formula' && <FormulaField form={form} all={all} />}
      {measure === 'sum' && (
        <SelectField
          form={form}
          name="measureColumn"
          label={L.measureColumn}
          emptyText="Chọn số được cộng"
          options={Object.entries(fact?.measures ?? {}).map(([value, { title }]) => ({ value, text: title }))}
        />
      )}
      {measure === 'distinct' && (
        <SelectField
          form={form}
          name="measureColumn"
          label={L.identity}
          emptyText="Chọn người được đếm"
          options={Object.entries(fact?.identities ?? {}).map(([value, { title }]) => ({ value, text: title }))}
        />
      )}
      {fact?.time === 'state' && <SelectField form={form} name="time" label={L.time} options={optionsOf(TIMES)} />}
      {fact && (
        <Conditions
          form={form}
          fact={fact}
          prefix="filter-"
          legend={measure === 'share' ? 'Hồ sơ được xét (mẫu số)' : 'Hồ sơ được đếm'}
        />
      )}
      {fact && measure === 'share' && (
        <Conditions form={form} fact={fact} prefix="part-" legend="Trong đó, hồ sơ vào tử số" />
      )}
      {(measure === 'formula' || measure === 'share' || measure === 'typed') && (
        <NumberField form={form} name="decimals" label={L.decimals} width={2} hint="Từ 0 đến 4" />
      )}
      {measure === 'typed' && (
        <CheckboxField
          form={form}
          name="addsUp"
          label={L.addsUp}
          options={[
            { value: 'yes', text: 'Cộng số của các đơn vị trực thuộc', hint: 'Không chọn với chỉ số, điểm, tỷ lệ' },
          ]}
        />
      )}
    </>
  )
}

function FormulaField({ form, all }: { form: FormView; all: readonly Indicator[] }) {
  return (
    <>
      <TextArea
        form={form}
        name="formula"
        label={L.formula}
        rows={3}
        hint="Tên chỉ tiêu trong ngoặc vuông, phép tính + − × ÷ và phần trăm(tử số; mẫu số). Ví dụ: phần trăm([Báo cáo gửi đúng hạn]; [Báo cáo phải gửi])"
      />
      <Details summary="Các chỉ tiêu có thể dùng trong công thức">
        <ul class="govuk-list">
          {all.map(({ code, title, unitOfMeasure }) => (
            <li key={code}>
              [{title}] ({unitOfMeasure})
            </li>
          ))}
        </ul>
      </Details>
    </>
  )
}

function Conditions({ form, fact, prefix, legend }: { form: FormView; fact: Fact; prefix: string; legend: string }) {
  const dimensions = Object.entries(fact.dimensions)
  if (dimensions.length === 0) return null
  return (
    <Fieldset legend={legend} hint="Không chọn gì ở một mục là không xét mục ấy">
      {dimensions.map(([name, { title, values }]) =>
        values ? (
          <CheckboxField
            key={name}
            form={form}
            name={`${prefix}${name}`}
            label={title}
            optional
            options={optionsOf(values)}
          />
        ) : (
          <TextField
            key={name}
            form={form}
            name={`${prefix}${name}`}
            label={title}
            optional
            hint="Nhiều giá trị cách nhau bằng dấu chấm phẩy"
          />
        ),
      )}
    </Fieldset>
  )
}
