import {
  CellInput,
  CellSelect,
  type DataRow,
  DataTable,
  Details,
  Fieldset,
  Form,
  type FormView,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { withCapital } from '../../../vocabulary/vietnamese.ts'
import { pointsField, reasonField } from '../actions/verdicts.ts'
import type { Criterion } from '../rules/criteria-set.ts'
import { SCORER_WORDS } from '../rules/describe-method.ts'
import { figureField } from '../rules/figure-text.ts'
import { isSelfScored } from '../rules/score-sheet.ts'
import type { AskedFigure } from '../rules/set-inputs.ts'
import { showPoints } from './assessment-tags.tsx'
import { criterionPath, type ShownSheet } from './criterion-in-sheet.ts'
import { FigureField, levelsOf } from './figure-fields.tsx'
import { groupsOf, mostOf } from './sheet-tables.tsx'
import { conditionsAsked, figuresForVerifier } from './verification-values.ts'

/** All criteria of a unit on one sheet: the unit's points with their reason, and beside them the verifier's. */
export function VerificationSheet({
  form,
  shown,
  evidence,
}: {
  form: FormView
  shown: ShownSheet
  /** Pieces of evidence by code of criterion. */
  evidence: ReadonlyMap<string, number>
}) {
  const { assessment, compiled } = shown
  const conditions = conditionsAsked(shown)
  return (
    <Form form={form}>
      {groupsOf(shown).map(({ group, criteria }) => (
        <DataTable
          key={group.code}
          caption={`${group.code}. ${group.title}`}
          phone="stack"
          empty="Không có tiêu chí nào cho loại đơn vị này."
          columns={[
            { key: 'criterion', title: 'Tiêu chí', rowHeader: true, width: 'one-third' },
            { key: 'self', title: 'Tự chấm', width: 'one-quarter' },
            { key: 'points', title: 'Thẩm định' },
            { key: 'reason', title: 'Lý do, căn cứ', width: 'one-quarter' },
          ]}
          rows={criteria.map((criterion) => sheetRow(form, shown, criterion, evidence.get(criterion.code) ?? 0))}
        />
      ))}
      {conditions.length > 0 && (
        <Details summary="Điều kiện khống chế, không xếp loại" open>
          <p class="govuk-body">Câu nào chưa trả lời được coi là “Không”.</p>
          {conditions.map((figure) => (
            <FigureField key={figure.code} form={form} figure={figure} set={compiled.set} />
          ))}
        </Details>
      )}
      <Fieldset legend="Không xếp loại" size="s">
        <TextArea
          form={form}
          name="notRankedReason"
          label="Lý do không xếp loại đơn vị này"
          hint="Chỉ ghi khi đơn vị không được xếp loại trong năm; khác với mức “không hoàn thành”."
          optional
          rows={2}
        />
      </Fieldset>
      <SubmitButtons cancelHref={`/assessments/${assessment.id}`}>
        <SubmitButton>Lưu thẩm định</SubmitButton>
        <SubmitButton variant="secondary" name="complete" value="yes">
          Lưu và hoàn thành thẩm định
        </SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

function sheetRow(form: FormView, shown: ShownSheet, criterion: Criterion, pieces: number): DataRow {
  const { assessment, sheet } = shown
  const score = sheet.scores.find((each) => each.criterionCode === criterion.code)
  const own = isSelfScored(criterion)
  return {
    criterion: (
      <>
        <a class="govuk-link" href={criterionPath(assessment.id, criterion.code, 'verification')}>
          {`${criterion.code} ${criterion.title}`}
        </a>
        <br />
        <span class="app-muted">{`Tối đa ${mostOf(criterion)}${pieces > 0 ? `; ${pieces} minh chứng` : ''}`}</span>
      </>
    ),
    self: own ? (
      <div>
        <strong>{showPoints(score?.selfPoints)}</strong>
        <br />
        <span class="app-muted">{score?.selfExplanation}</span>
        {score?.selfNote && (
          <>
            <br />
            {score.selfNote}
          </>
        )}
      </div>
    ) : (
      <span class="app-muted">{criterion.scoredBy ?? SCORER_WORDS[criterion.scorer]}</span>
    ),
    points: own ? (
      <CellInput
        form={form}
        name={pointsField(criterion.code)}
        label={`Điểm thẩm định tiêu chí ${criterion.code}`}
        width={4}
      />
    ) : (
      <OthersPoints form={form} shown={shown} criterion={criterion} points={score?.verifiedPoints ?? null} />
    ),
    reason: (
      <CellInput
        form={form}
        name={reasonField(criterion.code)}
        label={own ? `Lý do thay đổi điểm tiêu chí ${criterion.code}` : `Căn cứ chấm tiêu chí ${criterion.code}`}
      />
    ),
  }
}

/** The figures of a criterion that others score; its points follow when they are kept. */
function OthersPoints({
  form,
  shown,
  criterion,
  points,
}: {
  form: FormView
  shown: ShownSheet
  criterion: Criterion
  points: string | null
}) {
  return (
    <div>
      {figuresForVerifier(shown, criterion.code).map((figure) => (
        <FigureCell key={figure.code} form={form} shown={shown} figure={figure} />
      ))}
      {points !== null && <span class="app-muted">{`→ ${showPoints(points)} điểm`}</span>}
    </div>
  )
}

function FigureCell({ form, shown, figure }: { form: FormView; shown: ShownSheet; figure: AskedFigure }) {
  const field = {
    form,
    name: figureField(figure.code),
    label: withCapital(figure.title),
    labelShown: figure.kind === 'count' || figure.kind === 'number',
  }
  if (figure.kind === 'yes-no') {
    return (
      <CellSelect
        {...field}
        options={[
          { value: 'yes', text: 'Có' },
          { value: 'no', text: 'Không' },
        ]}
      />
    )
  }
  if (figure.kind === 'level') {
    // The words of each level are too long for a cell; they stand on the page of the criterion, one link away.
    const levels = levelsOf(shown.compiled.set, figure.code).map(({ value }) => ({ value, text: `Mức ${value}` }))
    return <CellSelect {...field} options={levels} />
  }
  if (figure.kind === 'date') return <CellInput {...field} width={10} placeholder="05/12/2026" />
  return <CellInput {...field} width={5} />
}
