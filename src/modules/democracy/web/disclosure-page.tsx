import type { FastifyInstance } from 'fastify'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
} from '../../../platform/page/index.ts'
import { daysBetween, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { AttachmentList, attachmentsOf, attachmentsOfEach } from '../../documents/index.ts'
import { noSuchDisclosure } from '../actions/out-of-reach.ts'
import { disclosureById, postingsOf } from '../queries/disclosures.ts'
import { DISCLOSURE_FORMS, QUARTERS, standingOf } from '../rules/disclosure.ts'
import { DISCLOSURE_LABELS as L, POSTING_LABELS as P } from './democracy-fields.ts'
import { CountOfLimit, DisclosureParams, StandingTag } from './democracy-parts.tsx'

/** One document that must be made public: its limit, how and where it was posted, with the proofs. */
export function disclosurePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/democracy/disclosures/:disclosureId',
    permission: 'democracy.read',
    params: DisclosureParams,
    draw: async ({ database, official, today, page, params }) => {
      const disclosure = await disclosureById(database, official, params.disclosureId, today)
      if (!disclosure) throw noSuchDisclosure()
      const [files, postings, changes, calendar] = await Promise.all([
        attachmentsOf(database, { kind: 'disclosure', id: disclosure.id }),
        postingsOf(database, disclosure.id),
        changesOf(database, { kind: 'disclosure', id: disclosure.id }),
        calendarInForce(database),
      ])
      const proofs = await attachmentsOfEach(
        database,
        'disclosure-posting',
        postings.map(({ id }) => id),
      )
      const isOpen = disclosure.isTheirs && disclosure.withdrawnOn === null
      const publicPath = `/public/disclosures/${disclosure.id}`
      return (
        <Layout
          title={disclosure.title}
          context={page}
          breadcrumbs={[
            { href: `/democracy?unitId=${disclosure.unitId}&year=${disclosure.year}`, text: 'Bảng công khai' },
            { text: disclosure.contentTitle },
          ]}
        >
          <PageHeading
            caption={`${disclosure.contentTitle}, ${disclosure.unitName}`}
            actions={
              isOpen && (
                <ActionBar>
                  <ButtonLink
                    href={`/democracy/disclosures/${disclosure.id}/postings/new`}
                    variant={disclosure.disclosedOn === null ? 'primary' : 'secondary'}
                  >
                    {disclosure.disclosedOn === null ? 'Ghi việc công khai' : 'Thêm hình thức công khai'}
                  </ButtonLink>
                  <ButtonLink href={`/democracy/disclosures/${disclosure.id}/edit`} variant="secondary">
                    Sửa
                  </ButtonLink>
                  <ButtonLink href={`/democracy/disclosures/${disclosure.id}/withdrawal`} variant="secondary">
                    Thu hồi
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {disclosure.title}
          </PageHeading>
          {disclosure.illustration && <InsetText>{disclosure.illustration}</InsetText>}
          {disclosure.withdrawnOn !== null && (
            <InsetText>
              Đã thu hồi ngày {formatCalendarDate(disclosure.withdrawnOn)}: {disclosure.withdrawnReason}
            </InsetText>
          )}
          <SummaryList
            rows={[
              { label: 'Tình trạng', value: <StandingTag standing={standingOf(disclosure, today)} /> },
              {
                label: 'Hạn công khai',
                value: disclosure.dueOn
                  ? formatCalendarDate(disclosure.dueOn)
                  : 'Chưa tính được: lịch nghỉ của năm chưa có',
              },
              ...(disclosure.disclosedOn
                ? [
                    { label: 'Công khai lần đầu', value: formatCalendarDate(disclosure.disclosedOn) },
                    ...(disclosure.withdrawnOn === null
                      ? [
                          {
                            label: 'Địa chỉ công khai',
                            value: (
                              <a class="govuk-link" href={publicPath}>
                                {publicPath}
                              </a>
                            ),
                          },
                        ]
                      : []),
                  ]
                : []),
              { label: L.documentIssuedOn, value: formatCalendarDate(disclosure.documentIssuedOn) },
              ...(disclosure.documentNumber ? [{ label: L.documentNumber, value: disclosure.documentNumber }] : []),
              {
                label: L.year,
                value: disclosure.quarter
                  ? `${disclosure.year}, ${QUARTERS[disclosure.quarter]}`
                  : String(disclosure.year),
              },
              ...(disclosure.summary
                ? [{ label: L.summary, value: <span class="app-prewrap">{disclosure.summary}</span> }]
                : []),
              ...(files.length > 0 ? [{ label: L.files, value: <AttachmentList attachments={files} /> }] : []),
            ]}
          />
          <CountOfLimit rule="dc-publish" start={disclosure.documentIssuedOn} calendar={calendar} />
          <DataTable
            caption="Đã công khai ở đâu, bằng chứng"
            phone="stack"
            empty="Chưa ghi việc công khai nào."
            columns={[
              { key: 'form', title: P.form, rowHeader: true },
              { key: 'place', title: P.place },
              { key: 'days', title: 'Thời gian' },
              { key: 'proof', title: 'Minh chứng' },
            ]}
            rows={postings.map((posting) => ({
              form: DISCLOSURE_FORMS[posting.form],
              place: posting.place,
              days: daysInWords(posting),
              proof: (
                <>
                  {posting.minutes}
                  <AttachmentList attachments={proofs.get(posting.id) ?? []} />
                </>
              ),
            }))}
          />
          {disclosure.isTheirs && <ChangeHistory changes={changes} />}
        </Layout>
      )
    },
  })
}

function daysInWords({ postedOn, postedUntil }: { postedOn: string; postedUntil: string | null }): string {
  if (postedUntil === null) return `Từ ${formatCalendarDate(postedOn)}`
  const days = daysBetween(postedOn, postedUntil) + 1
  return `${formatCalendarDate(postedOn)} đến ${formatCalendarDate(postedUntil)} (${days} ngày)`
}
