import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiCreate, apiRead } from '../../../platform/http/api.ts'
import { recordDocument } from '../actions/record-document.ts'
import type { FoundIn } from '../queries/document-search.ts'
import { registeredDocuments } from '../queries/documents.ts'
import { DocumentFields } from './document-fields.ts'
import { DocumentQuery } from './document-list-page.tsx'
import { askAboutDuplicates } from './duplicate-question.tsx'

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
  limits: z.string(),
  secrecy: z.string().nullable(),
  foundIn: z
    .object({
      inRegister: z.boolean(),
      fileCount: z.number(),
      files: z.array(z.object({ attachmentId: z.string(), fileName: z.string(), excerpt: z.string() })),
    })
    .nullable(),
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
      const documents = page.rows.map(({ foundIn, ...row }) => ({ ...row, foundIn: foundIn && inPlainText(foundIn) }))
      return { documents, next: page.next }
    },
  })
  apiCreate(app, {
    path: '/documents',
    permission: 'document.write',
    summary: 'Vào sổ một văn bản; văn bản đi để trống số thì được cấp số tiếp theo',
    body: DocumentFields,
    create: async ({ database, official, today }, { duplicate, ...given }) => {
      await askAboutDuplicates({ database, official, today }, { ...given, duplicate }, [])
      return { location: `/documents/${await recordDocument(database, official, given, today)}` }
    },
  })
}

function inPlainText({ files, ...found }: FoundIn) {
  return { ...found, files: files.map((file) => ({ ...file, excerpt: file.excerpt.map(({ text }) => text).join('') })) }
}
