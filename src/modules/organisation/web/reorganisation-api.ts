import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiCreate } from '../../../platform/http/api.ts'
import { choice, day, optionalText, text } from '../../../platform/http/form-fields.ts'
import { draftReorganisation } from '../actions/draft-reorganisation.ts'
import { SUCCESSION_KINDS } from '../rules/reorganisation.ts'
import { MOST_ROWS } from '../rules/reorganisation-file.ts'
import { REORGANISATION_LABELS as L } from './reorganisation-fields.ts'

const Row = z.object({
  kind: choice(L.kind, SUCCESSION_KINDS),
  fromCode: optionalText('Mã đơn vị cũ', { longest: 40 }),
  toCode: optionalText(L.toCode, { longest: 40 }),
  toName: optionalText(L.toName, { longest: 300 }),
  toShortName: optionalText(L.toShortName, { longest: 150 }),
  toKindCode: optionalText(L.toKindCode, { longest: 60 }),
  toParentCode: optionalText('Mã đơn vị cấp trên', { longest: 40 }),
  toIssuerCode: optionalText(L.toIssuerCode, { longest: 40 }),
  toPlaceName: optionalText(L.toPlaceName, { longest: 100 }),
  isMainHeir: z.boolean().default(false),
  share: optionalText(L.share, { longest: 200 }),
  parts: optionalText(L.parts, { longest: 1000 }),
})

/** Drafts of reorganisations from programs: the rows of the file as JSON. They are looked at and carried out on the page. */
export function reorganisationApi(app: FastifyInstance): void {
  apiCreate(app, {
    path: '/reorganisations',
    permission: 'organisation.manage',
    summary: 'Soạn một việc sắp xếp đơn vị để xem trước; chưa thực hiện',
    body: z.object({
      legalAct: text(L.legalAct, { longest: 300 }),
      effectiveOn: day(L.effectiveOn),
      rows: z.array(Row).min(1, 'Hãy ghi ít nhất một dòng.').max(MOST_ROWS),
    }),
    create: async ({ database, official }, { legalAct, effectiveOn, rows }) => {
      const numbered = rows.map((row, index) => ({ ...row, number: index + 1 }))
      const id = await draftReorganisation(database, official, { legalAct, effectiveOn, fileName: '', rows: numbered })
      return { location: `/units/reorganisations/${id}` }
    },
  })
}
