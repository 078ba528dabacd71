/** Put in by the build (scripts/build/made-at.mjs): ISO 8601 UTC, or null where nothing told it. */
declare const __PROGRAM_MADE_AT__: string | null | undefined

/** When this program was made, by its last change; null in a run from source, and in a build that could not tell. */
export const programMadeAt: string | null =
  typeof __PROGRAM_MADE_AT__ === 'undefined' ? null : (__PROGRAM_MADE_AT__ ?? null)
