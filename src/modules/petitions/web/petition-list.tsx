import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  addressAfter,
  addressChoice,
  addressDay,
  addressId,
  addressValues,
  addressWords,
} from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  type DataRow,
  DataTable,
  DateField,
  FilterBar,
  filterView,
  Layout,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  SubNavigation,
  TextField,
  UnitFilterField,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import {
  type ListedPetition,
  MOST_COUNTED,
  type PetitionTotal,
  type PetitionView,
  petitionsWithTotal,
} from '../queries/petitions.ts'
import { PETITION_KINDS, type PetitionKind, petitionNumber } from '../rules/petition-kind.ts'
import { type PetitionState, STATE_TITLES } from '../rules/petition-standing.ts'
import { denouncerPseudonym, maskedPhone, PROTECTED_TITLE } from '../rules/protected-sender.ts'
import { CHOICE_COLUMN, ChoiceOfPetition, ChoosingTogether, mayDoTogether } from './choosing-together.tsx'
import { PETITION_LABELS as L } from './petition-fields.ts'
import { DueDay, PetitionStateTag } from './petition-tags.tsx'

const VIEWS: Readonly<Record<PetitionView, string>> = {
  all: 'Tất cả',
  mine: 'Tôi xử lý',
  late: 'Quá hạn',
  waiting: 'Chưa có người xử lý',
}

const EMPTY: Readonly<Record<PetitionView, string>> = {
  all: 'Chưa có đơn nào được vào sổ.',
  mine: 'Bạn không còn đơn nào phải xử lý.',
  late: 'Không có đơn nào quá hạn.',
  waiting: 'Đơn nào cũng đã có người xử lý.',
}

/** States that a registered petition can be in. */
const { received: _received, registered: _registered, ...LISTED_STATES } = STATE_TITLES

/** The questions that the list of petitions answers, in the address and in the API. */
export const PetitionQuery = z.object({
  view: addressChoice(VIEWS),
  kind: addressChoice<PetitionKind>(PETITION_KINDS),
  state: addressChoice<PetitionState>(STATE_TITLES),
  unitId: addressId,
  from: addressDay,
  to: addressDay,
  words: addressWords,
  after: addressAfter,
})

export function petitionList(app: FastifyInstance): void {
  staffPage(app, {
    path: '/petitions',
    permission: 'petition.read',
    query: PetitionQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, units] = await Promise.all([
        petitionsWithTotal(database, official, query, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'petition.read') }),
      ])
      const view = query.view ?? 'all'
      const values = addressValues(query)
      const { view: _view, ...filters } = values
      const filtered = Object.keys(filters).length > 0
      const form = filterView(values)
      return (
        <Layout title="Đơn thư" context={page} wide>
          <PageHeading
            actions={
              may(official, 'petition.register') && (
                <ActionBar>
                  <ButtonLink href="/petitions/new">Vào sổ đơn</ButtonLink>
                  <ButtonLink href="/petitions/new-denunciation" variant="secondary">
                    Vào sổ đơn tố cáo
                  </ButtonLink>
                  <ButtonLink href="/submissions" variant="secondary">
                    Đơn gửi trực tuyến
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            Đơn thư
          </PageHeading>
          <SubNavigation
            label="Phần danh sách"
            items={Object.entries(VIEWS).map(([code, text]) => ({
              href: address({ ...filters, ...(code === 'all' ? {} : { view: code }) }),
              text,
              current: code === view,
            }))}
          />
          <FilterBar resetHref={address(view === 'all' ? {} : { view })} active={filtered}>
            {view !== 'all' && <input type="hidden" name="view" value={view} />}
            <SelectField
              form={form}
              name="kind"
              label={L.kind}
              emptyText="Mọi loại"
              options={optionsOf(PETITION_KINDS)}
            />
            <SelectField
              form={form}
              name="state"
              label="Tình trạng"
              emptyText="Mọi tình trạng"
              options={optionsOf(LISTED_STATES)}
            />
            <UnitFilterField form={form} units={units} />
            <DateField form={form} name="from" label="Nhận từ ngày" />
            <DateField form={form} name="to" label="Đến ngày" />
            <TextField
              form={form}
              name="words"
              label="Có chứa từ, hoặc số đơn"
              hint="Không cần gõ dấu. Không tìm trong nội dung tố cáo."
            />
          </FilterBar>
          <HowMany total={list.total} />
          <ChoosingTogether official={official}>
            <DataTable
              caption={`Danh sách đơn thư: ${VIEWS[view].toLowerCase()}`}
              captionHidden
              phone="stack"
              empty={filtered ? 'Không có đơn nào khớp điều kiện lọc.' : EMPTY[view]}
              columns={[
                ...(mayDoTogether(official) ? [CHOICE_COLUMN] : []),
                { key: 'number', title: 'Số', width: 'narrow' },
                { key: 'receivedOn', title: 'Ngày nhận', width: 'narrow' },
                { key: 'title', title: 'Nội dung', rowHeader: true, width: 'one-third' },
                { key: 'sender', title: 'Người gửi' },
                { key: 'kind', title: 'Loại', width: 'narrow' },
                { key: 'handler', title: 'Xử lý', width: 'one-quarter' },
                { key: 'due', title: 'Hạn' },
                { key: 'state', title: 'Tình trạng' },
              ]}
              rows={list.rows.map((petition) =>
                row(petition, { today, ownUnitIds: official.posts.map(({ unitId }) => unitId) }),
              )}
            />
          </ChoosingTogether>
          <Pagination nextHref={list.next ? address({ ...values, after: list.next }) : undefined} />
          {may(official, 'petition.assign') && (
            <p class="govuk-body">
              <a class="govuk-link" href="/petitions/identity-looks">
                Rà soát các lượt xem danh tính người tố cáo
              </a>
            </p>
          )}
        </Layout>
      )
    },
  })
}

