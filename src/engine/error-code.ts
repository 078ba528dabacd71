/** The code that the system gave an error, `ENOENT`; undefined for one without. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** The same as a fact of a failure. */
export function toSystemDetails(error: unknown): { readonly systemCode?: string } {
  const code = codeOf(error)
  return typeof code === 'string' ? { systemCode: code.slice(0, 40) } : {}
}
