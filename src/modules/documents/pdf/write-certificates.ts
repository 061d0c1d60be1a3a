import type { Certificate } from '../layout/certificate.ts'
import { certificateLines, titleOfCertificates } from '../layout/certificate-lines.ts'
import { MOTTO, NATION } from '../layout/heading-lines.ts'
import { inCapitals } from '../layout/plain-text.ts'
import { CERTIFICATE_TEMPLATE } from './certificate-template.ts'
import { pathOnPaper, typesetter } from './typesetter.ts'

/**
 * Certificates as one tagged PDF, each on a page of its own across A4; the same bytes for the same certificates. `marker` stands on every
 * page of what must not be taken for an award. Refuses `documents.pdf-unavailable`.
 */
export function writeCertificatesPdf(certificates: readonly Certificate[], marker: string | null): Buffer {
  const page = {
    ...{ title: titleOfCertificates(certificates), nation: NATION, motto: MOTTO, marker: inCapitals(marker ?? '') },
    certificates: certificates.map(certificateLines),
  }
  const compiler = typesetter()
  compiler.mapShadow(pathOnPaper('certificates.json'), Buffer.from(JSON.stringify(page)))
  try {
    return compiler.pdf({ mainFileContent: CERTIFICATE_TEMPLATE })
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}
