import { describe, expect, it } from 'vitest'
import type { SettingsSources } from '../../src/core/settings-layers.ts'
import { toVariablePrefix } from '../../src/core/settings-names.ts'
import { type ResolvedOrProblems, resolveSettings } from '../../src/core/settings-resolve.ts'
import { isByPolicyOnly, type SettingName, settingNames, settingsTable } from '../../src/core/settings-table.ts'
import { expectations } from '../../src/shared/configuration-problem.ts'
import { answersOf, policyOf, policyPath, samples, sourcesWith, vendorWith } from './settings-sources.ts'

const prefix = 'EXAMPLE_SOFTWARE_EXAMPLE_SUITE_'

/** Each layer, strongest first: what makes it say sample number `at` of a setting, and where it says so. */
const layers = {
  policy: (name: SettingName, at: number) => ({ policy: policyOf({ [name]: samples[name][at]?.file }) }),
  'command-line': (name: SettingName, at: number) => ({ commandLine: { [name]: samples[name][at]?.text } }),
  environment: (name: SettingName, at: number) => ({
    environment: { [`${prefix}${settingsTable[name].variable}`]: samples[name][at]?.text },
  }),
  'answer-file': (name: SettingName, at: number) => ({ answerFile: answersOf({ [name]: samples[name][at]?.file }) }),
} satisfies Record<string, (name: SettingName, at: number) => Partial<SettingsSources>>
const layerNames = Object.keys(layers) as (keyof typeof layers)[]

const placeOf = (layer: keyof typeof layers, name: SettingName): string =>
  ({
    policy: policyPath,
    'command-line': settingsTable[name].option ?? '--',
    environment: `${prefix}${settingsTable[name].variable}`,
    'answer-file': '/a.json',
  })[layer]

const vendorMembers: Partial<Record<SettingName, object>> = {
  licenseFolder: { licenseFolder: '/vendor' },
  caFile: { network: { caFile: '/vendor.pem' } },
  methods: { methods: ['user-login', 'license-key'] },
  dailyCheck: { activation: { dailyCheck: false } },
  licenseId: { activation: { licenseId: 5 } },
  bundleCode: { activation: { bundleCode: 'V' } },
  variables: { activation: { variables: { v: '1' } } },
  legacyNames: { activation: { legacyNames: true } },
}

function resolved(sources: SettingsSources) {
  const result = resolveSettings(sources)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}
const problemsOf = (result: ResolvedOrProblems) => (result.ok ? [] : result.problems)

const mayStandIn = (layer: string, name: SettingName): boolean =>
  (layer === 'policy' ? settingsTable[name].policy : !isByPolicyOnly(name)) &&
  (layer !== 'command-line' || settingsTable[name].option !== null)

describe.each(settingNames)('the setting %s', (name) => {
  it.each(layerNames.filter((layer) => mayStandIn(layer, name)))('is read from the %s layer', (layer) => {
    for (const [at, sample] of samples[name].entries()) {
      const setting = resolved(sourcesWith(layers[layer](name, at)))[name]
      expect(setting.value).toEqual(sample.value)
      expect(setting.origin).toEqual({ layer, place: placeOf(layer, name) })
    }
  })

  const pairs = layerNames.flatMap((strong, at) => layerNames.slice(at + 1).map((weak) => [strong, weak] as const))
  const possible = pairs.filter((pair) => pair.every((layer) => mayStandIn(layer, name)))
  it.each(possible)('counts %s before %s', (strong, weak) => {
    const setting = resolved(sourcesWith({ ...layers[weak](name, 1), ...layers[strong](name, 0) }))[name]
    expect(setting.value).toEqual(samples[name][0]?.value)
    expect(setting.origin.layer).toBe(strong)
    expect(setting.overridden[0]).toEqual({
      layer: weak,
      place: placeOf(weak, name),
      value: samples[name][1]?.value,
    })
  })

  it('is read from the variable of every product, after that of this one', () => {
    if (isByPolicyOnly(name)) return
    const { variable } = settingsTable[name]
    const general = { [`ACTIVATION_WIZARD_${variable}`]: samples[name][1]?.text }
    const own = { [`${prefix}${variable}`]: samples[name][0]?.text }
    const alone = resolved(sourcesWith({ environment: general }))[name]
    expect(alone).toMatchObject({
      value: samples[name][1]?.value,
      origin: { layer: 'environment', place: `ACTIVATION_WIZARD_${variable}` },
    })
    const both = resolved(sourcesWith({ environment: { ...general, ...own } }))[name]
    expect([both.value, both.overridden[0]?.value]).toEqual(samples[name].map(({ value }) => value))
  })

  it('is built in where nobody says a word', () => {
    const methods = ['license-key']
    const setting = resolved(sourcesWith({ configuration: vendorWith({ methods }) }))[name]
    expect(setting).toEqual({
      value: settingsTable[name].fallback,
      origin: { layer: 'default', place: '' },
      overridden: [],
    })
  })

  it.each(layerNames)('does not listen to an empty or missing word: %s', (layer) => {
    const empty = { commandLine: { [name]: undefined }, environment: { [placeOf('environment', name)]: ' ' } }
    const said = layer === 'command-line' || layer === 'environment' ? empty : { policy: null, answerFile: null }
    const configuration = vendorWith({ methods: ['license-key'] })
    expect(resolved(sourcesWith({ configuration, ...said }))[name].origin.layer).toBe('default')
  })

  it.each([[{}], [null], [['\u0000']], [-1], [''], ['\n'], ['x'.repeat(70_000)]])(
    'refuses %j in a policy without repeating it',
    (value) => {
      if (name === 'variables' && JSON.stringify(value) === '{}') return
      const problems = problemsOf(resolveSettings(sourcesWith({ policy: policyOf({ [name]: value }) })))
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatchObject({ layer: 'policy', place: policyPath })
      expect(problems[0]?.member.split('.')[0]).toBe(name)
      expect(JSON.stringify(problems)).not.toContain('xxx')
      expect(expectations).toContain(problems[0]?.expected)
    },
  )
})

