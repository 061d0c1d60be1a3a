import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../../platform/http/page.tsx'
import { ActionBar, ButtonLink, DataTable, Layout, PageHeading, Tag } from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { may } from '../../../../vocabulary/official.ts'
import { formatInstant } from '../../../../vocabulary/vietnamese.ts'
import { type TypeDraft, typeDrafts } from '../../queries/report-type-drafts.ts'
import { typeVersions } from '../../queries/report-types.ts'
import { PERIOD_KINDS } from '../../rules/period-entered.ts'
import { versionInForce } from '../../rules/type-version.ts'
import { ReportNavigation } from '../report-navigation.tsx'
import { draftPath, TYPES_PATH, typePath } from './type-address.ts'

/** All types of report, for everybody who reads reports; what is being worked on, for who manages them. */
export function typesPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reports/types',
    permission: 'report.read',
    draw: async ({ database, official, today, page }) => {
      const manages = may(official, 'report.define')
      const [versions, drafts] = await Promise.all([typeVersions(database), manages ? typeDrafts(database) : []])
      const codes = [...new Set(versions.map(({ code }) => code))]
      const types = codes.flatMap((code) => {
        const own = versions.filter((version) => version.code === code)
        const inForce = versionInForce(own, today)
        return inForce ? [{ ...inForce, latest: own.at(-1) ?? inForce }] : []
      })
      return (
        <Layout
          title="Loại báo cáo"
          context={page}
          wide
          breadcrumbs={[{ href: '/reports', text: 'Báo cáo' }, { text: 'Loại báo cáo' }]}
        >
          <PageHeading
            actions={
              manages && (
                <ActionBar>
                  <ButtonLink href={`${TYPES_PATH}/new`}>Thêm loại báo cáo</ButtonLink>
                  <ButtonLink href={`${TYPES_PATH}/import`} variant="secondary">
                    Nhập từ tệp
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            Loại báo cáo
          </PageHeading>
          <ReportNavigation current={TYPES_PATH} official={official} />
          <p class="govuk-body">
            Mỗi loại báo cáo có đề cương, cách chốt số liệu, đơn vị phải gửi và hạn gửi theo cấp.{' '}
            <a class="govuk-link" href={`${TYPES_PATH}/file`}>
              Tải các loại báo cáo về (tệp JSON)
            </a>
          </p>
          {drafts.length > 0 && <DraftTable drafts={drafts} />}
          <DataTable
            caption={`Đang có ${types.length} loại báo cáo`}
            phone="stack"
            empty="Chưa có loại báo cáo nào."
            columns={[
              { key: 'title', title: 'Loại báo cáo', rowHeader: true, width: 'one-half' },
              { key: 'periods', title: 'Loại kỳ' },
              { key: 'version', title: 'Bản đang dùng' },
            ]}
            rows={types.map((type) => ({
              title: (
                <>
                  <a class="govuk-link" href={typePath(type.code)}>
                    {type.title}
                  </a>{' '}
                  {type.retiredOn !== null && (
                    <Tag colour="grey" text={`Dùng đến ${formatCalendarDate(type.retiredOn)}`} />
                  )}
                </>
              ),
              periods: type.periodKinds.map((kind) => PERIOD_KINDS[kind]).join('; '),
              version:
                type.latest.number === type.number || type.latest.validFrom === null
                  ? `Bản ${type.number}`
                  : `Bản ${type.number}; bản ${type.latest.number} từ ngày ${formatCalendarDate(type.latest.validFrom)}`,
            }))}
          />
        </Layout>
      )
    },
  })
}

function DraftTable({ drafts }: { drafts: readonly TypeDraft[] }) {
  return (
    <DataTable
      caption="Bản soạn chưa ban hành"
      phone="stack"
      empty=""
      columns={[
        { key: 'title', title: 'Loại báo cáo', rowHeader: true, width: 'one-half' },
        { key: 'kind', title: 'Là' },
        { key: 'by', title: 'Sửa lần cuối' },
      ]}
      rows={drafts.map(({ id, definition, typeCode, changedBy, changedAt }) => ({
        title: (
          <a class="govuk-link" href={draftPath(id)}>
            Bản soạn: {definition.title}
          </a>
        ),
        kind: typeCode === null ? 'Loại báo cáo mới' : 'Bản mới của loại báo cáo đang có',
        by: [changedBy, formatInstant(changedAt)].filter(Boolean).join(', '),
      }))}
    />
  )
}
