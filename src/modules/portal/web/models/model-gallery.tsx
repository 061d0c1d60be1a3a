import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  addressChoice,
  addressCode,
  addressId,
  addressValues,
  addressYear,
} from '../../../../platform/http/address-fields.ts'
import { asDownload } from '../../../../platform/http/download.ts'
import { Id, publicPage, readAddress } from '../../../../platform/http/page.tsx'
import { allow } from '../../../../platform/http/permission.ts'
import { publicContext } from '../../../../platform/http/request.ts'
import {
  DataTable,
  Details,
  Form,
  filterView,
  NumberField,
  optionsOf,
  SelectField,
  SourceNote,
  SubmitButton,
  SummaryList,
} from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import { Photo } from '../../../documents/index.ts'
import {
  fieldTitles,
  publicModel,
  publicModels,
  publicPhotoFile,
  publicPhotosOf,
  RECOGNITION_LEVELS,
  type RecognitionLevel,
  unitsOfPublicModels,
} from '../../../movement/index.ts'
import { vi } from '../../texts/vi.ts'
import { PublicPage, provinces } from '../public-page.tsx'

const T = vi.models
const MODELS_PATH = '/public/models'

/** Recognised models that their owners put before the public, each with a page of its own. */
export function modelGallery(app: FastifyInstance): void {
  list(app)
  onePage(app)
  photoOfModel(app)
}

function list(app: FastifyInstance): void {
  publicPage(app, {
    path: MODELS_PATH,
    query: z.object({
      ...{ province: addressId, unitId: addressId, field: addressCode, year: addressYear },
      level: addressChoice<RecognitionLevel>(RECOGNITION_LEVELS),
    }),
    draw: async (context) => {
      const { database, today, query } = context
      const found = await provinces(context, query.province)
      const rootId = found.chosen?.id
      const [fields, rows, units] = await Promise.all([
        fieldTitles(database),
        publicModels(database, { ...query, year: query.year ? Number(query.year) : undefined, rootId, today }),
        rootId ? unitsOfPublicModels(database, { rootId, today }) : [],
      ])
      const total = rows[0]?.total ?? 0
      // Told in words too: paper shows no form.
      const chosen = [
        units.find(({ id }) => id === query.unitId)?.name,
        query.field ? fields[query.field] : undefined,
        query.level ? RECOGNITION_LEVELS[query.level] : undefined,
        query.year ? T.ofYear(String(query.year)) : undefined,
      ].filter((words) => words !== undefined)
      const values = addressValues(query)
      const form = filterView({ ...values, province: found.chosen?.id ?? '' })
      return (
        <PublicPage context={context} path={MODELS_PATH} title={T.title} caption={found.chosen?.name}>
          <p class="govuk-body">{T.introduction}</p>
          <div class="app-screen-only">
            <Details summary={T.narrow} open={chosen.length > 0}>
              <Form form={form} method="get">
                {found.all.length > 1 && (
                  <SelectField
                    form={form}
                    name="province"
                    label={vi.province}
                    options={found.all.map((province) => ({ value: province.id, text: province.name }))}
                  />
                )}
                <SelectField
                  form={form}
                  name="unitId"
                  label={T.unitAndBelow}
                  emptyText={T.anyUnit}
                  options={units
                    .filter(({ id }) => id !== found.chosen?.id)
                    .map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
                />
                <SelectField
                  form={form}
                  name="field"
                  label={T.field}
                  emptyText={T.anyField}
                  options={optionsOf(fields)}
                />
                <SelectField
                  form={form}
                  name="level"
                  label={T.level}
                  emptyText={T.anyLevel}
                  options={optionsOf(RECOGNITION_LEVELS)}
                />
                <NumberField form={form} name="year" label={T.year} width={4} />
                <SubmitButton variant="secondary">{vi.show}</SubmitButton>
              </Form>
            </Details>
          </div>
          <p class="govuk-body">
            {total > rows.length
              ? T.most(formatNumber(rows.length), formatNumber(total))
              : T.count(formatNumber(total), chosen)}
          </p>
          <DataTable
            caption={T.title}
            captionHidden
            phone="stack"
            empty={T.empty}
            columns={[
              { key: 'name', title: T.name, rowHeader: true },
              { key: 'unit', title: T.unit },
              { key: 'field', title: T.field },
              { key: 'year', title: T.year },
              { key: 'spread', title: T.spread, numeric: true },
            ]}
            rows={rows.map((model) => ({
              name: (
                <a class="govuk-link" href={`${MODELS_PATH}/${model.id}`}>
                  {model.name}
                </a>
              ),
              unit: model.unitName,
              field: model.fieldTitle,
              year: String(model.year),
              spread: formatNumber(model.spread),
            }))}
          />
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

function onePage(app: FastifyInstance): void {
  publicPage(app, {
    path: `${MODELS_PATH}/:modelId`,
    params: z.object({ modelId: Id }),
    draw: async (context) => {
      const model = await publicModel(context.database, context.params.modelId)
      if (!model) throw new Refusal('not-found', 'portal.no-such-model', T.notFound)
      const photos = await publicPhotosOf(context.database, model.id)
      return (
        <PublicPage
          context={context}
          path={MODELS_PATH}
          title={model.name}
          caption={model.unitName}
          backLink={{ href: MODELS_PATH, text: T.back }}
        >
          <SummaryList
            rows={[
              { label: T.field, value: model.fieldTitle },
              { label: T.year, value: String(model.year) },
              ...(model.ownerName ? [{ label: T.owner, value: model.ownerName }] : []),
              ...(model.area ? [{ label: T.area, value: model.area }] : []),
              ...(model.level ? [{ label: T.level, value: RECOGNITION_LEVELS[model.level] }] : []),
              { label: T.spread, value: T.spreadCount(formatNumber(model.spread)) },
              ...(model.fadedOn ? [{ label: T.faded, value: formatCalendarDate(model.fadedOn) }] : []),
            ]}
          />
          <h2 class="govuk-heading-m">{T.done}</h2>
          <p class="govuk-body app-prewrap">{model.words}</p>
          {photos.length > 0 && <h2 class="govuk-heading-m">{T.photos}</h2>}
          {photos.map((photo) => (
            <Photo key={photo.id} photo={photo} href={`${MODELS_PATH}/${model.id}/photos/${photo.id}`} />
          ))}
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

/** A photo that its owner put before everybody, with who is in it agreeing. */
function photoOfModel(app: FastifyInstance): void {
  app.get(`${MODELS_PATH}/:modelId/photos/:modelPhotoId`, allow('public'), async (request, reply) => {
    const { database, files } = publicContext(request)
    const { modelId, modelPhotoId } = readAddress(z.object({ modelId: Id, modelPhotoId: Id }), request.params)
    const file = await publicPhotoFile(database, { modelId, photoId: modelPhotoId })
    if (!file) throw new Refusal('not-found', 'portal.no-such-file', T.noPhoto)
    return asDownload(reply, file).header('content-length', file.sizeInBytes).send(files.read(file.sha256))
  })
}
