import type { FormValues } from '../../../platform/http/form-reception.ts'
import { type FormView, InsetText, Tag, TextArea } from '../../../platform/page/index.ts'
import type { ReportToRead } from '../queries/report-content.ts'
import type { Finding } from '../rules/report-finding.ts'
import { type ExplainedFinding, explanationField } from '../rules/sending-check.ts'

/** What stands in the fields of explanation when the form is opened. */
export function explanationValues(findings: readonly ExplainedFinding[]): FormValues {
  return Object.fromEntries(
    findings
      .filter(({ strength }) => strength === 'explain')
      .map((finding) => [explanationField(finding), finding.explanation ?? '']),
  )
}

/** What people call the fields of explanation. */
export function explanationLabel({ finding }: Pick<Finding, 'finding'>): string {
  return `Giải trình – ${finding}`
}

type FindingsProps = { findings: readonly ExplainedFinding[]; report: Pick<ReportToRead, 'id'> }

/** What blocks sending: sums that do not add up. */
export function BlockingFindings({ findings, report }: FindingsProps) {
  const hard = findings.filter(({ strength }) => strength === 'hard')
  if (hard.length === 0) return null
  return (
    <section aria-labelledby="blocking">
      <h2 class="govuk-heading-m" id="blocking">
        Không khớp, phải sửa trước khi gửi ({hard.length})
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {hard.map((each) => (
          <li key={`${each.check} ${each.indicatorCode} ${each.finding}`}>
            <Tag colour="red" text="Phải sửa" /> {each.finding} {each.advice}
            {each.indicatorCode !== null && (
              <>
                {' '}
                <a class="govuk-link" href={`/reports/${report.id}/figures/${each.indicatorCode}/override`}>
                  Xem số này<span class="govuk-visually-hidden"> – {each.finding}</span>
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What must be explained, each with the field for it. */
export function ExplanationFields({ findings, form }: { findings: readonly ExplainedFinding[]; form: FormView }) {
  const odd = findings.filter(({ strength }) => strength === 'explain')
  if (odd.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Cần giải trình ({odd.length})</h2>
      {odd.map((finding) => (
        <TextArea
          key={explanationField(finding)}
          form={form}
          name={explanationField(finding)}
          label={explanationLabel(finding)}
          hint={finding.advice}
          rows={2}
        />
      ))}
    </>
  )
}

/** What is only told: by what it is about, with the way to mend it. */
export function HintFindings({ findings, report }: FindingsProps) {
  const hints = findings.filter(({ strength }) => strength === 'hint')
  if (hints.length === 0) return null
  const advices = [...new Set(hints.map(({ advice }) => advice))]
  return (
    <section aria-labelledby="hints">
      <h2 class="govuk-heading-m" id="hints">
        Gợi ý, vẫn gửi được ({hints.length})
      </h2>
      {advices.map((advice) => (
        <div key={advice}>
          <p class="govuk-body">{advice}</p>
          <ul class="govuk-list govuk-list--bullet">
            {hints
              .filter((hint) => hint.advice === advice)
              .map(({ finding, sectionCode }) => (
                <li key={finding}>
                  {sectionCode === null ? (
                    finding
                  ) : (
                    <a class="govuk-link" href={`/reports/${report.id}/sections/${sectionCode}/edit`}>
                      {finding}
                    </a>
                  )}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** Said when nothing at all was found. */
export function NothingFound({ findings }: { findings: readonly ExplainedFinding[] }) {
  if (findings.length > 0) return null
  return <InsetText>Không có gì cần sửa hoặc giải trình. Báo cáo có thể gửi.</InsetText>
}
