import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseMembers } from '../../../src/core/settings-file-text.ts'
import { toVariablePrefix } from '../../../src/core/settings-names.ts'
import { resolveSettings } from '../../../src/core/settings-resolve.ts'
import { settingNames, settingsTable } from '../../../src/core/settings-table.ts'
import { policiesKey, policyDomainOf } from '../../../src/engine/settings/policy-place.ts'
import { settings as words } from '../../../src/shared/messages/en-settings.ts'
import { sourcesWith, vendorWith } from '../../core/settings-sources.ts'

const root = join(import.meta.dirname, '../../..')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const policyNames = settingNames.filter((name) => settingsTable[name].policy)
const all = (text: string, pattern: RegExp): string[] => Array.from(text.matchAll(pattern), (match) => match[1] ?? '')

describe('activation.json', () => {
  it('is a policy with every setting that a policy may set', () => {
    const parsed = parseMembers(read('deploy/policy/activation.json'))
    const members = parsed.ok ? parsed.members : {}
    expect(Object.keys(members)).toEqual(policyNames)
    expect(resolveSettings(sourcesWith({ policy: { place: '/etc', form: 'json', members } })).ok).toBe(true)
  })
})

describe('activation.admx', () => {
  const admx = read('deploy/policy/activation.admx')
  const adml = read('deploy/policy/en-US/activation.adml')

  it('has a policy for every setting, under the key that is read', () => {
    expect(all(admx, /<policy name="(\w+)"/g)).toEqual(policyNames)
    expect(new Set(all(admx, /valueName="(\w+)"/g))).toEqual(new Set(policyNames))
    const key = `${policiesKey}\\Example-Software\\Example-Suite`.replace('HKEY_LOCAL_MACHINE\\', '')
    expect(all(admx, / key="([^"]+)"/g)).toEqual(policyNames.map(() => key))
    expect(new Set(all(admx, /class="(\w+)"/g))).toEqual(new Set(['Machine']))
  })

  it('finds every word and every form in its language file', () => {
    for (const id of all(admx, /\$\(string\.(\w+)\)/g)) expect(all(adml, /<string id="(\w+)"/g)).toContain(id)
    const forms = all(admx, /\$\(presentation\.(\w+)\)/g)
    expect(all(adml, /<presentation id="(\w+)"/g)).toEqual(forms)
    expect(all(adml, /refId="(\w+)"/g)).toEqual(forms)
    expect(all(admx, /<(?:text|enum|decimal|multiText) id="(\w+)"/g)).toEqual(forms)
  })

  it('holds an id of 16 digits as text: a decimal element has 32 bits', () => {
    expect(admx).toContain('<text id="licenseId" valueName="licenseId" required="true" maxLength="16" />')
    expect(adml).toMatch(/<presentation id="licenseId">\s*<textBox refId="licenseId">/)
  })

  it('explains each setting with the words of the wizard', () => {
    for (const name of policyNames) expect(adml).toContain(`<string id="${name}_help">${words.about[name]}</string>`)
  })
})

describe('activation.mobileconfig', () => {
  const profile = read('deploy/policy/activation.mobileconfig')
  const domain = policyDomainOf(vendorWith())

  it('sets every setting in the domain that is read', () => {
    expect(profile).toContain(`<key>PayloadType</key>\n      <string>${domain}</string>`)
    const keys = all(profile, /^ {6}<key>(\w+)<\/key>$/gm).filter((name) => !name.startsWith('Payload'))
    expect(keys).toEqual(policyNames)
  })
})

describe('docs/policy.md', () => {
  it('has a row for every setting that says what the table says', () => {
    const page = read('docs/policy.md')
    const prefix = toVariablePrefix(vendorWith())
    expect(page).toContain(prefix)
    for (const name of settingNames) {
      const { option, variable, policy, member } = settingsTable[name]
      const [said, named, vendor] = [option, variable, member].map((word) => (word === null ? '' : `\`${word}\``))
      expect(page).toContain(`| \`${name}\` | ${said} | ${named} | ${vendor} | ${policy ? 'yes' : 'no'} |`)
    }
  })
})
