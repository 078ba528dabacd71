import type { Expectation } from '../core/activation-response.ts'
import { compareComponents } from '../core/device-components.ts'
import type { DeviceFacts } from '../core/device-facts.ts'
import { readKeyElsewhere } from '../core/license-elsewhere.ts'
import type { Failure } from '../shared/failure.ts'
import type { HardwareChange } from '../shared/hardware-change.ts'
import type { ComponentsStore } from './components-store.ts'
import type { LicenseStore } from './license-store.ts'
import type { Log } from './log.ts'

interface ExplainerPorts {
  readonly store: LicenseStore
  readonly components: ComponentsStore
  readonly log: Log
}

/**
 * Why the license file in place is for another computer, from what was kept beside it; null for every other notice.
 * Words and the end of a key only: the license stays refused whatever comes out.
 */
export function explainHardware(
  notice: Failure | null,
  facts: DeviceFacts,
  expected: Expectation,
  { store, components, log }: ExplainerPorts,
): HardwareChange | null {
  if (notice?.code !== 'not-ours-computer') return null
  const compared = compareComponents(components.read(), facts)
  log.event('hardware.compared', { judgement: compared.judgement })
  const keyLastFour = readKeyElsewhere(store.text() ?? '', expected)
  return { judgement: compared.judgement, components: [...compared.components], keyLastFour }
}
