/** Whom the document is for, as typed or chosen by a person: names without dashes, semicolons or full stops. */
export interface Recipients {
  /** The bodies that have to deal with it (Kính gửi); empty for documents that go out without an addressee. */
  readonly addressees: readonly string[]
  /** All others that get it (Nơi nhận), without “Như trên” and without the line on archiving. */
  readonly others: readonly string[]
  /** Abbreviation of the drafting unit in the archiving line, for example `TCCB`. */
  readonly draftingUnitCode: string | null
}

/**
 * The lines of “Kính gửi”. One addressee stands on the same line; several stand on lines of their own, each with a dash,
 * a semicolon after each and a full stop after the last. None gives no line.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.9d.
 */
export function addresseeLines(recipients: Recipients): string[] {
  const names = namesOf(recipients.addressees)
  const [only] = names
  if (only === undefined) return []
  if (names.length === 1) return [`Kính gửi: ${only}`]
  return ['Kính gửi:', ...names.map((name, index) => `- ${name}${index === names.length - 1 ? '.' : ';'}`)]
}

/**
 * The list under “Nơi nhận:”. “Như trên” comes first when the document has addressees; the last line says where it is archived.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.9.
 */
export function recipientLines(recipients: Recipients): string[] {
  const asAbove = namesOf(recipients.addressees).length > 0 ? ['Như trên'] : []
  const others = namesOf(recipients.others).filter((name) => name !== 'Như trên')
  const unit = recipients.draftingUnitCode?.trim() ?? ''
  const archive = unit === '' ? '- Lưu: VT.' : `- Lưu: VT, ${unit}.`
  return [...asAbove, ...others].map((name) => `- ${name};`).concat(archive)
}

/** “XDCQ.(30)”: who drafted the document, in capitals, and how many copies are printed. Source: the same, II.12. */
export function drafterLine({ code, copies }: { code: string; copies: number }): string {
  return `${bareName(code).toLocaleUpperCase('vi')}.(${copies})`
}

function namesOf(names: readonly string[]): string[] {
  return names.map(bareName).filter((name) => name !== '')
}

/** People paste lists with their dashes and semicolons; they are written anew here. */
function bareName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/^[\s–-]+|[\s;.,]+$/gu, '')
    .replace(/\s+/gu, ' ')
}
