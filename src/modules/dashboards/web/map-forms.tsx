import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalText, storedFiles, text } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  DateField,
  FileField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { keepMap, matchByHand, showMap } from '../actions/keep-map.ts'
import { forgetUploads, mapUploads, uploadedMap } from '../actions/map-uploads.ts'
import { mapSourceById, shapesOfSource } from '../queries/map-sources.ts'
import { MAP_STATES } from './settings-page.tsx'
import { MANAGING, requireManager, SETTINGS } from './settings-parts.tsx'

const L = {
  title: 'Tên bản đồ',
  origin: 'Nguồn, văn bản',
  validFrom: 'Dùng từ ngày',
  file: 'Tệp bản đồ',
  nameProperty: 'Thuộc tính ghi tên đơn vị',
  codeProperty: 'Thuộc tính ghi mã đơn vị',
} as const
const MapId = z.object({ mapId: Id })
const pathOf = (id: string) => `/dashboard-settings/maps/${id}`

/** The shapes of communes: brought in from a file, matched to units, looked at, and shown. */
export function mapForms(app: FastifyInstance): void {
  newMap(app)
  mapPage(app)
  matching(app)
  showing(app, true)
  showing(app, false)
}

function newMap(app: FastifyInstance): void {
  staffForm(app, {
    path: '/dashboard-settings/maps/new',
    permission: MANAGING,
    fields: z.object({
      title: text(L.title, { longest: 200 }),
      origin: text(L.origin, { longest: 500 }),
      validFrom: day(L.validFrom),
      nameProperty: optionalText(L.nameProperty, { longest: 60 }),
      codeProperty: optionalText(L.codeProperty, { longest: 60 }),
      file: storedFiles(L.file, { most: 2 }),
    }),
    labels: L,
    uploads: ({ database, official }) => mapUploads(database, official.accountId),
    load: requireManager,
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout title="Nhập bản đồ" context={context.page} form={form} backLink={SETTINGS}>
        <PageHeading>Nhập bản đồ</PageHeading>
        <p class="govuk-body">
          Tệp GeoJSON ranh giới cấp xã, tọa độ kinh độ, vĩ độ (WGS 84), tối đa 5 MB, 600 hình. Hệ thống khớp từng hình
          với đơn vị theo mã rồi theo tên; hình nào chưa khớp thì khớp bằng tay. Chưa ai thấy bản đồ cho đến khi bạn bấm
          dùng.
        </p>
        <Form form={form} multipart>
          <TextField form={form} name="title" label={L.title} hint="Ví dụ: Ranh giới cấp xã từ 01/7/2025" />
          <TextField form={form} name="origin" label={L.origin} hint="Cơ quan công bố, số và ngày văn bản" />
          <DateField form={form} name="validFrom" label={L.validFrom} hint="Ngày ranh giới có hiệu lực" />
          <FileField form={form} name="file" label={L.file} accept=".geojson,.json" />
          <TextField
            form={form}
            name="nameProperty"
            label={L.nameProperty}
            optional
            hint="Để trống thì tìm ở các thuộc tính thường dùng"
          />
          <TextField form={form} name="codeProperty" label={L.codeProperty} optional />
          <SubmitButtons cancelHref={SETTINGS.href}>
            <SubmitButton>Đọc tệp</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official }, { file, ...given }) => {
      const content = await uploadedMap(database, official.accountId, file)
      if (content === undefined) {
        const message = 'Hãy chọn tệp bản đồ. Các ô khác vẫn còn.'
        throw new Refusal('invalid', 'dashboards.no-map-file', message, { file: message })
      }
      const id = await keepMap(database, official, { ...given, content })
      await forgetUploads(database, official.accountId)
      return pathOf(id)
    },
  })
}

function mapPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/dashboard-settings/maps/:mapId',
    permission: MANAGING,
    params: MapId,
    draw: async (context) => {
      await requireManager(context)
      const { database, page, params } = context
      const [map, shapes] = await Promise.all([
        mapSourceById(database, params.mapId),
        shapesOfSource(database, params.mapId),
      ])
      const communes = await unitsOnDay(database, { today: map.validFrom, kinds: ['commune'] })
      const drawn = new Set(shapes.map(({ unitId }) => unitId))
      const without = communes.filter(({ id }) => !drawn.has(id))
      return (
        <Layout title={map.title} context={page} backLink={SETTINGS}>
          <PageHeading
            caption={MAP_STATES[map.state]}
            actions={
              <ActionBar>
                {map.state === 'shown' ? (
                  <ButtonLink href={`${pathOf(map.id)}/withdrawal`} variant="secondary">
                    Thôi dùng bản đồ này
                  </ButtonLink>
                ) : (
                  <ButtonLink href={`${pathOf(map.id)}/showing`}>Dùng bản đồ này</ButtonLink>
                )}
                {map.state !== 'shown' && (
                  <ButtonLink href={`${pathOf(map.id)}/matching`} variant="secondary">
                    Khớp bằng tay
                  </ButtonLink>
                )}
              </ActionBar>
            }
          >
            {map.title}
          </PageHeading>
          <SummaryList
            rows={[
              { label: 'Nguồn', value: map.origin },
              { label: 'Dùng từ ngày', value: formatCalendarDate(map.validFrom) },
              ...(map.illustration === null ? [] : [{ label: 'Minh họa', value: map.illustration }]),
              {
                label: 'Đã khớp',
                value: `${formatNumber(map.shapeCount - map.unmatchedCount)} trong ${formatNumber(map.shapeCount)} hình`,
              },
              {
                label: 'Đơn vị cấp xã chưa có hình',
                value:
                  without.length === 0
                    ? 'Không có'
                    : `${formatNumber(without.length)} trong ${formatNumber(communes.length)} đơn vị của các tỉnh trong hệ thống`,
              },
            ]}
          />
          {map.unmatchedCount > 0 && (
            <InsetText>
              {formatNumber(map.unmatchedCount)} hình đứng đầu bảng chưa khớp với đơn vị nào: tên và mã trong tệp không
              trùng với đơn vị cấp xã hoạt động ngày {formatCalendarDate(map.validFrom)}.
            </InsetText>
          )}
          <p class="govuk-body">
            Hình thuộc về đơn vị của ngày ấy. Khi đơn vị nhập trọn vào đơn vị khác, hình được vẽ cho đơn vị kế thừa cho
            đến khi có bản đồ mới; đơn vị bị chia tách thì thôi vẽ.
          </p>
          <DataTable
            caption="Các hình trong tệp"
            phone="stack"
            empty=""
            columns={[
              { key: 'name', title: 'Tên trong tệp', rowHeader: true },
              { key: 'code', title: 'Mã trong tệp' },
              { key: 'unit', title: 'Đơn vị' },
              { key: 'by', title: 'Khớp theo' },
            ]}
            rows={shapes.map((shape) => ({
              name: shape.name === '' ? `Hình thứ ${shape.position + 1}` : shape.name,
              code: shape.code,
              unit: shape.unitName ?? 'Chưa khớp',
              by: shape.matchedBy === null ? '' : { code: 'mã', name: 'tên', hand: 'bằng tay' }[shape.matchedBy],
            }))}
          />
        </Layout>
      )
    },
  })
}

