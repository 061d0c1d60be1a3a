import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type OfficialDocument, WORD_MEDIA_TYPE, writeWord } from '../../documents/index.ts'
import { headOnPaper, nameOnPaper, superiorOnPaper, type UnitOnPaper, unitOnPaper } from '../../organisation/index.ts'
import { type PetitionMoment, type PetitionRecord, timelineOf } from '../queries/petition.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { openedPetition } from './opened-petition.ts'

/** The answer to a petition as an official letter in Word, to be numbered and signed. */
export function replyDocument(app: FastifyInstance): void {
  app.get('/petitions/:petitionId/answer.docx', allow('petition.read'), async (request, reply) => {
    const context = signedInContext(request)
    const { petitionId } = readAddress(z.object({ petitionId: Id }), request.params)
    const petition = await openedPetition(context, petitionId)
    const moments = await timelineOf(context.database, petitionId)
    const answer = moments.find(({ kind }) => kind === 'answered')
    if (!answer || answer.note === '' || petition.kind === 'denunciation') throw noLetter()
    const issuer = await unitOnPaper(context.database, petition.handlingUnitId, answer.happenedOn)
    const file = await writeWord(letter({ petition, answer, issuer, demonstration: context.page.demonstration }))
    const name = `tra-loi-don-so-${petition.number}-${petition.year}.docx`
    return asDownload(reply, { name, mediaType: WORD_MEDIA_TYPE }).send(file)
  })
}

/** True when there is a letter to make: what the sender was told, in words. */
export function hasLetter(petition: PetitionRecord, moments: readonly PetitionMoment[]): boolean {
  return petition.kind !== 'denunciation' && moments.some(({ kind, note }) => kind === 'answered' && note !== '')
}

function noLetter(): Refusal {
  return new Refusal('not-found', 'petition.no-letter', 'Đơn này chưa có nội dung trả lời để lập văn bản.')
}

function letter({
  petition,
  answer,
  issuer,
  demonstration,
}: {
  petition: PetitionRecord
  answer: PetitionMoment
  issuer: UnitOnPaper
  demonstration: boolean
}): OfficialDocument {
  const sender = petition.senderName === '' ? 'Người gửi đơn' : petition.senderName
  return {
    superiorBody: superiorOnPaper(issuer),
    issuingBody: nameOnPaper(issuer),
    number: { number: null, typeCode: null, issuerCode: issuer.issuerCode ?? '……', draftingCode: null },
    place: issuer.placeName ?? '……',
    date: answer.documentOn ?? answer.happenedOn,
    summary: `Trả lời đơn số ${petitionNumber(petition)}`,
    recipients: {
      addressees: [petition.senderAddress === '' ? sender : `${sender}, ${petition.senderAddress}`],
      others: [],
      draftingUnitCode: null,
    },
    legalBases: [],
    body: answer.note
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((text) => ({ kind: 'paragraph', text })),
    signature: {
      authority: {
        kind: 'head',
        collective: null,
        title: headOnPaper(issuer),
      },
      name: answer.decidedBy,
    },
    marker: demonstration ? 'Dữ liệu minh họa' : null,
  }
}
