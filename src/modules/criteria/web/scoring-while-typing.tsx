import { leadOf, type ScoringOnPage } from '../rules/typed-score.ts'

/**
 * Where the points stand that follow from what is typed. The browser's script (`src/browser/scoring.ts`) reads what it scores with from
 * here and writes the lines anew at every letter; without script the lines stay those of the server.
 */
export function ScoringWhileTyping({ scoring, lines }: { scoring: ScoringOnPage; lines: readonly string[] }) {
  return (
    <div class="app-scoring" data-scoring={JSON.stringify(scoring)} role="status">
      {lines.map((line, index) => (
        <p class="govuk-body" key={line}>
          {index === 0 ? <strong>{leadOf(line).lead}</strong> : line}
          {index === 0 && leadOf(line).rest}
        </p>
      ))}
    </div>
  )
}
