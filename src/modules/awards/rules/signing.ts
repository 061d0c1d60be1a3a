/** In what right somebody signs an award: the head, or a deputy for the head. Source: Decree 30/2020/NĐ-CP, Article 13. */
export type Signing = {
  authority:
    | { kind: 'head'; collective: null; title: string }
    | { kind: 'deputy'; collective: null; headTitle: string; title: string }
  /** Null leaves the name open, for who signs on paper. */
  name: string | null
}

/**
 * The signature of a decision that the head takes alone: it names no collective. A post called otherwise than the head's or a deputy's
 * signs under its own title; without a signer the head's place is left open.
 */
export function signingOf(head: string, signer: { name: string; title: string } | null): Signing {
  if (signer === null || signer.name === '')
    return { authority: { kind: 'head', collective: null, title: head }, name: null }
  if (signer.title.startsWith(`Phó ${head}`))
    return { authority: { kind: 'deputy', collective: null, headTitle: head, title: `Phó ${head}` }, name: signer.name }
  const title = signer.title.startsWith(head) ? head : signer.title
  return { authority: { kind: 'head', collective: null, title }, name: signer.name }
}
