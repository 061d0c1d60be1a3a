const LONGEST_IN_CHARACTERS = 150
/** File systems take 255 bytes; a letter with its accent has up to three. */
const LONGEST_IN_BYTES = 240
/** Names that Windows keeps for itself, whatever their ending. */
const TAKEN_BY_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * The name of a file as it is shown and saved: the last part of what was sent, readable Vietnamese kept. Without path marks, control
 * characters, marks that turn the direction of reading (with them `gpj.exe` can be shown as `exe.jpg`) and what file systems refuse;
 * not too long, its ending kept.
 */
export function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}"<>|:*?]/gu, '')
    .replace(/[\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (clean === '') return 'tep-khong-ten'
  return shortened(TAKEN_BY_WINDOWS.test(clean) ? `tep-${clean}` : clean)
}

function shortened(name: string): string {
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && name.length - dot <= 6 ? name.slice(dot) : ''
  const letters = [...name.slice(0, name.length - ending.length)]
  while (
    letters.length + ending.length > LONGEST_IN_CHARACTERS ||
    Buffer.byteLength(letters.join('') + ending) > LONGEST_IN_BYTES
  )
    letters.pop()
  return `${letters.join('').trimEnd()}${ending}`
}
