import { describe, expect, it } from 'vitest'
import { applySettings } from '../../src/core/settings-apply.ts'
import { explainSettings, toExplanationLines, toSettingsReport } from '../../src/core/settings-explain.ts'
import type { SettingsSources } from '../../src/core/settings-layers.ts'
import { resolveSettings } from '../../src/core/settings-resolve.ts'
import { settingNames } from '../../src/core/settings-table.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import { answersOf, policyOf, policyPath, sourcesWith, vendorWith } from './settings-sources.ts'

const { t } = createTranslator('en')

function resolved(layers: Partial<SettingsSources>) {
  const result = resolveSettings(sourcesWith(layers))
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

const settings = resolved({
  policy: policyOf({ proxy: 'http://proxy.example.com:8080', variables: { token: 'hunter2' } }),
  commandLine: { proxy: 'none', username: 'ada.lovelace' },
  answerFile: answersOf({ variables: { token: 'swordfish' } }),
})

describe('toExplanationLines', () => {
  it('says value, origin and what was overridden', () => {
    const lines = toExplanationLines(settings, t)
    const at = lines.indexOf('proxy = http://proxy.example.com:8080')
    expect(lines.slice(at, at + 4)).toEqual([
      'proxy = http://proxy.example.com:8080',
      `    from policy: ${policyPath}`,
      '    instead of none from command line: --proxy',
      'proxySignInFile = (not set)',
    ])
    expect(lines).toContain('licenseFolder = (not set)')
    expect(lines).toContain('methods = license-key, user-login')
    expect(lines).toContain('    from vendor configuration: /app/activation.config.json')
    expect(lines).toContain('    from what is built in')
  })

  it('says that a secret is set and never what it is', () => {
    const lines = toExplanationLines(settings, t)
    expect(lines).toContain('variables = (set, hidden)')
    expect(lines).toContain('    instead of (set, hidden) from answer file: /a.json')
    expect(lines).toContain('username = (set, hidden)')
    const everything = `${lines.join()}${JSON.stringify(toSettingsReport(settings))}`
    for (const secret of ['hunter2', 'swordfish', 'lovelace']) expect(everything).not.toContain(secret)
  })
})

describe('explainSettings', () => {
  it('has words for every setting', () => {
    const rows = explainSettings(settings, t)
    expect(rows.map(({ name }) => name)).toEqual(settingNames)
    for (const { about } of rows) expect(about).toMatch(/^[A-Z].+\.$/)
  })
})

describe('toSettingsReport', () => {
  it('gives plain data', () => {
    const report = toSettingsReport(settings)
    expect(report.find(({ name }) => name === 'proxy')).toEqual({
      name: 'proxy',
      value: 'http://proxy.example.com:8080',
      hidden: false,
      layer: 'policy',
      place: policyPath,
      overridden: [{ layer: 'command-line', place: '--proxy', value: 'none' }],
    })
    expect(report.find(({ name }) => name === 'variables')).toMatchObject({ value: null, hidden: true })
    expect(report.find(({ name }) => name === 'licenseId')).toMatchObject({ value: null, hidden: false })
  })
})

describe('applySettings', () => {
  const configuration = vendorWith({ activation: { licenseId: 5, variables: { a: '1' } }, licenseFolder: '/vendor' })

  it('changes nothing where nobody but the vendor says a word', () => {
    expect(applySettings(configuration, resolved({ configuration }))).toEqual(configuration)
  })

  it('puts every word in force and leaves what is trusted alone', () => {
    const members = { methods: ['user-login'], licenseFolder: '/policy', offlineOffered: false, dailyCheck: false }
    const more = { licenseId: 9, bundleCode: 'B', variables: { b: '2' }, legacyNames: true }
    const effective = applySettings(
      configuration,
      resolved({ configuration, policy: policyOf({ ...members, ...more }) }),
    )
    expect(effective).toEqual({
      ...configuration,
      methods: ['user-login'],
      licenseFolder: '/policy',
      offline: { ...configuration.offline, offered: false },
      activation: { licenseId: 9, bundleCode: 'B', variables: { b: '2' }, legacyNames: true, dailyCheck: false },
    })
  })
})
