import { SubNavigation } from '../../../platform/page/index.ts'
import type { SignatureRole, SignatureWay } from '../rules/issue-state.ts'
import { SIGNING_PAGES, WAY_PATHS } from './signing-pages.ts'

const WORDS: Readonly<Record<SignatureWay, string>> = {
  outside: 'Ký bằng chương trình riêng',
  'certificate-file': 'Ký bằng tệp chứng thư',
  service: 'Ký qua dịch vụ ký số',
}

/** The ways in which a document can be signed, the one shown among them; that of a service only where there is one. */
export function SigningWays({
  documentId,
  role,
  current,
  hasService,
}: {
  documentId: string
  role: SignatureRole
  current: SignatureWay
  hasService: boolean
}) {
  const ways = (['outside', 'certificate-file', 'service'] as const).filter((way) => way !== 'service' || hasService)
  return (
    <SubNavigation
      label="Cách ký"
      items={ways.map((way) => ({
        href: `/documents/${documentId}/${SIGNING_PAGES[role].path}${WAY_PATHS[way]}`,
        text: WORDS[way],
        current: way === current,
      }))}
    />
  )
}
