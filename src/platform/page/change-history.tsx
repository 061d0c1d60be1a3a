import { formatInstant } from '../../vocabulary/vietnamese.ts'
import { Details } from './notice.tsx'
import { Timeline } from './timeline.tsx'

export type ChangeHistoryProps = {
  /** As `changesOf` (platform/audit) answers them: newest first. */
  changes: readonly { summary: string; actorName: string; actorPost: string | null; happenedAt: Date }[]
  /** Folded under these words, where the history is looked at rarely; otherwise it stands under its own heading. */
  folded?: string
}

/** Who changed a record, when and what: the trail of a record on its own page. Nothing where nobody has changed anything. */
export function ChangeHistory({ changes, folded }: ChangeHistoryProps) {
  if (changes.length === 0) return null
  const history = (
    <Timeline
      entries={changes.map(({ summary, actorName, actorPost, happenedAt }) => ({
        title: summary,
        by: [actorName, actorPost].filter(Boolean).join(', '),
        at: formatInstant(happenedAt),
      }))}
    />
  )
  if (folded !== undefined) return <Details summary={folded}>{history}</Details>
  return (
    <>
      <h2 class="govuk-heading-m">Lịch sử thay đổi</h2>
      {history}
    </>
  )
}
