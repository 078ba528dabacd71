/** Finds the language in which a person is spoken to. */

/**
 * The tag of `available` that a speaker of `locale` reads: of the same region, else of no region, else the first of the
 * same language and script (`zh-TW` reads `zh-Hant`, not `zh-Hans`). null where there is none. All are BCP 47 tags.
 */
export function matchLanguage(locale: string, available: readonly string[]): string | null {
  const wanted = toLocale(locale)?.maximize()
  if (wanted === undefined) return null
  const alike = available
    .flatMap((tag) => toLocale(tag) ?? [])
    .filter((offered) => {
      const { language, script } = offered.maximize()
      return language === wanted.language && script === wanted.script
    })
  const ofRegion = alike.find((offered) => offered.maximize().region === wanted.region)
  const ofAll = alike.find((offered) => offered.region === undefined)
  return (ofRegion ?? ofAll ?? alike[0])?.toString() ?? null
}

function toLocale(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag)
  } catch {
    return null
  }
}
