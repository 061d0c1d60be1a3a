import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import {
  addressAfter,
  addressChoice,
  addressCode,
  addressId,
  addressValues,
  addressWords,
  addressYear,
} from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  SummaryList,
  Tag,
  type TagColour,
  TextField,
  UnitFilterField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { fieldTitles } from '../queries/model-fields.ts'
import { alikeModels, visitsOf } from '../queries/model-life.ts'
import { photosOfModel } from '../queries/model-photos.ts'
import { modelById, models, replicationsOf } from '../queries/models.ts'
import {
  lackingParts,
  MODEL_REGISTRATIONS,
  MODEL_STATES,
  type ModelState,
  OWNER_KINDS,
  RECOGNITION_LEVELS,
  REGISTRATION_PARTS,
  type RegistrationPart,
} from '../rules/model.ts'
import { MODEL_LABELS as L } from './model-fields.ts'
import { ModelPhotos } from './model-photo-forms.tsx'
import { MovementNavigation } from './movement-navigation.tsx'

/** Which models the list keeps by their proof of life. */
const PROOFS = { lacking: 'Chưa có bằng chứng còn hoạt động năm nay' } as const

/** The questions that the list of models answers, in the address and in the API. */
export const ModelQuery = z.object({
  registration: addressChoice(MODEL_REGISTRATIONS),
  field: addressCode,
  state: addressChoice(MODEL_STATES),
  unitId: addressId,
  year: addressYear,
  words: addressWords,
  proof: addressChoice(PROOFS),
  after: addressAfter,
})

