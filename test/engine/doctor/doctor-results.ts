import type { ConnectionLayer, Diagnosis, LayerFacts } from '../../../src/shared/connection-diagnosis.ts'

/** One letter for each layer in order: `o` ok, `f` failed, `s` skipped. */
export function outcomesOf({ layers }: Diagnosis): string {
  return layers.map(({ outcome }) => outcome.slice(0, 1)).join('')
}

export function factsOf({ layers }: Diagnosis, layer: ConnectionLayer): LayerFacts {
  return layers.find((result) => result.layer === layer)?.facts ?? {}
}
