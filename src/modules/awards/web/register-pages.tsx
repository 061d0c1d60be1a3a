import type { FastifyInstance } from 'fastify'
import { addressValues } from '../../../platform/http/address-fields.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  FilterBar,
  filterView,
  Layout,
  PageHeading,
  TextField,
} from '../../../platform/page/index.ts'
import { SPREADSHEET_MEDIA_TYPE, writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { awards } from '../queries/awards.ts'
import { RECIPIENT_KINDS } from '../rules/award.ts'
import { AwardNavigation } from './award-parts.tsx'
import { RegisterQuery } from './award-query.ts'
import { AwardFilters, AwardRows, filterChoices } from './award-rows.tsx'

const PATH = '/awards/register'
/** A spreadsheet takes this many rows; a province gives a few hundred awards a year. */
const MOST_ROWS = 20_000

/** The register of awards (sổ khen thưởng): all that was awarded in the official's reach, searched and taken out. */
export function registerPages(app: FastifyInstance): void {
  staffPage(app, {
    path: PATH,
    permission: 'award.read',
    query: RegisterQuery,
    draw: async (context) => {
      const { database, official, today, page, query } = context
      const [list, choices] = await Promise.all([
        awards(database, official, { ...query, state: 'awarded' }, today),
        filterChoices(context),
      ])
      const values = addressValues(query)
      const form = filterView(values)
      const filtered = Object.keys(values).length > 0
      return (
        <Layout title="Sổ khen thưởng" context={page} wide>
          <PageHeading
            caption="Khen thưởng"
            actions={
              <ActionBar>
                <ButtonLink href={`${PATH}/sheet.xlsx?${new URLSearchParams(values)}`} variant="secondary">
                  Tải sổ (Excel)
                </ButtonLink>
              </ActionBar>
            }
          >
            Sổ khen thưởng
          </PageHeading>
          <AwardNavigation official={official} current="register" />
          <FilterBar resetHref={PATH} active={filtered}>
            <TextField form={form} name="words" label="Có chứa từ" hint="Tên, thành tích, số; không cần gõ dấu" />
            <AwardFilters form={form} {...choices} />
          </FilterBar>
          <AwardRows
            list={list}
            columns={['year', 'recipient', 'form', 'achievement', 'decision']}
            caption="Sổ khen thưởng"
            empty={
              filtered
                ? 'Không có khen thưởng nào khớp điều kiện lọc.'
                : 'Chưa có tập thể, cá nhân nào trong phạm vi được khen thưởng.'
            }
            nextHref={(after) => `${PATH}?${new URLSearchParams({ ...values, after })}`}
          />
        </Layout>
      )
    },
  })

  app.get(`${PATH}/sheet.xlsx`, allow('award.read'), async (request, reply) => {
    const { database, official, today } = signedInContext(request)
    const query = readAddress(RegisterQuery, request.query)
    const { rows } = await awards(
      database,
      official,
      { ...query, after: undefined, state: 'awarded' },
      today,
      MOST_ROWS,
    )
    const file = await writeRows([
      {
        sheet: 'Sổ khen thưởng',
        columns: [
          { title: 'Số thứ tự', width: 8 },
          { title: 'Năm xét', width: 8 },
          { title: 'Đối tượng', width: 12 },
          { title: 'Họ và tên', width: 28 },
          { title: 'Chức vụ', width: 28 },
          { title: 'Đơn vị', width: 40 },
          { title: 'Hình thức', width: 22 },
          { title: 'Thành tích', width: 60 },
          { title: 'Số quyết định', width: 20 },
          { title: 'Ngày quyết định', width: 14 },
          { title: 'Ngày thu hồi', width: 14 },
        ],
        rows: rows.map((award, index) => [
          ...[index + 1, award.forYear, RECIPIENT_KINDS[award.recipientKind]],
          ...[award.personName ?? '', award.personPost ?? '', award.unitName],
          ...[award.formTitle, award.achievement, award.decisionNumber ?? ''],
          award.awardedOn === null ? '' : formatCalendarDate(award.awardedOn),
          award.withdrawnOn === null ? '' : formatCalendarDate(award.withdrawnOn),
        ]),
      },
    ])
    return asDownload(reply, { name: `so-khen-thuong-${today}.xlsx`, mediaType: SPREADSHEET_MEDIA_TYPE }).send(file)
  })
}
