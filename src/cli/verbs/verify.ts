import { createHash } from 'node:crypto'
import { decodeText } from '../../core/decode-text.ts'
import { proveFile } from '../../core/file-proof.ts'
import { toOverview } from '../../core/license-overview.ts'
import { openRequestStore } from '../../engine/request-store.ts'
import { stateOf } from '../../engine/result/license-state.ts'
import { done, failed, type Outcome } from '../../engine/result/outcome.ts'
import { readCarriedBytes } from '../carried-file.ts'
import { folderOf, scopeOf, type VerbContext, whileReadingDevice } from '../verb-context.ts'

/** Whether a file is genuine, by the vendor's public key alone. A genuine one of another computer is genuine too. */
export async function verify(context: VerbContext): Promise<Outcome> {
  const { file, configuration, responseKey, device, io, stop } = context
  const brought = await readCarriedBytes(file, stop)
  if (!brought.ok) return failed(brought.failure)
  const bytes = brought.value
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const read = await whileReadingDevice(device.hardwareId, context)
  if (!read.ok) return failed(read.failure)
  const ours = read.value.ok ? read.value.value : ''
  const proof = proveFile(decodeText(bytes), {
    key: responseKey,
    product: configuration.product.code,
    hardwareId: ours,
    sentNames: sentNamesOf(context),
  })
  if (!proof.ok) return failed(proof.failure, { sha256 })
  const { kind, records, product, hardwareId } = proof.value
  const license = toOverview(records, product, file, io.now(), null, null, configuration.product.version)
  return done('verified', {
    sha256,
    license,
    state: stateOf(license),
    verification: {
      kind,
      keyFingerprint: responseKey.fingerprint,
      hardwareId: hardwareId?.slice(0, 8) ?? null,
      isThisComputer: ours === '' ? null : hardwareId === ours,
    },
  })
}

/** User names in the requests of this computer. */
function sentNamesOf(context: VerbContext): string[] {
  const folder = folderOf(context, scopeOf(context, 'requests'))
  const records = openRequestStore(folder, context.configuration.product.code, context.io.now).list()
  return [...new Set(records.flatMap(({ holder }) => (holder?.kind === 'user-login' ? [holder.username] : [])))]
}
