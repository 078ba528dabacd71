import { useState } from 'react'
import { type FoundKey, findLicenseKey, longestKeyText } from '../shared/find-license-key.ts'
import type { KeyForm } from '../shared/key-form.ts'

interface Pasted {
  /** What the field shows of the pasted text: only the key where there is one. */
  readonly shown: string
  readonly found: FoundKey
}

export interface PastedKey {
  /** What the text in the field comes to. */
  readonly found: FoundKey
  /** Keys of which the person says which one is meant. */
  readonly candidates: readonly string[]
  /** True while the field shows what was taken from a pasted text. */
  readonly isPasted: boolean
  readonly paste: (text: string) => void
}

/**
 * Looks for the license key in what is typed and pasted, as main will do. A pasted text is looked at as it was: a field of
 * one line would lose its line breaks, which tell where a key ends.
 */
export function usePastedKey(typed: string, form: KeyForm | null, onType: (typed: string) => void): PastedKey {
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const isPasted = pasted?.shown === typed
  const found = isPasted ? pasted.found : findLicenseKey(typed, form)
  const offered = pasted !== null && !pasted.found.ok ? pasted.found.candidates : []
  const isOpen = isPasted || offered.includes(typed)
  return {
    found,
    isPasted,
    candidates: isOpen ? offered : found.ok ? [] : found.candidates,
    paste: (text) => {
      const next = findLicenseKey(text, form)
      const isAmong = next.ok && next.leftOut !== ''
      // As a field of one line takes it.
      const shown = isAmong
        ? next.key
        : text
            .trim()
            .replace(/\s+/g, ' ')
            .slice(0, longestKeyText + 1)
      setPasted({ shown, found: next })
      onType(shown)
    },
  }
}
