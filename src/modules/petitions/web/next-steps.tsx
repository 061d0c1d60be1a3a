import { ButtonLink, Details, InsetText } from '../../../platform/page/index.ts'
import type { PetitionRecord } from '../queries/petition.ts'
import type { Step } from '../rules/legal-steps.ts'
import { STEP_PATHS, stepTitle } from './step-paths.ts'
import type { MayBeDone } from './what-may-be-done.ts'

/** Steps that most petitions take; the others stand folded below them. */
const USUAL: readonly Step[] = ['assigned', 'accepted', 'resumed', 'decided', 'answered', 'sent', 'published', 'closed']

/** What this official can do next with the petition: the obvious step first. */
export function NextSteps({
  petition,
  done: { steps, mayProtect },
  open,
}: {
  petition: PetitionRecord
  done: MayBeDone
  open: boolean
}) {
  const usual = inOrder(
    petition,
    steps.filter((step) => isUsual(step, steps)),
  )
  const others = steps.filter((step) => !isUsual(step, steps) && (step !== 'classified' || open))
  return (
    <>
      {open && usual.length === 0 && <InsetText>{waitsFor(petition)}</InsetText>}
      {usual.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Bước tiếp theo</h2>
          <div class="govuk-button-group">
            {usual.map((step, index) => (
              <ButtonLink key={step} href={addressOf(petition, step)} variant={index === 0 ? 'primary' : 'secondary'}>
                {stepTitle(step, petition)}
              </ButtonLink>
            ))}
          </div>
        </>
      )}
      {(others.length > 0 || mayProtect) && (
        <Details summary="Việc khác với đơn này">
          <ul class="govuk-list govuk-list--spaced">
            {others.map((step) => (
              <li key={step}>
                <a class="govuk-link" href={addressOf(petition, step)}>
                  {stepTitle(step, petition)}
                </a>
              </li>
            ))}
            {mayProtect && (
              <li>
                <a class="govuk-link" href={`/petitions/${petition.id}/denunciation`}>
                  Đây là đơn tố cáo: bảo vệ người gửi
                </a>
              </li>
            )}
          </ul>
        </Details>
      )}
    </>
  )
}

/** What may be published but need not be before the file is closed stands below. */
const isUsual = (step: Step, steps: readonly Step[]) =>
  USUAL.includes(step) && (step !== 'published' || !steps.includes('closed'))

/** Nobody in charge: name somebody first. Somebody in charge: go on with the matter first. */
function inOrder(petition: PetitionRecord, usual: readonly Step[]): Step[] {
  if (petition.handlerPersonId === null) return [...usual]
  return [...usual.filter((step) => step !== 'assigned'), ...usual.filter((step) => step === 'assigned')]
}

function waitsFor(petition: PetitionRecord): string {
  if (petition.handlerName !== null) return `Đang chờ ${petition.handlerName}, ${petition.handlingUnitName}, xử lý.`
  return `Đang chờ lãnh đạo ${petition.handlingUnitName} phân công người xử lý.`
}

const addressOf = (petition: PetitionRecord, step: Step) => `/petitions/${petition.id}/${STEP_PATHS[step]}`
