import { boldWidthInPoints } from './text-width.ts'

/** Words of two syllables that read badly when torn over two lines. */
const PAIRS = new Set(
  `ủy ban|nhân dân|hội đồng|quốc hội|đại biểu|văn phòng|nội vụ|dân vận|dân chủ|tuyên giáo|mặt trận|tổ quốc|việt nam|chính quyền
  |công tác|thành phố|thị xã|thị trấn|đặc khu|chỉ đạo|kết quả|thực hiện|nhiệm vụ|kế hoạch|báo cáo|tổng kết|phối hợp|cơ sở|quy chế
  |công an|quân sự|giáo dục|đào tạo|y tế|tài chính|tư pháp|nông nghiệp|môi trường|xây dựng|công thương|khoa học|công nghệ|du lịch
  |thể thao|văn hóa|xã hội|thanh tra|ban thường|thường trực|thường vụ|cơ quan|đơn vị|đối thoại|giải quyết|khiếu nại|tố cáo|tiếp công
  |công dân|tỉnh ủy|phụ nữ|nông dân|cựu chiến|chiến binh|thanh niên|liên đoàn|lao động`
    .split('|')
    .map((pair) => pair.trim()),
)
const UNIT_OF_PLACE = new Set(['tỉnh', 'huyện', 'xã', 'phường', 'quận', 'phố', 'trấn', 'khu'])
const NUMBER_OR_NUMERAL = /^(?:\d|[IVX]+$)/
const JOINING_WORD = new Set(['và', 'của', 'về', 'tỉnh', 'huyện', 'năm'])

/**
 * Ugliness of a line and of the break after it, on the scale of the squared share of the line's width that is left empty (0 to 1).
 * A heading takes one line more rather than tear two words.
 */
const LINE = 0.5
const TORN = 1
const AFTER_JOINING_WORD = 0.3
const BEFORE_JOINING_WORD = -0.1

/**
 * Splits a heading into few lines, about equally long, without tearing the words and place names that a
 * reader sees as one: “VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI / VÀ HỘI ĐỒNG NHÂN DÂN TỈNH”. A word wider than a line gets a line alone.
 */
export function balancedLines(text: string, widthInPoints: number, sizeInPoints: number): string[] {
  const words = text.split(/\s+/u).filter((word) => word !== '')
  const widthOf = (from: number, to: number) => boldWidthInPoints(words.slice(from, to).join(' '), sizeInPoints)
  // best[i]: the finest way to set the first i words.
  const best: { ugliness: number; from: number }[] = [{ ugliness: 0, from: 0 }]
  for (let to = 1; to <= words.length; to++) {
    let finest: { ugliness: number; from: number } | undefined
    for (let from = to - 1; from >= 0; from--) {
      const width = widthOf(from, to)
      if (width > widthInPoints && from < to - 1) break
      const before = best[from]
      if (before === undefined) continue
      const emptyShare = 1 - width / widthInPoints
      const candidate = {
        ugliness: before.ugliness + LINE + emptyShare ** 2 + breakUgliness(words[to - 1], words[to]),
        from,
      }
      if (finest === undefined || candidate.ugliness < finest.ugliness) finest = candidate
    }
    if (finest !== undefined) best.push(finest)
  }
  const lines: string[] = []
  for (let to = words.length; to > 0; to = best[to]?.from ?? 0)
    lines.unshift(words.slice(best[to]?.from ?? 0, to).join(' '))
  return lines
}

function breakUgliness(last: string | undefined, next: string | undefined): number {
  if (last === undefined || next === undefined) return 0
  const lastWord = last.toLocaleLowerCase('vi')
  const nextWord = next.toLocaleLowerCase('vi')
  if (PAIRS.has(`${lastWord} ${nextWord}`) || UNIT_OF_PLACE.has(lastWord) || NUMBER_OR_NUMERAL.test(next)) return TORN
  if (isName(last) && isName(next)) return TORN
  if (JOINING_WORD.has(lastWord)) return AFTER_JOINING_WORD
  return JOINING_WORD.has(nextWord) ? BEFORE_JOINING_WORD : 0
}

/** In a text in ordinary case two capitalised words in a row are a name: “Hậu Giang”. */
function isName(word: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word)
}
