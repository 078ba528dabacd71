import type { ResolvedSetting } from '../../core/settings-resolve.ts'
import type { SettingProblem } from '../../shared/configuration-problem.ts'
import { readCaFile, withNodeAuthorities } from '../certificate-authorities.ts'

export type CompanyAuthorities =
  | {
      readonly ok: true
      /** PEM of every authority that counts; null where no file is named, so that Node's own count alone. */
      readonly authorities: readonly string[] | null
    }
  | { readonly ok: false; readonly problem: SettingProblem }

/**
 * What the file of the setting `caFile` says. A file that is not there, cannot be read or holds no certificates is a
 * problem: going on without it would fail later, and nobody would know why.
 */
export function readCompanyAuthorities(
  { value, origin }: ResolvedSetting<string | null>,
  run: { readonly environment: Readonly<Record<string, string | undefined>>; readonly isPackaged: boolean },
): CompanyAuthorities {
  if (value === null) return { ok: true, authorities: null }
  const read = readCaFile(value)
  // A packaged program takes NODE_EXTRA_CA_CERTS from nobody: a fuse of Electron's closes it.
  const environment = run.isPackaged ? {} : run.environment
  if (read.ok) return { ok: true, authorities: withNodeAuthorities(read.certificates, environment) }
  const member = origin.layer === 'vendor' ? 'network.caFile' : 'caFile'
  return { ok: false, problem: { ...origin, member, expected: read.expected } }
}
