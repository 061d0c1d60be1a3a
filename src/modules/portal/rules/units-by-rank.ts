/** How many units have each rank, best first; ranks that nobody has are told as nought: that nobody failed is a result too. */
export function unitsByRank(
  ranks: readonly string[],
  results: readonly { readonly rankTitle: string | null }[],
): { rank: string; units: number }[] {
  const known = [...new Set([...ranks, ...results.flatMap(({ rankTitle }) => (rankTitle === null ? [] : [rankTitle]))])]
  return known.map((rank) => ({ rank, units: results.filter((result) => result.rankTitle === rank).length }))
}
