/**
 * The longest part: far below the megabyte that the index of one part may take, however many different words stand in it. Every word of
 * a search must stand in the same part, so parts are as long as that allows.
 */
const LONGEST_PART = 150_000

/** A long text in parts, each ending between two words where there is a space to end at. */
export function partsOf(text: string, longest = LONGEST_PART): string[] {
  const parts: string[] = []
  for (let begin = 0; begin < text.length; ) {
    const most = begin + longest
    const space = most < text.length ? Math.max(text.lastIndexOf(' ', most), text.lastIndexOf('\n', most)) : text.length
    const end = space > begin ? space : most
    parts.push(text.slice(begin, end))
    begin = end
  }
  return parts
}
