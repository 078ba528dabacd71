const dotted = /^v?(\d{1,9}(?:\.\d{1,9}){0,9})$/i

/**
 * Compares two versions of dotted numbers, `1.10` with `v1.9.2`: below 0 where `one` is the older, 0 where they are the
 * same, above 0 where it is the newer; null where one of them is no such version.
 */
export function compareVersions(one: string, other: string): number | null {
  const [a, b] = [partsOf(one), partsOf(other)]
  if (a === null || b === null) return null
  const places = Array.from({ length: Math.max(a.length, b.length) }, (_, place) => (a[place] ?? 0) - (b[place] ?? 0))
  return places.find((difference) => difference !== 0) ?? 0
}

function partsOf(version: string): number[] | null {
  return dotted.exec(version.trim())?.[1]?.split('.').map(Number) ?? null
}
