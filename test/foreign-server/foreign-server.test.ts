/** The program against a server that shares nothing with it, not even what both believe of the documentation. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CommandComputer } from '../cli/command-computer.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { type ForeignServer, startForeignServer } from './foreign-server.ts'

let server: ForeignServer
let computer: CommandComputer
let connected: CommandComputer
beforeEach(async () => {
  server = await startForeignServer()
  const folder = makeTemporaryFolder()
  computer = new CommandComputer(folder, 'HERE', server)
  connected = new CommandComputer(folder, 'CONNECTED', server)
})
afterEach(() => server.close())

const holders = {
  key: () => ({ args: ['--key-stdin'], input: server.licenseKey }),
  user: () => ({ args: ['--user', server.username, '--password-stdin'], input: server.password }),
} as const

const variants = [
  ['as it is', {}],
  ['with variables and the older names', { activation: { variables: { site: 'Łódź' }, legacyNames: true } }],
  ['with all numbers', { activation: { licenseId: 9007199254740991, bundleCode: 'FOREIGN' } }],
] as const

describe.each(['key', 'user'] as const)('a foreign server and a %s', (kind) => {
  it.each(variants)('activates, checks and gives back over the network, %s', async (_what, configuration) => {
    const own = new CommandComputer(makeTemporaryFolder(), 'OWN', server, configuration)
    const { args, input } = holders[kind]()
    const activated = await own.json(['activate', ...args], { input })
    expect([activated.outcome, activated.license?.licenses.length, server.refusals]).toEqual(['activated', 3, []])
    expect(await own.json(['check'])).toMatchObject({ exitCode: 0, state: 'valid' })
    expect(await own.json(['status'])).toMatchObject({ exitCode: 0, state: 'valid' })
    expect(await own.json(['deactivate'])).toMatchObject({ outcome: 'deactivated', exitCode: 0 })
    expect(server.refusals).toEqual([])
  })

  it('activates and gives back by files', async () => {
    const { args, input } = holders[kind]()
    const request = await computer.json(['request', ...args], { input })
    const sent = await connected.json(['send', request.file ?? ''])
    expect([sent.outcome, server.refusals]).toEqual(['answer-written', []])
    expect(await computer.json(['import', sent.file ?? ''])).toMatchObject({ outcome: 'imported', exitCode: 0 })
    expect(await computer.json(['status'])).toMatchObject({ exitCode: 0, state: 'valid' })
    const given = await computer.json(['deactivate', '--offline-request', 'return.req'])
    expect(given).toMatchObject({ outcome: 'return-written', exitCode: 0 })
    expect(await connected.json(['send', given.file ?? ''])).toMatchObject({ outcome: 'seat-freed' })
    expect(server.refusals).toEqual([])
  })

  it('checks online what was activated by files', async () => {
    const { args, input } = holders[kind]()
    const request = await computer.json(['request', ...args], { input })
    const sent = await connected.json(['send', request.file ?? ''])
    await computer.json(['import', sent.file ?? ''])
    expect(await computer.json(['check'])).toMatchObject({ exitCode: 0, state: 'valid' })
    expect(server.refusals).toEqual([])
  })

  it('is told apart from what it refuses', async () => {
    const wrong = await computer.json(['activate', '--key-stdin'], { input: 'FORE-IGNK-EYAA-0002' })
    expect(wrong).toMatchObject({ failure: { code: 'refused-license-not-found' } })
    expect(server.refusals).toHaveLength(1)
  })
})
