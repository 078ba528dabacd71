/** License keys that activate, and that a later check is refused with. */
import type { DemoKeyEntry } from './demo-keys.ts'
import { asOfflineLicense } from './demo-offline-licenses.ts'
import type { AnyErrorCode } from './documented-errors.ts'
import { endpointErrorCodes, endpointErrors } from './endpoint-errors.ts'
import type { LicenseOrder } from './license-order.ts'

const toEntry = (key: string, expectCheck: AnyErrorCode, note: string, later: LicenseOrder['later']): DemoKeyEntry => ({
  key,
  expect: 'activated',
  expectOffline: 'activated',
  expectCheck,
  note: `then a check gets ${expectCheck}: ${note}`,
  change: { changeLicense: asOfflineLicense, later },
})

/** Two that the rules refuse, and one for each error of another endpoint. */
export const checkKeys: readonly DemoKeyEntry[] = [
  toEntry('DEMO-CHEC-DISA-BLED', 'license_not_enabled', 'the vendor disables the order', { enabled: false }),
  toEntry('DEMO-CHEC-BLAC-KLIS', 'blacklisted', 'the vendor blocks each computer', { blacklist: 'every-device' }),
  ...endpointErrorCodes.map((code) =>
    toEntry(endpointErrors[code].key, code, 'by name of the key', { refusedWith: code }),
  ),
]
