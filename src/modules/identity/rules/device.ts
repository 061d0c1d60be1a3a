const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['CocCoc|coc_coc', 'Cốc Cốc'],
  ['Firefox|FxiOS', 'Firefox'],
  ['Chrome|CriOS', 'Chrome'],
  ['Safari', 'Safari'],
] as const

const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone|iPad', 'iPhone, iPad'],
  ['Windows', 'Windows'],
  ['Mac OS', 'máy Mac'],
  ['Linux', 'Linux'],
] as const

/**
 * A browser and its system in the words by which people know them: `Chrome trên Windows`. Nothing else of what a browser tells of
 * itself is kept: it is enough to recognise one's own device and too little to follow anybody.
 */
export function deviceInWords(userAgent: string | undefined): string {
  const told = userAgent ?? ''
  const nameIn = (names: readonly (readonly [string, string])[]) =>
    names.find(([pattern]) => new RegExp(pattern).test(told))?.[1]
  return `${nameIn(BROWSERS) ?? 'Trình duyệt khác'} trên ${nameIn(SYSTEMS) ?? 'thiết bị khác'}`
}
