import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import { ActionBar, ButtonLink, DataTable, Layout, PageHeading, Tag } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import { indicatorVersions } from '../queries/definitions.ts'
import { type Draft, drafts } from '../queries/drafts.ts'
import { type Indicator, MEASURES } from '../rules/indicator.ts'
import { versionOn } from '../rules/version.ts'

/** All indicators with how each is computed, for everybody who reads figures. */
export function definitionsPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/figures/definitions',
    permission: 'figure.read',
    draw: async ({ database, official, today, page }) => {
      const manages = may(official, 'indicator.manage')
      const [versions, underWay] = await Promise.all([indicatorVersions(database), manages ? drafts(database) : []])
      const codes = [...new Set(versions.map(({ code }) => code))]
      const indicators = codes.flatMap(
        (code) =>
          versionOn(
            versions.filter((each) => each.code === code),
            today,
          ) ?? [],
      )
      const themes = [...new Set(indicators.map(({ theme }) => theme))]
      return (
        <Layout
          title="Chỉ tiêu và cách tính"
          context={page}
          wide
          breadcrumbs={[{ href: '/figures', text: 'Số liệu' }, { text: 'Chỉ tiêu' }]}
        >
          <PageHeading
            actions={
              <ActionBar>
                {may(official, 'indicator.enter') && (
                  <ButtonLink href="/figures/values" variant="secondary">
                    Số liệu từ nguồn ngoài
                  </ButtonLink>
                )}
                {manages && (
                  <>
                    <ButtonLink href="/figures/definitions/new">Thêm chỉ tiêu</ButtonLink>
                    <ButtonLink href="/figures/definitions/import" variant="secondary">
                      Nhập từ tệp
                    </ButtonLink>
                  </>
                )}
              </ActionBar>
            }
          >
            Chỉ tiêu và cách tính
          </PageHeading>
          <p class="govuk-body">
            Có {indicators.length} chỉ tiêu. Mỗi chỉ tiêu có định nghĩa bằng lời, nguồn, các bản đã dùng và nơi được
            dùng.{' '}
            <a class="govuk-link" href="/figures/definitions/file">
              Tải các định nghĩa về (tệp JSON)
            </a>
          </p>
          {underWay.length > 0 && <DraftTable drafts={underWay} />}
          {themes.map((theme) => (
            <DataTable
              key={theme}
              caption={theme}
              phone="stack"
              empty=""
              columns={[
                { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'one-half' },
                { key: 'unit', title: 'Đơn vị tính' },
                { key: 'measure', title: 'Kiểu' },
                { key: 'version', title: 'Bản' },
              ]}
              rows={indicators.filter((indicator) => indicator.theme === theme).map(line)}
            />
          ))}
        </Layout>
      )
    },
  })
}

function DraftTable({ drafts: underWay }: { drafts: readonly Draft[] }) {
  return (
    <DataTable
      caption="Bản soạn chưa ban hành"
      phone="stack"
      empty=""
      columns={[
        { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'one-half' },
        { key: 'kind', title: 'Là' },
        { key: 'by', title: 'Sửa lần cuối' },
      ]}
      rows={underWay.map(({ id, definition, indicatorCode, changedBy, changedAt }) => ({
        title: (
          <a class="govuk-link" href={`/figures/drafts/${id}`}>
            {definition.title}
          </a>
        ),
        kind: indicatorCode === null ? 'Chỉ tiêu mới' : 'Bản mới của chỉ tiêu đang có',
        by: [changedBy, formatInstant(changedAt)].filter(Boolean).join(', '),
      }))}
    />
  )
}

function line(indicator: Indicator) {
  return {
    title: (
      <>
        <a class="govuk-link" href={`/figures/${indicator.code}`}>
          {indicator.title}
        </a>{' '}
        {indicator.retiredOn !== null && (
          <Tag colour="grey" text={`Dùng đến ${formatCalendarDate(indicator.retiredOn)}`} />
        )}
      </>
    ),
    unit: indicator.unitOfMeasure,
    measure: MEASURES[indicator.measure],
    version: String(indicator.version),
  }
}
