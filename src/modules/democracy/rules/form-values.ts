import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

const day = (date: CalendarDate | null) => (date === null ? '' : formatCalendarDate(date))

/** A document to be made public as its form shows it. */
export function disclosureFormValues(disclosure: {
  unitId: string
  contentCode: string
  year: number
  quarter: number | null
  title: string
  documentNumber: string
  documentIssuedOn: CalendarDate
  summary: string
  version: number
}): Record<string, string> {
  return {
    unitId: disclosure.unitId,
    contentCode: disclosure.contentCode,
    year: String(disclosure.year),
    quarter: disclosure.quarter === null ? '' : String(disclosure.quarter),
    title: disclosure.title,
    documentNumber: disclosure.documentNumber,
    documentIssuedOn: day(disclosure.documentIssuedOn),
    summary: disclosure.summary,
    _version: String(disclosure.version),
  }
}

/** A residential area as its form shows it. */
export function areaFormValues(area: {
  unitId: string
  name: string
  householdCount: number
  countedOn: CalendarDate
  endedOn: CalendarDate | null
  version: number
}): Record<string, string> {
  return {
    unitId: area.unitId,
    name: area.name,
    householdCount: String(area.householdCount),
    countedOn: day(area.countedOn),
    endedOn: day(area.endedOn),
    _version: String(area.version),
  }
}

/** A decision of the people as its form shows it. */
export function decisionFormValues(decision: {
  unitId: string
  scope: string
  residentialAreaId: string | null
  matter: string
  form: string
  title: string
  content: string
  decidedOn: CalendarDate
  total: number
  takingPart: number
  inFavour: number
  against: number
  version: number
}): Record<string, string> {
  return {
    place: decision.residentialAreaId ?? `commune-${decision.unitId}`,
    matter: decision.matter,
    form: decision.form,
    title: decision.title,
    content: decision.content,
    decidedOn: day(decision.decidedOn),
    totalCount: String(decision.total),
    takingPartCount: String(decision.takingPart),
    inFavourCount: String(decision.inFavour),
    againstCount: String(decision.against),
    _version: String(decision.version),
  }
}

/** A mediation case as its form shows it. */
export function mediationFormValues(mediation: {
  residentialAreaId: string
  kind: string
  begunOn: CalendarDate
  endedOn: CalendarDate | null
  outcome: string | null
  version: number
}): Record<string, string> {
  return {
    residentialAreaId: mediation.residentialAreaId,
    kind: mediation.kind,
    begunOn: day(mediation.begunOn),
    endedOn: day(mediation.endedOn),
    outcome: mediation.outcome ?? '',
    _version: String(mediation.version),
  }
}

/** A consultation as its form shows it. */
export function consultationFormValues(consultation: {
  unitId: string
  matter: string
  title: string
  content: string
  documentNumber: string
  opensOn: CalendarDate
  closesOn: CalendarDate
  version: number
}): Record<string, string> {
  return {
    unitId: consultation.unitId,
    matter: consultation.matter,
    title: consultation.title,
    content: consultation.content,
    documentNumber: consultation.documentNumber,
    opensOn: day(consultation.opensOn),
    closesOn: day(consultation.closesOn),
    _version: String(consultation.version),
  }
}

/** An opinion as its form shows it. */
export function opinionFormValues(opinion: {
  channel: string
  receivedOn: CalendarDate
  content: string
  theme: string | null
  version: number
}): Record<string, string> {
  return {
    channel: opinion.channel,
    receivedOn: day(opinion.receivedOn),
    content: opinion.content,
    theme: opinion.theme ?? '',
    _version: String(opinion.version),
  }
}
