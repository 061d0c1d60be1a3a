import type { ComponentChildren } from 'preact'
import { SubmitButton } from '../../../platform/page/index.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { BATCH_PATHS } from './batch-forms.tsx'

/** The boxes by which petitions are chosen in the list. */
export const CHOICE_COLUMN = { key: 'choice', title: 'Chọn', width: 'narrow' } as const

export function mayDoTogether(official: Official): boolean {
  return may(official, 'petition.assign') || may(official, 'petition.answer')
}

export function ChoiceOfPetition({ petition }: { petition: { id: string; number: number; year: number } }) {
  const id = `petition-${petition.id}`
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" type="checkbox" id={id} name="petition" value={petition.id} />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          <span class="govuk-visually-hidden">Chọn đơn số {petitionNumber(petition)}</span>
        </label>
      </div>
    </div>
  )
}

/** The list as a form that leads to what can be done with the chosen ones; only the list for who can do nothing with them. */
export function ChoosingTogether({ official, children }: { official: Official; children: ComponentChildren }) {
  if (!mayDoTogether(official)) return <>{children}</>
  return (
    <form method="get" action={BATCH_PATHS.answered}>
      {children}
      <div class="govuk-button-group">
        {may(official, 'petition.assign') && (
          <SubmitButton variant="secondary" formAction={BATCH_PATHS.assigned}>
            Phân công các đơn đã chọn
          </SubmitButton>
        )}
        {may(official, 'petition.answer') && (
          <SubmitButton variant="secondary" formAction={BATCH_PATHS.answered}>
            Trả lời các đơn đã chọn
          </SubmitButton>
        )}
        {may(official, 'petition.answer') && (
          <a class="govuk-link" href="/petitions/templates">
            Mẫu trả lời
          </a>
        )}
      </div>
    </form>
  )
}