export function modelPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/movement',
    permission: 'movement.read',
    query: ModelQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, fields, units] = await Promise.all([
        models(database, official, { ...query, year: query.year ? Number(query.year) : undefined }, today),
        fieldTitles(database),
        unitsOnDay(database, { today, roots: unitsFor(official, 'movement.read') }),
      ])
      const values = addressValues(query)
      const filtered = Object.keys(values).length > 0
      const form = filterView(values)
      return (
        <Layout title="Mô hình “Dân vận khéo”" context={page} wide>
          <PageHeading
            actions={
              may(official, 'movement.write') && (
                <ActionBar>
                  <ButtonLink href="/movement/models/new">Đăng ký mô hình</ButtonLink>
                </ActionBar>
              )
            }
          >
            Mô hình “Dân vận khéo”
          </PageHeading>
          <MovementNavigation current="models" />
          <FilterBar resetHref="/movement" active={filtered}>
            <NumberField form={form} name="year" label={L.year} width={4} />
            <SelectField
              form={form}
              name="field"
              label={L.field}
              emptyText="Mọi lĩnh vực"
              options={optionsOf(fields)}
            />
            <SelectField
              form={form}
              name="registration"
              label={L.registration}
              emptyText="Cả hai"
              options={optionsOf(MODEL_REGISTRATIONS)}
            />
            <SelectField
              form={form}
              name="state"
              label="Kết quả bình xét"
              emptyText="Mọi kết quả"
              options={optionsOf(MODEL_STATES)}
            />
            <SelectField form={form} name="proof" label="Duy trì" emptyText="Mọi mô hình" options={optionsOf(PROOFS)} />
            <UnitFilterField form={form} units={units} />
            <TextField form={form} name="words" label="Có chứa từ" hint="Không cần gõ dấu" />
          </FilterBar>
          <DataTable
            caption="Danh sách mô hình"
            captionHidden
            phone="stack"
            empty={filtered ? 'Không có mô hình nào khớp điều kiện lọc.' : 'Chưa có mô hình nào được đăng ký.'}
            columns={[
              { key: 'year', title: 'Năm', width: 'narrow' },
              { key: 'name', title: 'Tên mô hình', rowHeader: true, width: 'one-third' },
              { key: 'owner', title: 'Thực hiện' },
              { key: 'unit', title: 'Đơn vị đăng ký' },
              { key: 'field', title: 'Lĩnh vực' },
              { key: 'registration', title: 'Đăng ký' },
              { key: 'state', title: 'Bình xét' },
            ]}
            rows={list.rows.map((model) => ({
              year: String(model.year),
              name: (
                <a class="govuk-link" href={`/movement/models/${model.id}`}>
                  {model.name}
                </a>
              ),
              owner: model.ownerName,
              unit: model.unitName,
              field: model.fieldTitle,
              registration: `${MODEL_REGISTRATIONS[model.registration]}, ${formatCalendarDate(model.registeredOn)}`,
              state: <ModelStateTag state={model.state} />,
            }))}
          />
          <Pagination
            nextHref={list.next ? `/movement?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/movement/models/:modelId',
    permission: 'movement.read',
    params: z.object({ modelId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const model = await modelById(database, official, params.modelId, today)
      if (!model)
        throw new Refusal('not-found', 'movement.no-such-model', 'Không có mô hình này trong phạm vi của bạn.')
      const exceptIds = [model.id, model.continuesModelId, model.replicatesModelId]
      const lacking = lackingParts(model)
      const [visits, photos, alike, replications, changes] = await Promise.all([
        visitsOf(database, model.id),
        model.isWithinReach ? photosOfModel(database, model.id) : [],
        alikeModels(database, official, { ...model, exceptIds }, today),
        replicationsOf(database, model.id),
        changesOf(database, { kind: 'model', id: model.id }),
      ])
      const waits = model.state === 'registered'
      return (
        <Layout
          title={model.name}
          context={page}
          breadcrumbs={[{ href: '/movement', text: 'Mô hình “Dân vận khéo”' }, { text: `Năm ${model.year}` }]}
        >
          <PageHeading
            caption={`Mô hình “Dân vận khéo” năm ${model.year}`}
            actions={
              model.isTheirs && (
                <ActionBar>
                  <ButtonLink href={`/movement/models/${model.id}/review`} variant={waits ? 'primary' : 'secondary'}>
                    {waits ? 'Ghi kết quả bình xét' : 'Bình xét lại'}
                  </ButtonLink>
                  <ButtonLink href={`/movement/models/${model.id}/edit`} variant="secondary">
                    Sửa
                  </ButtonLink>
                  <ButtonLink href={`/movement/models/${model.id}/visits/new`} variant="secondary">
                    Ghi kiểm tra
                  </ButtonLink>
                  <ButtonLink href={`/movement/models/new?from=${model.id}`} variant="secondary">
                    Đăng ký duy trì
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {model.name}
          </PageHeading>
          {model.illustration && <InsetText>{model.illustration}</InsetText>}
          <SummaryList
            rows={[
              { label: 'Kết quả bình xét', value: <ModelStateTag state={model.state} /> },
              ...(model.reviewedOn ? [{ label: 'Ngày bình xét', value: formatCalendarDate(model.reviewedOn) }] : []),
              ...(model.reviewNote ? [{ label: 'Quyết định, lý do', value: model.reviewNote }] : []),
              { label: L.unitId, value: model.unitName },
              { label: 'Thực hiện', value: `${OWNER_KINDS[model.ownerKind]}: ${model.ownerName}` },
              {
                label: L.registration,
                value: `${MODEL_REGISTRATIONS[model.registration]} ngày ${formatCalendarDate(model.registeredOn)}`,
              },
              { label: L.field, value: model.fieldTitle },
              ...(model.replicatesModelId
                ? [
                    {
                      label: L.replicatesModelId,
                      value: (
                        <a class="govuk-link" href={`/movement/models/${model.replicatesModelId}`}>
                          {model.originName}
                        </a>
                      ),
                    },
                  ]
                : []),
              ...(model.recognitionLevel
                ? [{ label: 'Cấp công nhận', value: RECOGNITION_LEVELS[model.recognitionLevel] }]
                : []),
              ...(model.recognitionDocumentId
                ? [
                    {
                      label: 'Văn bản công nhận',
                      value: (
                        <a class="govuk-link" href={`/documents/${model.recognitionDocumentId}`}>
                          Mở trong sổ văn bản
                        </a>
                      ),
                    },
                  ]
                : []),
              ...(model.continuesModelId
                ? [
                    {
                      label: 'Duy trì từ',
                      value: (
                        <a class="govuk-link" href={`/movement/models/${model.continuesModelId}`}>
                          {model.earlierName} ({model.earlierYear})
                        </a>
                      ),
                    },
                  ]
                : []),
              ...(model.fadedOn
                ? [
                    {
                      label: 'Không còn duy trì',
                      value: `Từ ngày ${formatCalendarDate(model.fadedOn)}: ${model.fadedReason}`,
                    },
                  ]
                : []),
              ...(model.releasedOn
                ? [
                    {
                      label: 'Công khai',
                      value: (
                        <a class="govuk-link" href={`/public/models/${model.id}`}>
                          Trên cổng từ ngày {formatCalendarDate(model.releasedOn)}
                        </a>
                      ),
                    },
                  ]
                : []),
              ...(model.difference ? [{ label: L.difference, value: model.difference }] : []),
              ...(waits && lacking.length > 0 ? [{ label: 'Còn thiếu để bình xét', value: lacking.join('; ') }] : []),
              ...(Object.keys(REGISTRATION_PARTS) as RegistrationPart[]).flatMap((part) =>
                model[part] === ''
                  ? []
                  : [{ label: REGISTRATION_PARTS[part], value: <span class="app-prewrap">{model[part]}</span> }],
              ),
              ...(model.content ? [{ label: L.content, value: <span class="app-prewrap">{model.content}</span> }] : []),
            ]}
          />
          {alike.length > 0 && (
            <DataTable
              caption="Mô hình tương tự của nơi khác"
              phone="stack"
              empty=""
              columns={[
                { key: 'name', title: 'Tên mô hình', rowHeader: true },
                { key: 'owner', title: 'Thực hiện' },
                { key: 'unit', title: 'Đơn vị' },
                { key: 'year', title: 'Năm' },
              ]}
              rows={alike.map((each) => ({
                name: (
                  <a class="govuk-link" href={`/movement/models/${each.id}`}>
                    {each.name}
                  </a>
                ),
                owner: each.ownerName,
                unit: each.unitName,
                year: String(each.year),
              }))}
            />
          )}
          <DataTable
            caption="Kiểm tra, theo dõi"
            phone="stack"
            empty="Chưa có lần kiểm tra nào."
            columns={[
              { key: 'on', title: 'Ngày', rowHeader: true },
              { key: 'by', title: 'Người kiểm tra' },
              { key: 'alive', title: 'Mô hình' },
              { key: 'seen', title: 'Ghi nhận', width: 'one-third' },
              { key: 'mend', title: 'Cần khắc phục' },
            ]}
            rows={visits.map((visit) => ({
              on: formatCalendarDate(visit.visitedOn),
              by: visit.visitedBy,
              alive: visit.isAlive ? 'Còn hoạt động' : 'Không còn hoạt động',
              seen: (
                <>
                  {visit.seen}
                  {model.isTheirs && (
                    <div>
                      <a class="govuk-link" href={`/movement/visits/${visit.id}/photos/new`}>
                        Thêm ảnh
                        <span class="govuk-visually-hidden">
                          {' '}
                          của lần kiểm tra ngày {formatCalendarDate(visit.visitedOn)}
                        </span>
                      </a>
                    </div>
                  )}
                </>
              ),
              mend: visit.toMend
                ? `${visit.toMend}${visit.mendBy ? `, hạn hết ngày ${formatCalendarDate(visit.mendBy)}` : ''}`
                : 'Không',
            }))}
          />
          <ModelPhotos photos={photos} mayChange={model.isTheirs} />
          {model.isTheirs && (
            <p class="govuk-body">
              {model.fadedOn === null && (
                <a class="govuk-link" href={`/movement/models/${model.id}/fading`}>
                  Ghi mô hình không còn duy trì
                </a>
              )}{' '}
              {model.state === 'recognised' && (
                <a class="govuk-link" href={`/movement/models/${model.id}/release`}>
                  {model.releasedOn ? 'Sửa, rút nội dung công khai' : 'Công khai trên cổng'}
                </a>
              )}
            </p>
          )}
          {model.state === 'recognised' && (
            <DataTable
              caption="Nơi đã nhân rộng"
              phone="stack"
              empty="Chưa có đơn vị nào nhân rộng mô hình này."
              columns={[
                { key: 'unit', title: 'Đơn vị', rowHeader: true },
                { key: 'name', title: 'Tên mô hình' },
                { key: 'year', title: 'Năm' },
              ]}
              rows={replications.map((each) => ({ unit: each.unitName, name: each.name, year: String(each.year) }))}
            />
          )}
          {(replications.length > 0 || model.replicatesModelId) && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/movement/models/${model.id}/descent`}>
                Sơ đồ nhân rộng: mô hình này từ đâu, đã đến đâu
              </a>
            </p>
          )}
          {model.isTheirs && <ChangeHistory changes={changes} />}
        </Layout>
      )
    },
  })
}

const COLOURS: Readonly<Record<ModelState, TagColour>> = {
  registered: 'yellow',
  recognised: 'green',
  'not-recognised': 'grey',
}

function ModelStateTag({ state }: { state: ModelState }) {
  return <Tag colour={COLOURS[state]} text={MODEL_STATES[state]} />
}
