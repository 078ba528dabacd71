/** The message catalogue as one flat list: `start.method.license-key.title`. */
type Tree = { readonly [key: string]: string | Tree }

/** Every text below `tree` by its dotted key. */
export function flattenMessages(tree: Tree, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value]]
        : Object.entries(flattenMessages(value, `${prefix}${key}.`)),
    ),
  )
}

/** Names between double braces, sorted: what a sentence fills in. */
export function placeholdersOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g), ([, name = '']) => name))].sort()
}

/** Plural forms of a key, as the translator spells them. */
const pluralEnding = /_(zero|one|two|few|many|other)$/

/** The key without its plural form, and whether it had one. */
export function toPluralStem(key: string): { stem: string; isPlural: boolean } {
  return { stem: key.replace(pluralEnding, ''), isPlural: pluralEnding.test(key) }
}
