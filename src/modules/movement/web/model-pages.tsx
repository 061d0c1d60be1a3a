import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import {
  addressAfter,
  addressChoice,
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
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { modelById, models, replicationsOf } from '../queries/models.ts'
import { MODEL_FIELDS, MODEL_REGISTRATIONS, MODEL_STATES, type ModelState, OWNER_KINDS } from '../rules/model.ts'
import { MODEL_LABELS as L } from './model-fields.ts'
import { MovementNavigation } from './movement-navigation.tsx'

/** The questions that the list of models answers, in the address and in the API. */
export const ModelQuery = z.object({
  registration: addressChoice(MODEL_REGISTRATIONS),
  field: addressChoice(MODEL_FIELDS),
  state: addressChoice(MODEL_STATES),
  unitId: addressId,
  year: addressYear,
  words: addressWords,
  after: addressAfter,
})

export function modelPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/movement',
    permission: 'movement.read',
    query: ModelQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, units] = await Promise.all([
        models(database, official, { ...query, year: query.year ? Number(query.year) : undefined }, today),
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
              options={optionsOf(MODEL_FIELDS)}
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
            {units.length > 1 && (
              <SelectField
                form={form}
                name="unitId"
                label="Đơn vị (gồm đơn vị trực thuộc)"
                emptyText="Mọi đơn vị"
                options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
              />
            )}
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
              field: MODEL_FIELDS[model.field],
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
      const [replications, changes] = await Promise.all([
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
              { label: L.field, value: MODEL_FIELDS[model.field] },
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
              ...(model.content ? [{ label: L.content, value: <span class="app-prewrap">{model.content}</span> }] : []),
            ]}
          />
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
