/** The same without internet: request files of both forms, handed over in both ways, and given back by file. */
import type { ApiRequest } from '../../core/api-request.ts'
import { createOfflineCall } from '../../core/offline-call.ts'
import { createOfflineRequest, type RequestSchemaVersion } from '../../core/offline-request.ts'
import { parseRequestFile } from '../../core/request-file.ts'
import type { VendorConfiguration } from '../../core/vendor-configuration.ts'
import type { RequestKind } from '../../shared/wizard-view.ts'
import { type Step, signed } from './steps.ts'
import { withEveryMember } from './test-device.ts'
import { exchangeOf, isDone, type WalkState } from './walk-state.ts'

type Transport = VendorConfiguration['offline']['transport']

export const offlineSteps: readonly Step[] = [
  signed('offline-empty', ({ input }) => toPlainCall(input.configuration, '')),
  signed('offline-unreadable', ({ input }) => toPlainCall(input.configuration, '***')),
  ...roundTrip(1, 'raw'),
  signed('offline-return-1-again', (walk) => sameCall(walk, 'offline-return-1')),
  ...roundTrip(2, 'multipart'),
]

function roundTrip(schema: RequestSchemaVersion, transport: Transport): Step[] {
  const activate = `offline-activate-${schema}`
  const isActive = ({ exchanges }: WalkState): boolean => isDone(exchanges, activate)
  return [
    signed(activate, (walk) => toCall(walk, 'activation', schema, transport), { seat: 'takes' }),
    signed(
      `offline-return-${schema}`,
      (walk) => (isActive(walk) ? toCall(walk, 'deactivation', schema, transport) : null),
      { seat: 'gives-back' },
    ),
  ]
}

function toCall(
  { input, ports }: WalkState,
  kind: RequestKind,
  schemaVersion: RequestSchemaVersion,
  transport: Transport,
): ApiRequest | null {
  const full = withEveryMember(input)
  const configuration = { ...full.configuration, offline: { ...full.configuration.offline, transport } }
  const made = createOfflineRequest({ ...full, kind, schemaVersion, id: ports.randomId(), now: ports.now() })
  const carried = parseRequestFile(Buffer.from(made.text, 'base64').toString('utf8'), configuration)
  return carried.ok ? createOfflineCall(carried.value, configuration) : null
}

function toPlainCall({ api }: VendorConfiguration, body: string): ApiRequest {
  const url = `${api.baseUrl}/api/v4/activate_bundle_offline`
  return { method: 'POST', url, headers: { 'Content-Type': 'text/plain' }, body }
}

/** The same file a second time; null where the first time was refused. */
function sameCall({ exchanges }: WalkState, step: string): ApiRequest | null {
  const before = exchangeOf(exchanges, step)?.request
  if (before === undefined || !isDone(exchanges, step)) return null
  const { method, url, headers, body } = before
  return { method, url, headers: { 'Content-Type': headers['Content-Type'] ?? '' }, body }
}
