import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import { DataTable, Layout, PageHeading } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { processingPurposes, retentionClasses } from '../queries/retention.ts'
import { periodInWords } from '../rules/data-request.ts'
import { PersonalDataNavigation } from './request-parts.tsx'

/** Which personal data is kept where, why, on which basis, and how long. */
export function retentionPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/personal-data/retention',
    permission: 'signed-in',
    draw: async ({ database, official, page }) => {
      const [purposes, classes] = await Promise.all([processingPurposes(database), retentionClasses(database)])
      return (
        <Layout title="Mục đích xử lý, thời hạn lưu" context={page} wide>
          <PageHeading caption="Dữ liệu cá nhân">Mục đích xử lý, thời hạn lưu</PageHeading>
          <PersonalDataNavigation current="retention" official={official} />
          <p class="govuk-body">
            Chỉ ghi dữ liệu cần cho mục đích nêu dưới đây. Nhóm chưa xác định thời hạn lưu thì hệ thống không tự xóa gì
            theo thời hạn.
          </p>
          <DataTable
            caption="Mục đích xử lý dữ liệu cá nhân"
            phone="stack"
            empty="Chưa có mục đích nào được ghi."
            columns={[
              { key: 'title', title: 'Dữ liệu của', rowHeader: true },
              { key: 'kept', title: 'Dữ liệu được lưu', width: 'one-quarter' },
              { key: 'where', title: 'Lưu ở phần' },
              { key: 'purpose', title: 'Mục đích' },
              { key: 'basis', title: 'Căn cứ' },
              { key: 'retention', title: 'Nhóm thời hạn lưu' },
            ]}
            rows={purposes.map((purpose) => ({
              title: purpose.title,
              kept: purpose.keptData,
              where: purpose.keptWhere,
              purpose: purpose.purpose,
              basis: purpose.legalBasis,
              retention: purpose.retentionTitle ?? 'Không lưu',
            }))}
          />
          <DataTable
            caption="Nhóm thời hạn lưu"
            phone="stack"
            empty="Chưa có nhóm nào được ghi."
            columns={[
              { key: 'title', title: 'Nhóm hồ sơ', rowHeader: true },
              { key: 'covers', title: 'Gồm', width: 'one-quarter' },
              { key: 'period', title: 'Thời hạn lưu' },
              { key: 'source', title: 'Căn cứ', width: 'one-quarter' },
              { key: 'hold', title: 'Giữ lại dù hết thời hạn' },
            ]}
            rows={classes.map((each) => ({
              title: each.title,
              covers: each.covers,
              period:
                each.validFrom === null
                  ? periodInWords(each)
                  : `${periodInWords(each)}, áp dụng từ ${formatCalendarDate(each.validFrom)}`,
              source: each.legalSource,
              hold: each.legalHold,
            }))}
          />
        </Layout>
      )
    },
  })
}
