import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiCreate, apiRead } from '../../../platform/http/api.ts'
import { recordDocument } from '../actions/record-document.ts'
import { registeredDocuments } from '../queries/documents.ts'
import { DocumentFields } from './document-fields.ts'
import { DocumentQuery } from './document-list-page.tsx'

const Document = z.object({
  id: z.string(),
  direction: z.string(),
  type: z.string(),
  reference: z.string(),
  issuedOn: z.string(),
  registeredOn: z.string(),
  issuer: z.string(),
  summary: z.string(),
  dueOn: z.string().nullable(),
  withdrawnOn: z.string().nullable(),
})

/** The register for programs. */
export function documentApi(app: FastifyInstance): void {
  apiRead(app, {
    path: '/documents',
    permission: 'document.read',
    summary: 'Danh sách văn bản trong phạm vi của tài khoản',
    query: DocumentQuery,
    answer: z.object({ documents: z.array(Document), next: z.string().nullable() }),
    read: async ({ database, official, today, query }) => {
      const page = await registeredDocuments(database, official, query, today)
      return { documents: page.rows, next: page.next }
    },
  })
  apiCreate(app, {
    path: '/documents',
    permission: 'document.write',
    summary: 'Vào sổ một văn bản; văn bản đi để trống số thì được cấp số tiếp theo',
    body: DocumentFields,
    create: async ({ database, official, today }, body) => ({
      location: `/documents/${await recordDocument(database, official, body, today)}`,
    }),
  })
}
