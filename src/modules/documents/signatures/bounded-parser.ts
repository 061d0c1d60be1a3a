import { PDFParser } from '@cantoo/pdf-lib'

/** Between two objects of a file there is white space, or a few bytes that a careless program left. */
const MOST_SKIPPED_IN_BYTES = 1024
const NEXT_PART = /xref|trailer|startxref|\d{1,10}\s{1,20}\d{1,5}\s{1,20}obj/

type Reading = {
  bytes: {
    done(): boolean
    offset(): number
    moveTo(offset: number): void
    slice(from: number, to: number): Uint8Array
  }
  skipWhitespaceAndComments(): void
}

/**
 * The library looks for the next object byte by byte, beginning anew at each: a small file of nothing but digits holds a machine for
 * minutes. Here it looks no further than a little way, and a file that has more between its objects is not read.
 */
function skipLittle(this: Reading): void {
  this.skipWhitespaceAndComments()
  if (this.bytes.done()) return
  const from = this.bytes.offset()
  const ahead = Buffer.from(this.bytes.slice(from, from + MOST_SKIPPED_IN_BYTES)).toString('latin1')
  const next = NEXT_PART.exec(ahead)
  if (next) this.bytes.moveTo(from + next.index)
  else if (ahead.length < MOST_SKIPPED_IN_BYTES) this.bytes.moveTo(from + ahead.length)
  else throw new RangeError('The file has no objects where it should.')
}

/** Makes every reading of a PDF end in time; done once, before the first. */
export function boundParser(): void {
  Object.defineProperty(PDFParser.prototype, 'skipJibberish', { value: skipLittle, configurable: true })
}
