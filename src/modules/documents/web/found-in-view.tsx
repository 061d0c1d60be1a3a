import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { FoundIn } from '../queries/document-search.ts'

/** In which files of a document the words stand, each with a short piece of its text in which they are marked. */
export function FoundInView({ found: { files, fileCount } }: { found: FoundIn }) {
  if (files.length === 0) return null
  return (
    <ul class="govuk-list govuk-!-font-size-16 govuk-!-margin-top-2 govuk-!-margin-bottom-0">
      {files.map(({ attachmentId, fileName, excerpt }) => (
        <li key={attachmentId}>
          Trong tệp{' '}
          <a class="govuk-link" href={`/attachments/${attachmentId}`}>
            {fileName}
          </a>
          :{' '}
          <span class="app-muted">{excerpt.map(({ text, isMarked }) => (isMarked ? <mark>{text}</mark> : text))}</span>
        </li>
      ))}
      {fileCount > files.length && <li class="app-muted">và {formatNumber(fileCount - files.length)} tệp khác</li>}
    </ul>
  )
}