describe('the ID that an administrator gives a device', () => {
  const deviceId = 'render-farm-01'

  it.each([
    ['an option', { commandLine: { deviceId } }],
    ['an answer file', { answerFile: answersOf({ deviceId }) }],
  ])('is refused from %s: the person would use one seat on many computers', (_name, said) => {
    expect(problemsOf(resolveSettings(sourcesWith(said)))).toMatchObject([
      { member: 'deviceId', expected: 'policy-only' },
    ])
  })

  it('has no variable', () => {
    const names = ['DEVICE_ID', 'deviceId', 'null']
    const entries = names
      .flatMap((name) => [`${prefix}${name}`, `ACTIVATION_WIZARD_${name}`])
      .map((name) => [name, deviceId])
    const setting = resolved(sourcesWith({ environment: Object.fromEntries(entries) })).deviceId
    expect(setting).toMatchObject({ value: null, origin: { layer: 'default' } })
  })

  it('is refused where the vendor does not allow it', () => {
    const configuration = vendorWith({ hardwareId: { source: 'machine-id' } })
    const result = resolveSettings(sourcesWith({ configuration, policy: policyOf({ deviceId }) }))
    expect(problemsOf(result)).toMatchObject([{ layer: 'policy', member: 'deviceId', expected: 'offered' }])
  })

  it('is refused where it is so short that another customer can have it', () => {
    const result = resolveSettings(sourcesWith({ policy: policyOf({ deviceId: 'farm-01' }) }))
    expect(problemsOf(result)).toMatchObject([{ member: 'deviceId', expected: 'device-id' }])
  })
})

describe('a setting that the vendor configuration has too', () => {
  it.each(Object.entries(vendorMembers))('%s counts before what is built in and after all else', (key, member) => {
    const name = key as SettingName
    const configuration = vendorWith(member)
    const ofVendor = resolved(sourcesWith({ configuration }))[name]
    expect(ofVendor.origin).toEqual({ layer: 'vendor', place: '/app/activation.config.json' })
    const setting = resolved(sourcesWith({ configuration, ...layers['answer-file'](name, 0) }))[name]
    expect(setting.origin.layer).toBe('answer-file')
    expect(setting.overridden.map(({ layer }) => layer)).toEqual(['vendor'])
  })

  it('names every table row that says it has one', () => {
    const rows = settingNames.filter((name) => settingsTable[name].member !== null && name !== 'offlineOffered')
    expect(Object.keys(vendorMembers)).toEqual(rows)
  })
})

describe('what is trusted', () => {
  const trusted = ['api', 'api.baseUrl', 'apiBaseUrl', 'api_base_url', 'apiKey', 'sharedKey', 'oauth', 'clientSecret']
  const others = ['tokenUrl', 'responsePublicKey', 'publicKey', 'PublicKey', 'product', 'vendor', 'hardwareId.source']

  it.each([...trusted, ...others])('%s stands in no file but the vendor configuration', (member) => {
    const files = { policy: policyOf({ [member]: 'evil' }), answerFile: answersOf({ [member]: 'evil' }) }
    expect(problemsOf(resolveSettings(sourcesWith(files)))).toEqual([
      { layer: 'policy', place: policyPath, member, expected: 'vendor-only' },
      { layer: 'answer-file', place: '/a.json', member, expected: 'vendor-only' },
    ])
  })

  it('is no option and no variable either', () => {
    const environment = { [`${prefix}API_BASE_URL`]: 'https://evil.example', [`${prefix}RESPONSE_PUBLIC_KEY`]: 'evil' }
    expect(JSON.stringify(resolved(sourcesWith({ environment })))).not.toContain('evil')
    const result = resolveSettings(sourcesWith({ commandLine: { apiKey: 'evil' } }))
    expect(problemsOf(result)[0]?.expected).toBe('vendor-only')
  })
})

