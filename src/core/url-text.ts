/** The URL that `text` is, or null. `URL.canParse` would say the same, on newer runtimes only. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
