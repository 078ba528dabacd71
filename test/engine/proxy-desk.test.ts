import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { type ComputerOptions, openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

const open: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close()
})

async function openOne(isConnected = true, proxy?: ComputerOptions['proxy']): Promise<WizardComputer> {
  const sandbox = await startSandbox()
  open.push(sandbox)
  return await openComputer({
    folder: makeTemporaryFolder(),
    name: 'one',
    sandbox,
    isConnected,
    ...(proxy && { proxy }),
  })
}
const typed = { kind: 'manual', address: 'proxy.test:8080', username: 'anna', password: 'geheim', test: false } as const

const said = (layer: 'policy' | 'environment'): NonNullable<ComputerOptions['proxy']> => ({
  value: { kind: 'manual', host: 'proxy.test', port: 8080 },
  origin: { layer, place: 'there' },
  overridden: [],
})

describe('the proxy settings of a run', () => {
  it('are saved, lead back, and are shown again without the password', async () => {
    const { click, view, licenseFolder } = await openOne()
    await click.openProxySettings({ forSignIn: false })
    expect(view()).toMatchObject({ step: 'proxy-settings', proxy: { kind: 'system', hasPassword: false } })
    await click.saveProxySettings(typed)
    expect(view().step).toBe('start')
    await click.openProxySettings({ forSignIn: false })
    expect(view()).toMatchObject({
      proxy: { kind: 'manual', address: 'proxy.test:8080', username: 'anna', hasPassword: true },
    })
    const state = join(licenseFolder, 'state')
    const kept = readdirSync(state).map((name) => readFileSync(join(state, name), 'utf8'))
    expect(kept.join()).toContain('proxy.test')
    expect(kept.join() + JSON.stringify(view())).not.toContain('geheim')
  })

  it('stay on their page with what is wrong', async () => {
    const { click, view } = await openOne()
    await click.openProxySettings({ forSignIn: false })
    await click.saveProxySettings({ ...typed, address: 'nowhere' })
    expect(view()).toMatchObject({ step: 'proxy-settings', problem: 'address', proxy: { kind: 'system' } })
  })

  it('are tested when that is asked for, and the test leads back past them', async () => {
    const { click, view, until } = await openOne()
    await click.openProxySettings({ forSignIn: false })
    await click.saveProxySettings({ ...typed, kind: 'none', test: true })
    expect(await until('doctor')).toMatchObject({ diagnosis: { code: null } })
    await click.goBack({})
    expect(view().step).toBe('start')
  })

  it('are tested anew where the doctor led to them', async () => {
    const { click, view, until } = await openOne(false)
    await click.chooseMethod({ method: 'license-key', road: 'online' })
    await click.submitKey({ typed: 'DEMO-AAAA-BBBB-CCCC' })
    await click.openProxySettings({ forSignIn: false })
    await click.saveProxySettings({ ...typed, kind: 'none', test: true })
    await until('doctor')
    await click.openProxySettings({ forSignIn: false })
    await click.saveProxySettings({ ...typed, kind: 'system' })
    expect(view()).toMatchObject({ step: 'doctor', diagnosis: { layers: expect.any(Array) } })
    await click.goBack({})
    expect(view().step).toBe('review')
  })

  it('are in use, and say so, where they cannot be saved', async () => {
    const { click, view, licenseFolder } = await openOne()
    mkdirSync(licenseFolder, { recursive: true })
    rmSync(join(licenseFolder, 'state'), { recursive: true, force: true })
    writeFileSync(join(licenseFolder, 'state'), 'in the way')
    await click.openProxySettings({ forSignIn: false })
    await click.saveProxySettings(typed)
    expect(view()).toMatchObject({ step: 'proxy-settings', problem: 'not-saved', proxy: { kind: 'manual' } })
  })

  it('take nothing while their page is not open', async () => {
    const { click, view } = await openOne()
    await click.saveProxySettings(typed)
    expect(view().step).toBe('start')
    await click.openProxySettings({ forSignIn: false })
    expect(view()).toMatchObject({ proxy: { kind: 'system' } })
  })

  it.each([
    ['another proxy', { ...typed, address: 'other.test:8080' }],
    ['none', { ...typed, kind: 'none' }],
    ['that of the system', { ...typed, kind: 'system', username: '', password: '' }],
  ] as const)('stay as a policy says: %s is refused', async (_name, other) => {
    const { click, view } = await openOne(true, said('policy'))
    await click.openProxySettings({ forSignIn: false })
    expect(view()).toMatchObject({ proxy: { kind: 'manual', address: 'proxy.test:8080', isFixed: true } })
    await click.saveProxySettings(other)
    expect(view()).toMatchObject({
      step: 'proxy-settings',
      problem: 'by-policy',
      proxy: { address: 'proxy.test:8080' },
    })
  })

  it('take a sign-in for the proxy of a policy, and write nothing of it', async () => {
    const { click, view, licenseFolder } = await openOne(true, said('policy'))
    await click.openProxySettings({ forSignIn: true })
    await click.saveProxySettings(typed)
    expect(view().step).toBe('start')
    await click.openProxySettings({ forSignIn: false })
    expect(view()).toMatchObject({ proxy: { username: 'anna', hasPassword: true } })
    expect(existsSync(join(licenseFolder, 'state', 'proxy.settings.json'))).toBe(false)
  })

  it('begin as the environment says, and are the choice of the person from then on', async () => {
    const { click, view } = await openOne(true, said('environment'))
    await click.openProxySettings({ forSignIn: false })
    expect(view()).toMatchObject({ proxy: { kind: 'manual', address: 'proxy.test:8080' } })
    await click.saveProxySettings({ ...typed, kind: 'none' })
    expect(view().step).toBe('start')
  })

  it('give what was typed to the proxy that the page has named, whichever asked since then', async () => {
    const named = { host: 'office.test', port: 8080 }
    const other = { host: 'other.test', port: 3128 }
    const { click, view, keeper } = await openOne()
    keeper.noteChallenge(named)
    await click.openProxySettings({ forSignIn: true })
    expect(view()).toMatchObject({ proxy: { askedBy: 'office.test:8080' } })
    keeper.noteChallenge(other)
    await click.saveProxySettings({ ...typed, kind: 'system', address: '' })
    expect(keeper.signInFor(other)).toBeNull()
    expect(keeper.signInFor(named)).toEqual({ username: 'anna', password: 'geheim' })
  })

  it('give nothing to a proxy that asked after the page was opened', async () => {
    const { click, keeper } = await openOne()
    await click.openProxySettings({ forSignIn: false })
    keeper.noteChallenge({ host: '2001:db8::1', port: 3128 })
    await click.saveProxySettings({ ...typed, kind: 'system', address: '' })
    expect(keeper.signInFor({ host: '2001:db8::1', port: 3128 })).toBeNull()
  })
})
