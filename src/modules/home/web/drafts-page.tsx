import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import { InsetText, Layout, PageHeading } from '../../../platform/page/index.ts'

/** What a browser keeps of forms that were not sent. The system does not hold them: the list is drawn on the device. */
export function draftsPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/drafts',
    permission: 'signed-in',
    draw: ({ page }) => (
      <Layout title="Bản nháp trên thiết bị này" context={page} backLink={{ href: '/', text: 'Việc cần làm' }}>
        <PageHeading>Bản nháp trên thiết bị này</PageHeading>
        <p class="govuk-body">
          Khi mất kết nối, nội dung bạn đang nhập được giữ trên thiết bị, mã hóa bằng khóa của tài khoản bạn: người khác
          cầm thiết bị không đọc được. Bản đã bấm gửi tự gửi khi có mạng, chỉ một lần. Biểu có thông tin của người gửi
          đơn, người tố cáo, người được tiếp không được giữ trên thiết bị.
        </p>
        <div data-draft-list>
          <InsetText>
            Danh sách này do trình duyệt của bạn hiện ra và cần JavaScript. Không có JavaScript thì không có bản nháp
            nào được giữ; các biểu vẫn dùng được như thường.
          </InsetText>
        </div>
      </Layout>
    ),
  })
}
