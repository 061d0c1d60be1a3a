import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  addressAfter,
  addressChoice,
  addressId,
  addressValues,
  addressWords,
  addressYear,
} from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  FilterBar,
  filterView,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  Tag,
  TextField,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { registeredDocuments } from '../queries/documents.ts'
import { SECRECY } from '../rules/document-limits.ts'
import { DIRECTIONS, DOCUMENT_TYPE_CHOICES, DOCUMENT_TYPE_TITLES } from '../rules/register-entry.ts'
import { DOCUMENT_LABELS as L } from './document-fields.ts'
import { FoundInView } from './found-in-view.tsx'

/** The questions that the register answers, in the address and in the API. */
export const DocumentQuery = z.object({
  direction: addressChoice(DIRECTIONS),
  type: addressChoice(DOCUMENT_TYPE_TITLES),
  year: addressYear,
  unitId: addressId,
  words: addressWords,
  after: addressAfter,
})

/** The list of documents: `/documents`. */
export function documentListPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/documents',
    permission: 'document.read',
    query: DocumentQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, units] = await Promise.all([
        registeredDocuments(database, official, query, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'document.read') }),
      ])
      const asked = addressValues(query)
      const filtered = Object.keys(asked).length > 0
      const form = filterView(asked)
      return (
        <Layout title="Văn bản" context={page} wide>
          <PageHeading
            actions={
              may(official, 'document.write') && (
                <ActionBar>
                  <ButtonLink href="/documents/outgoing/new">Vào sổ văn bản đi</ButtonLink>
                  <ButtonLink href="/documents/incoming/new" variant="secondary">
                    Vào sổ văn bản đến
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            Sổ văn bản
          </PageHeading>
          <p class="govuk-body">
            <a class="govuk-link" href="/documents/register">
              Sổ đăng ký để in
            </a>
            {may(official, 'document.write') && (
              <>
                {' · '}
                <a class="govuk-link" href="/documents/duplicates">
                  Văn bản có thể trùng
                </a>
              </>
            )}
            {may(official, 'document.sign') && (
              <>
                {' · '}
                <a class="govuk-link" href="/documents/own-signature">
                  Hình chữ ký của tôi
                </a>
              </>
            )}
            {may(official, 'document.write') && (
              <>
                {' · '}
                <a class="govuk-link" href="/documents/seal">
                  Hình con dấu
                </a>
              </>
            )}
            {may(official, 'document.manage') && (
              <>
                {' · '}
                <a class="govuk-link" href="/documents/numbering">
                  Cách đánh số
                </a>
              </>
            )}
          </p>
          <FilterBar resetHref="/documents" active={filtered}>
            <SelectField
              form={form}
              name="direction"
              label="Văn bản đi, đến"
              emptyText="Đi và đến"
              options={optionsOf(DIRECTIONS)}
            />
            <SelectField
              form={form}
              name="type"
              label={L.type}
              emptyText="Mọi loại"
              options={optionsOf(DOCUMENT_TYPE_CHOICES)}
            />
            <NumberField form={form} name="year" label="Năm" width={4} />
            {units.length > 1 && (
              <SelectField
                form={form}
                name="unitId"
                label="Sổ của đơn vị (gồm đơn vị trực thuộc)"
                emptyText="Mọi đơn vị"
                options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
              />
            )}
            <TextField
              form={form}
              name="words"
              label="Có chứa từ"
              hint="Số, ký hiệu, trích yếu, chữ trong tệp; không cần gõ dấu"
            />
          </FilterBar>
          <DataTable
            caption="Danh sách văn bản"
            captionHidden
            phone="stack"
            empty={filtered ? 'Không có văn bản nào khớp điều kiện lọc.' : 'Chưa có văn bản nào trong sổ.'}
            columns={[
              { key: 'reference', title: L.reference, rowHeader: true, width: 'narrow' },
              { key: 'issuedOn', title: L.issuedOn, width: 'narrow' },
              { key: 'summary', title: L.summary, width: 'one-half' },
              { key: 'type', title: 'Loại' },
              { key: 'issuer', title: L.issuingBody },
              { key: 'register', title: 'Vào sổ' },
            ]}
            rows={list.rows.map((document) => ({
              reference: (
                // A number is read as one word: it does not break at its hyphens.
                <a class="govuk-link app-column--narrow" href={`/documents/${document.id}`}>
                  {document.reference}
                </a>
              ),
              issuedOn: formatCalendarDate(document.issuedOn),
              summary: (
                <>
                  {document.summary} <StateOf document={document} today={today} />
                  {document.limits === 'document' && (
                    <>
                      {' '}
                      <Tag colour="purple" text={document.secrecy === null ? 'Hạn chế' : SECRECY[document.secrecy]} />
                    </>
                  )}
                  {document.foundIn && <FoundInView found={document.foundIn} />}
                </>
              ),
              type: DOCUMENT_TYPE_TITLES[document.type],
              issuer: document.issuer,
              register:
                document.direction === 'outgoing'
                  ? 'Đi'
                  : `Đến số ${document.arrivalNumber}, ${formatCalendarDate(document.registeredOn)}`,
            }))}
          />
          <Pagination
            nextHref={list.next ? `/documents?${new URLSearchParams({ ...asked, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })
}

type Stated = { dueOn: CalendarDate | null; handledOn: CalendarDate | null; withdrawnOn: CalendarDate | null }

/** What must be known of a document before it is used: that it was withdrawn, or that it waits. */
export function StateOf({
  document: { dueOn, handledOn, withdrawnOn },
  today,
}: {
  document: Stated
  today: CalendarDate
}) {
  if (withdrawnOn !== null) return <Tag colour="grey" text="Đã thu hồi" />
  if (dueOn === null) return null
  if (handledOn !== null) return <Tag colour="green" text="Đã thực hiện" />
  const day = formatCalendarDate(dueOn)
  return dueOn < today ? <Tag colour="red" text={`Quá hạn ${day}`} /> : <Tag colour="yellow" text={`Hạn ${day}`} />
}