describe('what a layer may not say', () => {
  it.each(['Scope', 'licenceFolder', '__proto__', 'constructor', 'toString', ''])('refuses the member %j', (member) => {
    const members = JSON.parse(`{${JSON.stringify(member)}: "x"}`) as Record<string, unknown>
    const problems = problemsOf(resolveSettings(sourcesWith({ policy: policyOf(members) })))
    expect(problems).toEqual([{ layer: 'policy', place: policyPath, member, expected: 'known-member' }])
  })

  it.each(settingNames.filter((name) => !settingsTable[name].policy))('refuses %s in a policy', (name) => {
    const problems = problemsOf(resolveSettings(sourcesWith(layers.policy(name, 0))))
    expect(problems).toEqual([{ layer: 'policy', place: policyPath, member: name, expected: 'not-by-policy' }])
  })

  it('refuses what the vendor does not offer', () => {
    const configuration = vendorWith({ methods: ['license-key'], offline: { offered: false } })
    const policy = policyOf({ methods: ['license-key', 'user-login'], offlineOffered: true })
    const problems = problemsOf(resolveSettings(sourcesWith({ configuration, policy })))
    expect(problems.map(({ member, expected }) => [member, expected])).toEqual([
      ['methods', 'offered'],
      ['offlineOffered', 'offered'],
    ])
  })

  it('refuses a word that is overridden all the same, and names all of them', () => {
    const environment = { [`${prefix}PROXY`]: 'http://user:hunter2@proxy:8080', [`${prefix}LOCALE`]: '!' }
    const problems = problemsOf(resolveSettings(sourcesWith({ environment, policy: policyOf({ proxy: 'none' }) })))
    expect(problems).toEqual([
      { layer: 'environment', place: `${prefix}PROXY`, member: 'proxy', expected: 'proxy' },
      { layer: 'environment', place: `${prefix}LOCALE`, member: 'locale', expected: 'locale' },
    ])
  })
})

describe('values', () => {
  it.each([
    ['proxy', 'http://user:hunter2@proxy:8080', 'proxy'],
    ['proxy', 'proxy.example.com', 'proxy'],
    ['proxy', 'socks5://proxy:1080', 'proxy'],
    ['proxy', 'http://proxy:8080;direct://', 'proxy'],
    ['timeoutSeconds', 0, 'timeoutSeconds'],
    ['timeoutSeconds', 601, 'timeoutSeconds'],
    ['timeoutSeconds', '20', 'timeoutSeconds'],
    ['dailyCheck', 'false', 'dailyCheck'],
    ['methods', 'license-key', 'methods'],
    ['methods', [], 'methods'],
    ['methods', ['license-key', 'telepathy'], 'methods.1'],
    ['licenseFolder', 'relative', 'licenseFolder'],
    ['locale', 'not a locale', 'locale'],
    ['variables', { a: 1 }, 'variables'],
    ['variables', JSON.parse('{"__proto__":"x"}'), 'variables'],
    ['variables', { '': 'x' }, 'variables'],
    ['bundleCode', '../up', 'bundleCode'],
    ['scope', 'everybody', 'scope'],
  ])('refuses %s = %j in a file', (name, value, member) => {
    const result = resolveSettings(sourcesWith({ policy: policyOf({ [name]: value }) }))
    expect(problemsOf(result).map((problem) => problem.member)).toEqual([member])
    expect(expectations).toContain(problemsOf(result)[0]?.expected)
    expect(JSON.stringify(result)).not.toContain('hunter2')
  })

  it.each([
    ['timeoutSeconds', 'soon'],
    ['timeoutSeconds', '1e2'],
    ['dailyCheck', 'maybe'],
    ['licenseId', '0x10'],
    ['variables', 'no pair'],
    ['variables', 'a=1;a=2'],
    ['variables', ['=x']],
    ['variables', [5]],
  ])('refuses %s = %j on the command line', (name, value) => {
    const problems = problemsOf(resolveSettings(sourcesWith({ commandLine: { [name]: value } })))
    expect(problems.map(({ member, layer }) => [member, layer])).toEqual([[name, 'command-line']])
  })

  it('takes repeated options as lists, and says a method once', () => {
    const commandLine = { variables: ['a=1', 'b=2;3'], methods: ['user-login', 'user-login'], dailyCheck: false }
    const settings = resolved(sourcesWith({ commandLine }))
    expect(settings.variables.value).toEqual({ a: '1', b: '2;3' })
    expect(settings.methods.value).toEqual(['user-login'])
    expect(settings.dailyCheck.value).toBe(false)
  })
})

describe('toVariablePrefix', () => {
  it.each([
    ['Example Software', 'Example Suite', prefix],
    ['3D Soft, Inc.', 'Cut+Paste', '_3D_SOFT_INC_CUT_PASTE_'],
    ['株式会社', 'Suite', 'SUITE_'],
    ['株式会社', '製品', 'ACTIVATION_'],
  ])('makes one of %s and %s', (vendor, product, expected) => {
    const names = { vendor: { name: vendor }, product: { name: product, code: 'X', version: '1' } }
    expect(toVariablePrefix(names)).toBe(expected)
  })
})
