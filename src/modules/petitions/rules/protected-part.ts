/** What is kept of a denunciation apart from it. `words`: what it said before it was rewritten, and the notes written with it. */
export type PartKind = 'identity' | 'words' | 'file' | 'redacted-text' | 'redacted-image'

/** Who denounces, as they gave it. Empty texts where nothing is known. */
export type DenouncerIdentity = { name: string; address: string; phone: string; contact: string }

/** Words that may tell who denounces, as they came in. */
export type OriginalWords = {
  title: string
  content: string
  forwardedBy: string
  /** Of the log of the petition: what was noted at its steps. */
  notes: { happenedOn: string; note: string; body: string; documentNumber: string }[]
}

/** A file as it came, its bytes unchanged. */
export type ProtectedFile = { name: string; mediaType: string; content: Buffer }

export const aboutRecord = (petitionId: string) => `danvan/petition/${petitionId}`
export const aboutPart = (petitionId: string, part: { id: string; kind: PartKind }) =>
  `danvan/petition/${petitionId}/${part.kind}/${part.id}`
export const aboutUpload = (id: string) => `danvan/upload/${id}`

export const asBytes = (value: DenouncerIdentity | OriginalWords | string): Buffer => Buffer.from(JSON.stringify(value))

export const identityIn = (bytes: Buffer) => JSON.parse(bytes.toString('utf8')) as DenouncerIdentity
export const wordsIn = (bytes: Buffer) => JSON.parse(bytes.toString('utf8')) as OriginalWords
export const textIn = (bytes: Buffer) => JSON.parse(bytes.toString('utf8')) as string

/** Name and kind of the file in front of its bytes: both may tell whose it is. */
export function fileAsBytes({ name, mediaType, content }: ProtectedFile): Buffer {
  const heading = Buffer.from(JSON.stringify({ name, mediaType }))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(heading.length)
  return Buffer.concat([length, heading, content])
}

export function fileIn(bytes: Buffer): ProtectedFile {
  const end = 4 + bytes.readUInt32BE(0)
  const { name, mediaType } = JSON.parse(bytes.subarray(4, end).toString('utf8')) as {
    name: string
    mediaType: string
  }
  return { name, mediaType, content: bytes.subarray(end) }
}

/** True when nothing is known of who denounces. */
export function isAnonymous({ name, address, phone, contact }: DenouncerIdentity): boolean {
  return name === '' && address === '' && phone === '' && contact === ''
}
