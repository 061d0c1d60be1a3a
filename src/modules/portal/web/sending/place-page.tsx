import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { optionalText } from '../../../../platform/http/form-fields.ts'
import { GoTo, publicForm } from '../../../../platform/http/public-form.tsx'
import {
  Form,
  type FormView,
  filterView,
  InsetText,
  RadioField,
  SubmitButton,
  TextField,
} from '../../../../platform/page/index.ts'
import { MOST_PLACES, placeById, placesNamed, receivingUnit } from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { keep } from './question-pages.tsx'
import { draftOfVisit, SendingFrame, STEP_ADDRESSES } from './sending-frame.tsx'

const T = vi.sending
const PATH = STEP_ADDRESSES.place

const PlaceFields = z.object({
  placeUnitId: z.string({ error: T.place.chooseFirst }).regex(/^\d{1,18}$/, T.place.chooseFirst),
  place: optionalText(T.place.detail, { longest: 300 }),
})

/** Where it is: the commune found by its name of today or an old one, and the spot. Says to whom it will go. */
export function placePage(app: FastifyInstance): void {
  publicForm(app, {
    path: PATH,
    fields: PlaceFields,
    repeatable: true,
    load: async (visit) => {
      const draft = await draftOfVisit(visit)
      if (draft instanceof GoTo) return draft
      const { database, today, query } = visit
      const typed = (query.name ?? '').slice(0, 100)
      const [found, chosen] = await Promise.all([
        placesNamed(database, typed, today),
        draft.answers.placeUnitId ? placeById(database, draft.answers.placeUnitId, today) : undefined,
      ])
      const places = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found
      const unit = chosen && (await receivingUnit(database, { unitId: chosen.id }, today))
      return { draft, typed, found, places, chosen, unit }
    },
    initial: ({ draft, places, typed, chosen }) => ({
      placeUnitId: typed !== '' && places.length === 1 ? (places[0]?.id ?? '') : (chosen?.id ?? ''),
      place: draft.answers.place ?? '',
    }),
    draw: ({ context, data: { draft, typed, found, places, unit }, form }) => (
      <SendingFrame context={context} step="place" title={T.place.title} answers={draft.answers} form={form}>
        <SearchForm typed={typed} />
        {typed !== '' && found.length === 0 && <p class="govuk-body">{T.place.none(typed)}</p>}
        {places.length > 0 ? (
          <Form form={form}>
            <RadioField
              form={form}
              name="placeUnitId"
              label={T.place.choose}
              options={places.map(({ id, name, parentName, formerNames }) => {
                // Which of two with one name: by what they belong to.
                const alike = places.filter((place) => place.name === name).length > 1
                const hints = [
                  alike ? parentName : null,
                  formerNames.length > 0 ? T.place.former(formerNames.join(', ')) : null,
                ]
                return { value: id, text: name, hint: hints.filter(Boolean).join('; ') || undefined }
              })}
            />
            {found.length === MOST_PLACES && <p class="govuk-body-s app-muted">{T.place.most(MOST_PLACES)}</p>}
            <TextField form={form} name="place" label={T.place.detail} optional hint={T.place.detailHint} />
            {unit && <InsetText>{T.place.goesTo(unit.name)}</InsetText>}
            <SubmitButton>{T.next}</SubmitButton>
          </Form>
        ) : (
          <NothingChosen form={form} />
        )}
      </SendingFrame>
    ),
    submit: async (visit, given, { draft }) => {
      const place = await placeById(visit.database, given.placeUnitId, visit.today)
      // What was chosen is not among the places any more: searched anew, with everything else kept.
      if (!place) return PATH
      return keep(visit, draft, given)
    },
  })
}

function SearchForm({ typed }: { typed: string }) {
  const form = filterView({ name: typed })
  return (
    <form class="app-form" method="get" action={PATH}>
      <TextField form={form} name="name" label={T.place.search} hint={T.place.searchHint} autocomplete="off" />
      <SubmitButton variant="secondary">{T.place.find}</SubmitButton>
    </form>
  )
}

/** “Go on” before anything was found says what is missing. */
function NothingChosen({ form }: { form: FormView }) {
  return (
    <Form form={form}>
      <SubmitButton>{T.next}</SubmitButton>
    </Form>
  )
}
