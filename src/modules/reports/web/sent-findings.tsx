import { Details, SummaryList } from '../../../platform/page/index.ts'
import type { SentFinding } from '../queries/report-checks.ts'

/** What was explained when the report was sent, open, and what was only told, folded away. */
export function SentFindings({ findings }: { findings: readonly SentFinding[] }) {
  const explained = findings.filter(({ strength }) => strength === 'explain')
  const hints = findings.filter(({ strength }) => strength === 'hint')
  if (findings.length === 0) return null
  return (
    <section aria-labelledby="findings">
      <h2 class="govuk-heading-l" id="findings">
        Kiểm tra khi gửi
      </h2>
      {explained.length > 0 && (
        <>
          <h3 class="govuk-heading-m">Đơn vị giải trình ({explained.length})</h3>
          <SummaryList
            rows={explained.map(({ finding, explanation }) => ({
              label: finding,
              value: <span class="app-prewrap">{explanation}</span>,
            }))}
          />
        </>
      )}
      {hints.length > 0 && (
        <Details summary={`Gợi ý của hệ thống khi gửi (${hints.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {hints.map(({ finding, check }) => (
              <li key={`${check} ${finding}`}>{check === 'words-missing' ? `Chưa có lời văn: ${finding}` : finding}</li>
            ))}
          </ul>
        </Details>
      )}
    </section>
  )
}
