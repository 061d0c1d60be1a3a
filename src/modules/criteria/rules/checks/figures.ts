import type { CriteriaSet } from '../criteria-set.ts'
import { type AskedFigure, askedFigures, type FigureKind } from '../set-inputs.ts'
import { placesByCode } from './node-place.ts'
import { type Problems, WHOLE_SET } from './set-problem.ts'

/** Every indicator must exist, and a code must mean the same figure wherever it is asked for. */
export function checkFigures(set: CriteriaSet, indicators: readonly string[] | undefined, problems: Problems): void {
  const known = indicators === undefined ? null : new Set(indicators)
  const first = new Map<string, AskedFigure>()
  const places = placesByCode(set)
  for (const figure of askedFigures(set)) {
    const place = places.get(figure.askedBy) ?? WHOLE_SET
    if (figure.from === 'system' && known !== null && !known.has(figure.code)) {
      problems.mistake(place, 'no-such-indicator', `Hệ thống không có chỉ tiêu thống kê nào mang mã “${figure.code}”.`)
    }
    const earlier = first.get(figure.code)
    if (earlier === undefined) {
      first.set(figure.code, figure)
      continue
    }
    if (earlier.from !== figure.from || family(earlier.kind) !== family(figure.kind)) {
      problems.mistake(
        place,
        'figure-means-two-things',
        `Số liệu “${figure.code}” được mục ${earlier.askedBy} và mục ${figure.askedBy} hiểu theo hai cách khác nhau. Hãy đặt hai mã khác nhau.`,
      )
    } else if (earlier.title !== figure.title && figure.from === 'person') {
      problems.doubt(
        place,
        'figure-has-two-titles',
        `Số liệu “${figure.code}” có hai tên: “${earlier.title}” và “${figure.title}”.`,
      )
    }
  }
}

/** A whole number may serve as a number, and how often as whether. */
function family(kind: FigureKind): string {
  return kind === 'count' || kind === 'number' ? 'number' : kind
}