/** Counted as far as that helps: beyond a thousand one asks for less instead of reading on. */
function HowMany({ total }: { total: PetitionTotal }) {
  if (total?.count === 0) return null
  const words =
    total === null
      ? 'Rất nhiều đơn có các từ này, chưa đếm hết. Thêm từ hoặc điều kiện lọc để thu hẹp.'
      : total.isMore
        ? `Có hơn ${formatNumber(MOST_COUNTED)} đơn. Thêm điều kiện lọc để thu hẹp.`
        : `Có ${formatNumber(total.count)} đơn.`
  return <p class="govuk-body app-muted">{words}</p>
}

type Reader = {
  today: CalendarDate
  /** Where the reader works: not worth naming in each line. */
  ownUnitIds: readonly string[]
}

function row(petition: ListedPetition, { today, ownUnitIds }: Reader): DataRow {
  return {
    choice: petition.endedOn === null ? <ChoiceOfPetition petition={petition} /> : '',
    number: petitionNumber(petition),
    receivedOn: formatCalendarDate(petition.receivedOn),
    title: (
      <a class="govuk-link" href={`/petitions/${petition.id}`}>
        {petition.title ?? PROTECTED_TITLE}
      </a>
    ),
    sender: <SenderInList petition={petition} />,
    kind: PETITION_KINDS[petition.kind],
    handler: handledBy(petition, ownUnitIds),
    due: <DueDay dueOn={petition.dueOn} endedOn={petition.endedOn} today={today} />,
    state: <PetitionStateTag state={petition.state} />,
  }
}

function handledBy({ handlerName, handlingUnitId, handlingUnitName }: ListedPetition, ownUnitIds: readonly string[]) {
  if (!ownUnitIds.includes(handlingUnitId))
    return handlerName ? `${handlerName}, ${handlingUnitName}` : handlingUnitName
  // Nobody yet: the state says so.
  return handlerName ?? '–'
}

function SenderInList({ petition }: { petition: ListedPetition }) {
  if (petition.kind === 'denunciation') return <>{denouncerPseudonym(petition)}</>
  const others = petition.signatoryCount - 1
  const phone = maskedPhone(petition.senderPhone)
  return (
    <span>
      {petition.senderName === '' ? <span class="app-muted">Không ghi tên</span> : petition.senderName}
      {others > 0 && ` và ${formatNumber(others)} người khác`}
      {phone !== '' && <span class="app-muted"> ({phone})</span>}
    </span>
  )
}

function address(values: Record<string, string>): string {
  const query = new URLSearchParams(values).toString()
  return query === '' ? '/petitions' : `/petitions?${query}`
}
