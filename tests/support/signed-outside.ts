import { signPdf } from '../../src/modules/documents/signatures/sign-pdf.ts'
import type { TestCertificate } from './certificates.ts'

/** What a program of somebody's own makes of a file that was downloaded: the same with a signature at its end. */
export const signedOutside = (file: Buffer, { key }: TestCertificate, field: string, at: Date): Promise<Buffer> =>
  signPdf(file, key, { field, reason: 'Ký số', at, picture: null })
