/** The example configuration marks what a vendor must fill in: `<your API key>`. */
const placeholder = /<your [^<>]*>/i
/** No member of a configuration is deeper. */
const deepest = 5

/** Paths of the members that still hold a placeholder, `api.apiKey`. The vendor's own words may say anything. */
export function findPlaceholders(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'string') return placeholder.test(value) ? [path.join('.')] : []
  if (typeof value !== 'object' || value === null || path.length > deepest || path[0] === 'brand') return []
  return Object.entries(value).flatMap(([name, member]) => findPlaceholders(member, [...path, name]))
}
