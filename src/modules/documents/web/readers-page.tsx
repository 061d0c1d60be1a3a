import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressAfter } from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  Layout,
  PageHeading,
  Pagination,
  SummaryList,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { documentFiles } from '../queries/document-files.ts'
import { keepsRegister } from '../queries/document-reach.ts'
import { namedReaders, readingsOf } from '../queries/document-readers.ts'
import { documentById, isWriterOf } from '../queries/documents.ts'
import { LIMITS } from '../rules/document-limits.ts'

/** Who may read a document and, for who keeps the register, who has read it: `/documents/:documentId/readers`. */
export function readersPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/documents/:documentId/readers',
    permission: 'document.read',
    params: z.object({ documentId: Id }),
    query: z.object({ after: addressAfter }),
    draw: async ({ database, official, today, page, params, query }) => {
      const document = await documentById(database, official, params.documentId, today)
      if (!document)
        throw new Refusal('not-found', 'documents.no-such-document', 'Không có văn bản này trong phạm vi của bạn.')
      const { id, unitId, limits } = document
      const isKeeper = await keepsRegister(database, official, unitId, today)
      const [readers, { files, hiddenCount }, isWriter, readings] = await Promise.all([
        namedReaders(database, id, today),
        documentFiles(database, official, id, today),
        isWriterOf(database, official, unitId, today),
        isKeeper ? readingsOf(database, id, query.after) : null,
      ])
      const limited = files.filter((file) => file.isLimited).map((file) => file.name)
      const href = `/documents/${id}`
      return (
        <Layout title="Người đọc văn bản" context={page} backLink={{ href, text: 'Trở lại văn bản' }}>
          <PageHeading
            caption={`${document.reference}: ${document.summary}`}
            actions={
              isWriter &&
              document.withdrawnOn === null && (
                <ActionBar>
                  <ButtonLink href={`${href}/limits`} variant="secondary">
                    Sửa người được đọc
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            Người đọc văn bản
          </PageHeading>
          <SummaryList
            rows={[
              { label: 'Mức hạn chế', value: LIMITS[limits] },
              ...(limits === 'files'
                ? [
                    {
                      label: 'Tệp hạn chế',
                      value: [
                        ...limited,
                        ...(hiddenCount > 0 ? [`${formatNumber(hiddenCount)} tệp bạn không được đọc`] : []),
                      ].join('; '),
                    },
                  ]
                : []),
              ...(limits === 'none'
                ? []
                : [
                    {
                      label: 'Được nêu tên',
                      value:
                        readers.length === 0 ? (
                          'Chưa nêu tên ai'
                        ) : (
                          <ul class="govuk-list">
                            {readers.map(({ key, text }) => (
                              <li key={key}>{text}</li>
                            ))}
                          </ul>
                        ),
                    },
                    {
                      label: 'Luôn đọc được',
                      value: `Người vào sổ; người quản lý sổ văn bản của ${document.unitName}`,
                    },
                  ]),
            ]}
          />
          {readings && (
            <>
              <DataTable
                caption={`Đã mở (${formatNumber(readings.total)} lần)`}
                phone="stack"
                empty="Chưa ai mở văn bản, tệp hạn chế."
                columns={[
                  { key: 'at', title: 'Lúc', rowHeader: true },
                  { key: 'by', title: 'Người mở' },
                  { key: 'what', title: 'Đã mở' },
                ]}
                rows={readings.rows.map(({ readAt, fullName, attachmentId, fileName }) => ({
                  at: formatInstant(readAt),
                  by: fullName ?? 'Tài khoản đã đóng',
                  what: attachmentId === null ? 'Trang văn bản' : `Tệp ${fileName ?? 'đã bỏ'}`,
                }))}
              />
              <Pagination
                nextHref={
                  readings.next ? `${href}/readers?${new URLSearchParams({ after: readings.next })}` : undefined
                }
              />
            </>
          )}
        </Layout>
      )
    },
  })
}
