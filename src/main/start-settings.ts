import { dirname } from 'node:path'
import { applySettings } from '../core/settings-apply.ts'
import type { ResolvedSettings } from '../core/settings-resolve.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { configurationPathOf, readConfigurationFile } from '../engine/configuration-file.ts'
import { toConfigurationReport } from '../engine/configuration-report.ts'
import { readCompanyAuthorities } from '../engine/settings/company-authorities.ts'
import { policyOverrideOf } from '../engine/settings/policy-place.ts'
import { readSettings } from '../engine/settings/read-settings.ts'
import type { ConfigurationProblem, SettingLayer, SettingProblems } from '../shared/configuration-problem.ts'
import { type Failure, makeFailure } from '../shared/failure.ts'
import type { Translate } from '../shared/translate.ts'

/** How the wizard is set up, or what keeps it from starting. */
export type Start =
  | {
      readonly ok: true
      readonly configuration: VendorConfiguration
      readonly settings: ResolvedSettings
      /** PEM of every authority that counts, where a company has named its own; null where it has not. */
      readonly authorities: readonly string[] | null
      /** Folder of the vendor configuration: its logos are below it. */
      readonly folder: string
    }
  | ({ readonly ok: false } & RefusedStart)

/** A start that nothing keeps from it. */
export type Ready = Extract<Start, { ok: true }>

export interface RefusedStart {
  readonly layer: SettingLayer
  /** File, registry key or variable that the page names. */
  readonly path: string
  readonly problems: readonly [ConfigurationProblem, ...ConfigurationProblem[]]
  /** Every problem, one a line, for stderr. */
  readonly report: (t: Translate) => string
}

/** The same as a failure, as the command line tells it: the first of the problems. */
export function toConfigurationFailure(start: Start, t: Translate): Failure {
  if (start.ok) return makeFailure('internal')
  const [{ member, expected }] = start.problems
  return makeFailure('malformed-configuration', {
    path: start.path,
    ...(member !== '' && { member }),
    expected: t(`configuration.expected.${expected}`),
  })
}

export interface StartPlace {
  readonly appPath: string
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** The configuration in force and every setting: vendor configuration, environment and policy of this computer. */
export async function readStart({ appPath, isPackaged, platform, environment }: StartPlace): Promise<Start> {
  const path = configurationPathOf(appPath, isPackaged, environment['ACTIVATION_CONFIG'])
  const read = readConfigurationFile(path)
  if (!read.ok) {
    const { problems } = read
    return { ok: false, layer: 'vendor', path, problems, report: (t) => toConfigurationReport(path, problems, t) }
  }
  const policyOverride = policyOverrideOf(isPackaged, environment['ACTIVATION_POLICY'], process.getuid?.())
  const sources = { configuration: read.value, configurationPath: path, environment }
  const settings = await readSettings({ ...sources, platform, policyOverride })
  if (!settings.ok) return toRefusedStart(settings.problems)
  const company = readCompanyAuthorities(settings.value.caFile, { environment, isPackaged })
  if (!company.ok) return toRefusedStart([company.problem])
  return {
    ok: true,
    configuration: applySettings(read.value, settings.value),
    settings: settings.value,
    authorities: company.authorities,
    folder: dirname(path),
  }
}

/** The page shows one place at a time, the strongest first; stderr has all of them. */
function toRefusedStart(all: SettingProblems): Start {
  const [first, ...rest] = all
  const plain = ({ member, expected }: ConfigurationProblem): ConfigurationProblem => ({ member, expected })
  const same = rest.filter(({ place }) => place === first.place)
  return {
    ok: false,
    layer: first.layer,
    path: first.place,
    problems: [plain(first), ...same.map(plain)],
    report: (t) => all.map((problem) => toConfigurationReport(problem.place, [problem], t)).join(''),
  }
}