const SHAPE_FIELD = /^shape(\d{1,18})$/

function matching(app: FastifyInstance): void {
  staffForm(app, {
    path: '/dashboard-settings/maps/:mapId/matching',
    permission: MANAGING,
    params: MapId,
    fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    load: async (context) => {
      await requireManager(context)
      const { database, params } = context
      const map = await mapSourceById(database, params.mapId)
      const shapes = await shapesOfSource(database, map.id)
      const communes = await unitsOnDay(database, { today: map.validFrom, kinds: ['commune'] })
      return { map, shapes: shapes.filter(({ matchedBy }) => matchedBy === null || matchedBy === 'hand'), communes }
    },
    initial: ({ shapes }) => Object.fromEntries(shapes.map(({ id, unitId }) => [`shape${id}`, unitId ?? ''])),
    draw: ({ context, data: { map, shapes, communes }, form }) => (
      <Layout
        title="Khớp hình với đơn vị"
        context={context.page}
        form={form}
        backLink={{ href: pathOf(map.id), text: map.title }}
      >
        <PageHeading caption={map.title}>Khớp hình với đơn vị</PageHeading>
        {shapes.length === 0 ? (
          <p class="govuk-body">Mọi hình đã khớp theo mã hoặc tên.</p>
        ) : (
          <Form form={form}>
            {shapes.slice(0, MOST_MATCHED_AT_ONCE).map((shape) => (
              <SelectField
                key={shape.id}
                form={form}
                name={`shape${shape.id}`}
                label={`${shape.name === '' ? `Hình thứ ${shape.position + 1}` : shape.name}${shape.code === '' ? '' : ` (mã ${shape.code})`}`}
                options={communes.map(({ id, name }) => ({ value: id, text: name }))}
                emptyText="Không thuộc đơn vị nào"
              />
            ))}
            {shapes.length > MOST_MATCHED_AT_ONCE && (
              <p class="govuk-body">
                {MOST_MATCHED_AT_ONCE} trong {shapes.length} hình; lưu rồi mở lại để khớp tiếp.
              </p>
            )}
            <SubmitButtons cancelHref={pathOf(map.id)}>
              <SubmitButton>Lưu chỗ khớp</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, params: { mapId } }, entered) => {
      const units = new Map(
        Object.entries(entered).flatMap(([name, value]) => {
          const shapeId = SHAPE_FIELD.exec(name)?.[1]
          const unitId = String(value)
          return shapeId === undefined ? [] : [[shapeId, /^\d{1,18}$/.test(unitId) ? unitId : null] as const]
        }),
      )
      await matchByHand(database, official, { id: mapId, units })
      return pathOf(mapId)
    },
  })
}

/** Each has the list of all communes: more would make the page too heavy for a phone. */
const MOST_MATCHED_AT_ONCE = 20

function showing(app: FastifyInstance, shown: boolean): void {
  const words = shown
    ? { title: 'Dùng bản đồ này', about: 'Mọi người thấy các hình đã khớp trên bảng theo dõi, từ ngày của bản đồ.' }
    : { title: 'Thôi dùng bản đồ này', about: 'Bảng theo dõi vẽ theo bản đồ trước nó, nếu có; bảng số vẫn như cũ.' }
  staffForm(app, {
    path: `/dashboard-settings/maps/:mapId/${shown ? 'showing' : 'withdrawal'}`,
    permission: MANAGING,
    params: MapId,
    fields: z.object({}),
    load: async (context) => {
      await requireManager(context)
      return mapSourceById(context.database, context.params.mapId)
    },
    initial: () => ({}),
    draw: ({ context, data: map, form }) => (
      <Layout
        title={words.title}
        context={context.page}
        form={form}
        backLink={{ href: pathOf(map.id), text: map.title }}
      >
        <PageHeading caption={map.title}>{words.title}</PageHeading>
        <p class="govuk-body">{words.about}</p>
        <Form form={form}>
          <SubmitButtons cancelHref={pathOf(map.id)}>
            <SubmitButton {...(shown ? {} : { variant: 'warning' as const })}>{words.title}</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params: { mapId } }) => {
      await showMap(database, official, { id: mapId, shown })
      return pathOf(mapId)
    },
  })
}
