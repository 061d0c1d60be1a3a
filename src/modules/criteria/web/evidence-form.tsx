import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  FilterBar,
  Form,
  filterView,
  HiddenField,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { removeAttachment } from '../../documents/index.ts'
import { type EvidenceToLink, linkEvidence } from '../actions/link-evidence.ts'
import { evidenceFacts, evidenceSubject, kindsBehind, recordsToLink } from '../queries/evidence.ts'
import { isSelfScored } from '../rules/score-sheet.ts'
import { criterionPath, shownCriterion } from './criterion-in-sheet.ts'
import { CriterionAddress, captionOf } from './self-assessment-form.tsx'

const SHOWN_AT_MOST = 50
const ALL_KINDS = 'all'

const records = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()).flatMap(recordNamed))

const EvidenceFields = z.object({ chosen: records, shown: records })

/** Choosing what proves a criterion from the unit's own records of the year; and taking a wrong file away. */
export function evidenceForms(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/assessments/:assessmentId/criteria/:code/evidence',
    permission: 'criteria.self-assess',
    params: CriterionAddress,
    fields: EvidenceFields,
    load: async (context) => {
      const shown = await shownCriterion(context, context.params, facts)
      if (!shown.mayAssess) throw notNow()
      const { assessment, figures, evidence } = shown
      const asked = figures.filter((figure) => figure.from === 'system').map((figure) => figure.code)
      const likely = await kindsBehind(context.database, asked)
      const kind = context.query.kind || (likely.length > 0 ? likely[0] : undefined) || ALL_KINDS
      const words = context.query.words?.slice(0, 200) ?? ''
      const found = await recordsToLink(context.database, facts, {
        reader: context.official,
        unitId: assessment.unitId,
        window: { from: assessment.windowFrom, to: assessment.windowTo },
        today: context.today,
        kinds: kind === ALL_KINDS ? undefined : [kind],
        words: words === '' ? undefined : words,
        limit: SHOWN_AT_MOST,
      })
      const linked = evidence.map((each) => ({ ...each, day: each.happenedOn }))
      const others = found
        .slice(0, SHOWN_AT_MOST)
        .filter((record) => !linked.some((each) => nameOf(each) === nameOf(record)))
      return { shown, kind, words, listed: [...linked, ...others], more: found.length > SHOWN_AT_MOST }
    },
    initial: ({ shown }) => ({ chosen: shown.evidence.map(nameOf) }),
    draw: ({ context, data, form }) => {
      const { assessment, criterion } = data.shown
      const back = criterionPath(assessment.id, criterion.code, isSelfScored(criterion) ? 'self-assessment' : undefined)
      return (
        <Layout
          title={`Minh chứng tiêu chí ${criterion.code}`}
          context={context.page}
          form={form}
          backLink={{ href: back, text: `Tiêu chí ${criterion.code}` }}
        >
          <PageHeading caption={captionOf(data.shown)}>{`Minh chứng cho tiêu chí ${criterion.code}`}</PageHeading>
          <p class="govuk-body">
            {`${criterion.title}. Chọn trong các bản ghi của đơn vị từ ngày ${formatCalendarDate(assessment.windowFrom)} đến ngày ${formatCalendarDate(assessment.windowTo)}.`}
          </p>
          <FilterBar resetHref="?kind=all" active>
            <SelectField
              form={filterView({ kind: data.kind })}
              name="kind"
              label="Loại bản ghi"
              options={[
                { value: ALL_KINDS, text: 'Mọi loại' },
                ...evidenceFacts(facts).map((fact) => ({ value: fact.code, text: fact.title })),
              ]}
            />
            <TextField
              form={filterView({ words: data.words })}
              name="words"
              label="Có chứa từ"
              hint="Không cần gõ dấu"
            />
          </FilterBar>
          <Form form={form}>
            {data.listed.map((record) => (
              <HiddenField key={nameOf(record)} form={form} name="shown" value={nameOf(record)} />
            ))}
            {data.listed.length === 0 ? (
              <p class="govuk-body app-muted">
                Không có bản ghi nào khớp. Hãy chọn loại khác, hoặc đính kèm tệp ở trang tiêu chí.
              </p>
            ) : (
              <CheckboxField
                form={form}
                name="chosen"
                label="Bản ghi làm minh chứng"
                optional
                hint={
                  data.more
                    ? `Chỉ hiện ${SHOWN_AT_MOST} bản ghi mới nhất; hãy lọc để thấy các bản ghi khác.`
                    : undefined
                }
                options={data.listed.map((record) => ({
                  value: nameOf(record),
                  text: record.title,
                  hint: `${facts.find((fact) => fact.code === record.kind)?.title ?? ''}, ngày ${formatCalendarDate(record.day)}`,
                }))}
              />
            )}
            <SubmitButtons cancelHref={back}>
              <SubmitButton>Lưu minh chứng</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today }, { chosen, shown }, data) => {
      const { assessment, criterion } = data.shown
      const { id: assessmentId } = assessment
      await linkEvidence(
        database,
        official,
        { assessmentId, criterion: criterion.code, chosen, shown },
        { facts, today },
      )
      return criterionPath(assessment.id, criterion.code, isSelfScored(criterion) ? 'self-assessment' : undefined)
    },
  })

  staffForm(app, {
    path: '/assessments/:assessmentId/criteria/:code/files/:attachmentId/removal',
    permission: 'criteria.self-assess',
    params: CriterionAddress.extend({ attachmentId: Id }),
    fields: z.object({}),
    load: async (context) => {
      const shown = await shownCriterion(context, context.params, facts)
      const file = shown.files.find((each) => each.id === context.params.attachmentId)
      if (!shown.mayAssess || !file) throw notNow()
      return { shown, file }
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => {
      const { assessment, criterion } = data.shown
      const back = criterionPath(assessment.id, criterion.code)
      return (
        <Layout
          title="Bỏ tệp minh chứng"
          context={context.page}
          form={form}
          backLink={{ href: back, text: `Tiêu chí ${criterion.code}` }}
        >
          <PageHeading caption={captionOf(data.shown)}>Bỏ tệp minh chứng</PageHeading>
          <WarningText>{`Tệp “${data.file.name}” sẽ không còn là minh chứng của tiêu chí ${criterion.code}. Việc bỏ tệp được ghi lại.`}</WarningText>
          <Form form={form}>
            <SubmitButtons cancelHref={back}>
              <SubmitButton variant="warning">Bỏ tệp</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, _entered, data) => {
      const { assessment, criterion } = data.shown
      const subject = evidenceSubject(assessment.id, criterion.code)
      await removeAttachment(database, official, { id: params.attachmentId, subject, today })
      return criterionPath(assessment.id, criterion.code)
    },
  })
}

/** A record as one word in a form: `activity:12`. */
function nameOf({ kind, recordId }: EvidenceToLink): string {
  return `${kind}:${recordId}`
}

function recordNamed(name: string): EvidenceToLink[] {
  const match = /^([a-z-]+):(.{1,60})$/.exec(name)
  return match?.[1] && match[2] ? [{ kind: match[1], recordId: match[2] }] : []
}

function notNow(): Refusal {
  return new Refusal(
    'not-allowed',
    'criteria.already-submitted',
    'Chỉ người của đơn vị được đổi minh chứng, khi bảng tự chấm chưa nộp.',
  )
}
