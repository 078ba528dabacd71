/** The code that the system gave an error, `ENOENT`; undefined for one without. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
