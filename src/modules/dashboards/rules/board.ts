import { LEVELS, type Level } from './pivot.ts'

/** What one part of a dashboard shows. */
export const CHART_KINDS = {
  figures: 'Số liệu chính, so với cùng kỳ năm trước',
  trend: 'Diễn biến theo tháng, so với năm trước',
  ranking: 'So sánh giữa các đơn vị',
  share: 'Tỷ lệ, có tử số và mẫu số',
  map: 'Bản đồ các xã',
  reporting: 'Ai đã gửi báo cáo',
  ranks: 'Kết quả xếp loại',
} as const
export type ChartKind = keyof typeof CHART_KINDS

/** How many indicators each kind draws: a trend or a map is about one thing, the two last count nothing. */
export const MOST_INDICATORS_OF: Readonly<Record<ChartKind, number>> = {
  figures: 6,
  trend: 1,
  ranking: 1,
  share: 4,
  map: 1,
  reporting: 0,
  ranks: 0,
}

/** Few good ones are read; more are scrolled past. */
export const MOST_CHARTS = 8

export type ChartDefinition = {
  readonly kind: ChartKind
  readonly title: string
  readonly indicators: readonly string[]
  /** Of a comparison between units: of which. */
  readonly level?: Level | undefined
}

/** What a role sees first. */
export type Board = {
  readonly id: string
  /** Null: every role without a dashboard of its own. */
  readonly roleCode: string | null
  readonly title: string
  readonly charts: readonly ChartDefinition[]
  readonly version: number
}

/** Which units the charts of a dashboard ask about. */
export function levelsOf(charts: readonly ChartDefinition[]): Level[] {
  const asked = charts.flatMap(({ kind, level }): Level[] =>
    kind === 'map' ? ['commune'] : kind === 'ranking' ? [level ?? 'below'] : [],
  )
  return (Object.keys(LEVELS) as Level[]).filter((level) => asked.includes(level))
}

/** The indicators of the charts of these kinds, each once. */
export function indicatorsOf(charts: readonly ChartDefinition[], kinds: readonly ChartKind[]): string[] {
  return [...new Set(charts.filter(({ kind }) => kinds.includes(kind)).flatMap(({ indicators }) => indicators))]
}

/** The dashboard of a person: that of the first post that has one, else the one for all. */
export function boardFor<Each extends Pick<Board, 'roleCode'>>(
  boards: readonly Each[],
  roleCodes: readonly string[],
): Each | undefined {
  const own = roleCodes.flatMap((code) => boards.filter(({ roleCode }) => roleCode === code))
  return own[0] ?? boards.find(({ roleCode }) => roleCode === null)
}
