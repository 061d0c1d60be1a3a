import type { RelatedPetition, Relation } from '../queries/related-petitions.ts'
import { PETITION_KINDS, petitionNumber } from '../rules/petition-kind.ts'
import { PetitionStateTag } from './petition-tags.tsx'

const RELATIONS: Readonly<Record<Relation, string>> = {
  case: 'Cùng vụ việc, giải quyết ở đơn này',
  whole: 'Tách ra từ đơn này',
  first: 'Đơn lần đầu',
  duplicate: 'Cùng vụ việc, trả lời riêng người gửi',
  part: 'Đơn tách ra',
  second: 'Đơn lần hai, đơn tiếp',
}

/** Petitions that are one case with this one, parts of it, or another round of it. */
export function RelatedList({ petitions }: { petitions: readonly RelatedPetition[] }) {
  if (petitions.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Đơn liên quan</h2>
      <ul class="govuk-list govuk-list--spaced">
        {petitions.map((petition) => (
          <li key={petition.id}>
            {RELATIONS[petition.relation]}:{' '}
            <a class="govuk-link" href={`/petitions/${petition.id}`}>
              Đơn {PETITION_KINDS[petition.kind].toLowerCase()} số {petitionNumber(petition)}, {petition.unitName}
            </a>{' '}
            <PetitionStateTag state={petition.state} />
          </li>
        ))}
      </ul>
    </>
  )
}
