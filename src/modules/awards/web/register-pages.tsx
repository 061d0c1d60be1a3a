import type { FastifyInstance } from 'fastify'
import { addressValues } from '../../../platform/http/address-fields.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
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
  TextField,
} from '../../../platform/page/index.ts'
import { SPREADSHEET_MEDIA_TYPE, writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { formTitles } from '../queries/award-forms.ts'
import { awards } from '../queries/awards.ts'
import { RECIPIENT_KINDS, recipientInWords } from '../rules/award.ts'
import { AWARD_LABELS as L } from './award-fields.ts'
import { AwardNavigation } from './award-parts.tsx'
import { RegisterQuery } from './award-query.ts'

const PATH = '/awards/register'
/** A spreadsheet takes this many rows; a province gives a few hundred awards a year. */
const MOST_ROWS = 20_000

/** The register of awards (sổ khen thưởng): all that was awarded in the official's reach, searched and taken out. */
export function registerPages(app: FastifyInstance): void {
  staffPage(app, {
    path: PATH,
    permission: 'award.read',
    query: RegisterQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, units, forms] = await Promise.all([
        awards(database, official, { ...query, state: 'awarded' }, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'award.read') }),
        formTitles(database),
      ])
      const values = addressValues(query)
      const form = filterView(values)
      const asked = new URLSearchParams(values)
      return (
        <Layout title="Sổ khen thưởng" context={page} wide>
          <PageHeading
            caption="Khen thưởng"
            actions={
              <ActionBar>
                <ButtonLink href={`${PATH}/sheet.xlsx?${asked}`} variant="secondary">
                  Tải sổ (Excel)
                </ButtonLink>
              </ActionBar>
            }
          >
            Sổ khen thưởng
          </PageHeading>
          <AwardNavigation official={official} current="register" />
          <FilterBar resetHref={PATH} active={Object.keys(values).length > 0}>
            <TextField form={form} name="words" label="Tên, đơn vị, thành tích, số quyết định" optional />
            <NumberField form={form} name="year" label={L.forYear} width={4} />
            <SelectField
              form={form}
              name="form"
              label={L.awardForm}
              emptyText="Mọi hình thức"
              options={optionsOf(forms)}
            />
            <SelectField
              form={form}
              name="kind"
              label={L.recipientKind}
              emptyText="Tập thể và cá nhân"
              options={optionsOf(RECIPIENT_KINDS)}
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
          </FilterBar>
          <DataTable
            caption="Sổ khen thưởng"
            captionHidden
            phone="stack"
            empty="Không có khen thưởng nào khớp điều kiện."
            columns={[
              { key: 'year', title: 'Năm', width: 'narrow' },
              { key: 'recipient', title: 'Tập thể, cá nhân', rowHeader: true, width: 'one-third' },
              { key: 'form', title: 'Hình thức' },
              { key: 'achievement', title: 'Thành tích', width: 'one-third' },
              { key: 'decision', title: 'Quyết định' },
            ]}
            rows={list.rows.map((award) => ({
              year: String(award.forYear),
              recipient: (
                <a class="govuk-link" href={`/awards/${award.id}`}>
                  {recipientInWords(award)}
                </a>
              ),
              form: award.formTitle,
              achievement: award.achievement,
              decision: decisionInWords(award),
            }))}
          />
          <Pagination
            nextHref={list.next ? `${PATH}?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
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

/** The register keeps what was withdrawn and says so; figures, checks and the public list leave it out. */
function decisionInWords(award: {
  decisionNumber: string | null
  awardedOn: string | null
  withdrawnOn: string | null
}) {
  if (award.awardedOn === null) return ''
  const told = `${award.decisionNumber}, ${formatCalendarDate(award.awardedOn)}`
  return award.withdrawnOn === null ? told : `${told}; đã thu hồi ngày ${formatCalendarDate(award.withdrawnOn)}`
}
