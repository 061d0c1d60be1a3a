/** What two incoming documents have in common. */
export type Likeness = {
  /** Both in the register of incoming documents of the same unit. */
  isSameRegister: boolean
  isSameIdentifier: boolean
  isSameReference: boolean
  isSameIssuer: boolean
  isSameDay: boolean
  isSameFile: boolean
}

/** In the same register, with the same number, issuer and day: it is the same document, and a register has it once. */
export function isCertain(likeness: Likeness): boolean {
  return likeness.isSameRegister && likeness.isSameReference && likeness.isSameIssuer && likeness.isSameDay
}

/**
 * Whether somebody is asked before the document is registered: what stands in another register is no duplicate by itself, because one
 * document goes to many; the same file in it may be one.
 */
export function asksFirst(likeness: Likeness): boolean {
  return likeness.isSameRegister || likeness.isSameFile
}

/** Why they may be the same, in words. */
export function likenessInWords(likeness: Likeness): string {
  const reasons = [
    likeness.isSameIdentifier ? 'cùng mã định danh' : '',
    likeness.isSameReference ? 'cùng số, ký hiệu' : '',
    likeness.isSameReference && likeness.isSameIssuer ? 'cùng cơ quan ban hành' : '',
    likeness.isSameReference && likeness.isSameDay ? 'cùng ngày' : '',
    likeness.isSameFile ? 'cùng một tệp' : '',
  ].filter((reason) => reason !== '')
  const words = reasons.join(', ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
