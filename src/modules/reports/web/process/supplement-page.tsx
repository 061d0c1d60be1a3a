import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asDownload } from '../../../../platform/http/download.ts'
import { Id, readAddress, staffPage } from '../../../../platform/http/page.tsx'
import { allow } from '../../../../platform/http/permission.ts'
import { signedInContext } from '../../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  Layout,
  PageHeading,
  SummaryList,
  WarningText,
} from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { PDF_MEDIA_TYPE, WORD_MEDIA_TYPE, writePdf, writeWord } from '../../../documents/index.ts'
import { mayAct } from '../../queries/report-for-change.ts'
import { letterheadOf } from '../../queries/report-letterhead.ts'
import { reportOf } from '../../queries/reports.ts'
import { supplementOf } from '../../queries/supplements.ts'
import { fileName } from '../report-downloads.ts'
import { SupplementStateTag } from '../report-state-tag.tsx'
import { titleOf } from '../report-words.ts'
import { ChangedFigures } from './changed-figures.tsx'
import { supplementDocument } from './supplement-document.ts'
import { OrderNumber } from './supplement-forms.tsx'

const SupplementParams = z.object({ reportId: Id, supplement: OrderNumber })

const FILES = {
  docx: { mediaType: WORD_MEDIA_TYPE, write: writeWord },
  pdf: { mediaType: PDF_MEDIA_TYPE, write: writePdf },
} as const

/** One supplement as it was sent, on the screen and on paper. */
export function supplementPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reports/:reportId/supplements/:supplement',
    permission: 'report.read',
    params: SupplementParams,
    draw: async ({ database, official, today, page, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      const supplement = await supplementOf(database, report.id, params.supplement)
      const mayDecide = await mayAct(database, official, report, 'decide', today)
      const { number, state } = supplement
      const path = `/reports/${report.id}/supplements/${number}`
      return (
        <Layout
          title={`Báo cáo bổ sung số ${number}: ${titleOf(report)}`}
          context={page}
          wide
          breadcrumbs={[
            { href: '/reports', text: 'Báo cáo' },
            { href: `/reports/${report.id}`, text: report.unitName },
            { text: `Bổ sung số ${number}` },
          ]}
        >
          <PageHeading
            caption={`${titleOf(report)} – ${report.unitName}`}
            actions={
              <ActionBar>
                {state === 'submitted' && mayDecide && (
                  <ButtonLink href={`${path}/decision`}>Tiếp nhận hoặc không</ButtonLink>
                )}
                <ButtonLink href={`${path}/document.docx`} variant="secondary">
                  Tải bản Word
                </ButtonLink>
                <ButtonLink href={`${path}/document.pdf`} variant="secondary">
                  Tải bản PDF
                </ButtonLink>
              </ActionBar>
            }
          >
            Báo cáo bổ sung số {number}
          </PageHeading>
          {state === 'refused' && (
            <WarningText>Cơ quan tổng hợp không tiếp nhận bản bổ sung này: {supplement.decidedReason}</WarningText>
          )}
          <SummaryList
            rows={[
              { label: 'Tình trạng', value: <SupplementStateTag state={state} /> },
              {
                label: 'Bổ sung cho',
                value: (
                  <a class="govuk-link" href={`/reports/${report.id}/submissions/${supplement.submissionNumber}`}>
                    Báo cáo gửi lần {supplement.submissionNumber}
                  </a>
                ),
              },
              {
                label: 'Gửi',
                value: `Ngày ${formatCalendarDate(supplement.sentOn)}, số liệu tính đến ${formatCalendarDate(supplement.asOf)}`,
              },
              { label: 'Người gửi', value: `${supplement.signer.name}, ${supplement.signer.title}` },
              ...(supplement.decidedOn
                ? [
                    {
                      label: state === 'accepted' ? 'Tiếp nhận' : 'Không tiếp nhận',
                      value: `Ngày ${formatCalendarDate(supplement.decidedOn)}, ${supplement.decidedBy ?? 'Hệ thống'}`,
                    },
                  ]
                : []),
              { label: 'Lý do bổ sung', value: <span class="app-prewrap">{supplement.reason}</span> },
              ...(supplement.content
                ? [{ label: 'Nội dung bổ sung', value: <span class="app-prewrap">{supplement.content}</span> }]
                : []),
            ]}
          />
          <Lines title="Đưa thêm vào báo cáo tổng hợp" lines={supplement.gathered} />
          <Lines title="Đơn vị vẫn chưa gửi khi lập bản bổ sung" lines={supplement.missingUnits} />
          <ChangedFigures changes={supplement.changes} caption="Chỉ tiêu thay đổi" />
        </Layout>
      )
    },
  })
  for (const [format, { mediaType, write }] of Object.entries(FILES)) {
    app.get(
      `/reports/:reportId/supplements/:supplement/document.${format}`,
      allow('report.read'),
      async (request, reply) => {
        const { database, official, today, page } = signedInContext(request)
        const params = readAddress(SupplementParams, request.params)
        const report = await reportOf(database, official, params.reportId, today)
        const supplement = await supplementOf(database, report.id, params.supplement)
        const letterhead = await letterheadOf(database, { ...report, submittedOn: supplement.sentOn })
        const { demonstration } = page
        const file = await write(supplementDocument({ report, supplement, letterhead, demonstration }))
        const name = `${fileName(`Báo cáo bổ sung số ${supplement.number} ${titleOf(report)} ${report.unitName}`)}.${format}`
        return asDownload(reply, { name, mediaType }).send(file)
      },
    )
  }
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">
        {title} ({lines.length})
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}
