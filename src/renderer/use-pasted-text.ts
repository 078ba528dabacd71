import { usePaste } from './use-paste.ts'

/** Gives text that is pasted while no field has the focus to `onText`, so that a paste anywhere on the page arrives. */
export function usePastedText(onText: (text: string) => void): void {
  usePaste((pasted) => {
    const text = pasted.getData('text/plain')
    // As a field of one line takes it.
    if (text !== '') onText(text.trim().replace(/\s+/g, ' '))
    return text !== ''
  })
}
