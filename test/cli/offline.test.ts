import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { byForm } from '../fakes/answer-form-tested.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer, hardwareIdOf } from './command-computer.ts'

const offlineKey = 'DEMO-OFFL-INEA-AAAA'
let sandbox: Sandbox
let inside: CommandComputer
let outside: CommandComputer
beforeEach(async () => {
  sandbox = await startSandbox()
  const folder = makeTemporaryFolder()
  inside = new CommandComputer(folder, 'INSIDE', sandbox)
  outside = new CommandComputer(folder, 'OUTSIDE', sandbox)
})
afterEach(() => sandbox.close())

const noNetwork = async (): Promise<Response> => {
  throw new Error('net::ERR_INTERNET_DISCONNECTED')
}

async function request(...args: string[]): Promise<string> {
  const made = await inside.json(['request', '--key-stdin', ...args], { input: offlineKey, fetch: noNetwork })
  expect(made).toMatchObject({ outcome: 'request-written', exitCode: 0 })
  return made.file ?? ''
}
async function answer(path: string): Promise<string> {
  const sent = await outside.json(['send', path])
  expect(sent).toMatchObject({ outcome: 'answer-written', exitCode: 0, computer: 'INSIDE' })
  return sent.file ?? ''
}

describe('the way without internet', () => {
  it('goes from request to answer to license, and can be repeated', async () => {
    const path = await request()
    expect(path).toMatch(/INSIDE[\\/]DEMO-SUITE-INSIDE-\d{4}-\d\d-\d\d\.req$/)
    expect(await inside.json(['status'])).toMatchObject({
      exitCode: 50,
      state: 'pending',
      requests: [{ kind: 'activation' }],
    })
    const answered = await answer(path)
    expect(answered).toMatch(/OUTSIDE[\\/]DEMO-SUITE-INSIDE-[\d-]+\.lic$/)
    expect(await inside.json(['import', answered], { fetch: noNetwork })).toMatchObject({
      outcome: 'imported',
      exitCode: 0,
    })
    expect(await inside.json(['status'])).toMatchObject({ exitCode: 0, state: 'valid' })
    expect(await inside.json(['import', answered])).toMatchObject({ outcome: 'already-imported', exitCode: 0 })
  })

  it('goes the same way with the texts in the middle of mails', async () => {
    const inMail = (name: string, path: string): string => {
      const lines = readFileSync(path, 'utf8').match(/.{1,76}/g) ?? []
      return inside.write(
        name,
        ['Hi Bob,', '', 'here it is:', ...lines, '', '-- ', 'Ann'].map((line) => `> ${line}`).join('\r\n'),
      )
    }
    const answered = await answer(inMail('request.txt', await request()))
    const mail = inMail('answer.txt', answered)
    expect(await inside.json(['verify', mail])).toMatchObject({ outcome: 'verified', verification: { kind: 'answer' } })
    expect(await inside.json(['import', mail])).toMatchObject({ outcome: 'imported', exitCode: 0, state: 'valid' })
  })

  it('takes no answer of another computer, and says whose it is', async () => {
    const answered = await answer(await request())
    const wrong = await outside.json(['import', answered])
    expect(wrong).toMatchObject({
      exitCode: 14,
      failure: { code: 'not-ours-computer', details: { computer: 'INSIDE' } },
    })
  })

  it('gives a license back by a file', async () => {
    await inside.json(['import', await answer(await request())])
    const given = await inside.json(['deactivate', '--offline-request', 'return.req'], { fetch: noNetwork })
    expect(given).toMatchObject({ outcome: 'return-written', exitCode: 0, file: join(inside.home, 'return.req') })
    expect(await inside.json(['status'])).toMatchObject({ exitCode: 10, state: 'none' })
    expect(await outside.json(['send', given.file ?? ''])).toMatchObject({ outcome: 'seat-freed', computer: 'INSIDE' })
    expect(await inside.json(['deactivate'])).toMatchObject({ outcome: 'nothing-to-return', exitCode: 0 })
  })

  it('writes where it is told to, and replaces nothing in silence', async () => {
    const path = await request('--out', 'mine.req')
    expect(path).toBe(join(inside.home, 'mine.req'))
    const again = ['request', '--key-stdin', '--out', 'mine.req']
    expect(await inside.json(again, { input: offlineKey })).toMatchObject({
      exitCode: 2,
      failure: { code: 'malformed-command' },
    })
    expect(await inside.json([...again, '--force'], { input: offlineKey })).toMatchObject({ exitCode: 0, file: path })
    expect(
      (await inside.json(['request', '--key-stdin', '--out', 'no/such/place.req'], { input: offlineKey })).exitCode,
    ).toBe(2)
  })

  it('takes a license update', async () => {
    await inside.json(['import', await answer(await request())])
    sandbox.setClock(() => new Date(Date.now() + 3_600_000))
    const wanted = { holder: offlineKey, hardwareId: hardwareIdOf('INSIDE'), product: 'DEMO-STUDIO' }
    const path = inside.write('refresh.lic', sandbox.makeRefreshFile(wanted) ?? '')
    expect(await inside.json(['verify', path])).toMatchObject({ verification: { kind: 'refresh' } })
    expect(await inside.json(['import', path])).toMatchObject({ outcome: 'imported', exitCode: 0, state: 'valid' })
  })

  it.each([
    ['an empty file', '', 15, 'malformed-answer-empty'],
    ['half of an answer', '{"licenses":[{"id":1,"lic', 15, 'malformed-answer'],
    ['a web page', '<html>Sign in</html>', 15, 'malformed-answer'],
  ])('refuses %s', async (_what, content, exitCode, code) => {
    expect(await inside.json(['import', inside.write('x.lic', content)])).toMatchObject({ exitCode, failure: { code } })
  })

  it('tells a request from an answer', async () => {
    const path = await request()
    expect(await inside.json(['import', path])).toMatchObject({ failure: { code: 'malformed-answer-is-request' } })
    const answered = await answer(path)
    expect(await outside.json(['send', answered])).toMatchObject({
      exitCode: 15,
      failure: { code: 'malformed-request' },
    })
  })
})

describe('verify', () => {
  // In the form of the page no license says whose computer it is for: its own signature only tells whether it is this one.
  const hardwareIdInFile = (): string | null => byForm({ page: null, observed: hardwareIdOf('INSIDE').slice(0, 8) })
  it('proves a license file on any computer', async () => {
    await inside.json(['activate', '--key-stdin'], { input: offlineKey })
    const path = join(inside.licenseFolder, 'DEMO-SUITE.lic')
    const proof = {
      keyFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      hardwareId: hardwareIdInFile(),
    }
    const verified = {
      outcome: 'verified',
      exitCode: 0,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      verification: { kind: 'license', ...proof, isThisComputer: false },
      license: {
        bundleCode: 'DEMO-SUITE',
        licenses: expect.arrayContaining([expect.objectContaining({ isBundle: true })]),
      },
    }
    expect(await outside.json(['verify', path])).toMatchObject(verified)
    const words = byForm({
      page: /\n {2}Computer +not named in the file; not this one\n/,
      observed: /\n {2}Computer +another one \([0-9a-f]{8}\)\n/,
    })
    expect((await outside.run(['verify', path])).stdout).toMatch(words)
    expect(await inside.json(['verify', path])).toMatchObject({ verification: { isThisComputer: true } })
    expect((await inside.run(['verify', path])).stdout).toMatch(
      /^This file is genuine: .*\n\n[\s\S]+Computer +this one \([0-9a-f]{8}\)/,
    )
  })

  it('proves an answer before it is taken anywhere', async () => {
    const answered = await answer(await request())
    const verification = { kind: 'answer', hardwareId: hardwareIdInFile(), isThisComputer: false }
    expect(await outside.json(['verify', answered])).toMatchObject({ exitCode: 0, verification })
    // Without a hardware ID, a computer cannot tell either.
    const blind = { ...verification, isThisComputer: null }
    const ran = { machineId: null }
    expect(await outside.json(['verify', answered], ran)).toMatchObject({ exitCode: 0, verification: blind })
    expect((await outside.run(['verify', answered], ran)).stdout).toMatch(
      /Computer .+ cannot be told, since this one has no/,
    )
  })

  it('refuses an answer with a changed byte on any computer, in a license and in its signature', async () => {
    const answered = JSON.parse(
      Buffer.from(readFileSync(await answer(await request()), 'utf8'), 'base64').toString('utf8'),
    )
    const [first, ...rest] = answered.licenses
    const signature = first.license_signature.replace(/^./, (one: string) => (one === 'A' ? 'B' : 'A'))
    for (const change of [{ max_activations: 9999 }, { license_signature: signature }]) {
      const changed = JSON.stringify({ ...answered, licenses: [{ ...first, ...change }, ...rest] })
      for (const computer of [inside, outside]) {
        expect(await computer.json(['verify', computer.write('changed.lic', changed)])).toMatchObject({
          outcome: 'failed',
          failure: { code: expect.stringMatching(/^not-genuine-(answer-changed|license)$/) },
        })
      }
    }
  })

  it('refuses one with a changed byte, one of another key, and what is no license at all', async () => {
    await inside.json(['activate', '--key-stdin'], { input: offlineKey })
    const file = JSON.parse(inside.read('local/Example/Suite/License/DEMO-SUITE.lic'))
    const body = Buffer.from(file.signed[0].body, 'base64')
      .toString('utf8')
      .replace('"max_activations":5', '"max_activations":9')
    file.signed[0].body = Buffer.from(body).toString('base64')
    const changed = inside.write('changed.lic', JSON.stringify(file))
    expect(await inside.json(['verify', changed])).toMatchObject({
      exitCode: 15,
      failure: { code: 'not-genuine-license-file' },
    })
    const other = await startSandbox()
    const stranger = new CommandComputer(makeTemporaryFolder(), 'STRANGER', other)
    await other.close()
    const theirs = await stranger.json(['verify', join(inside.licenseFolder, 'DEMO-SUITE.lic')])
    expect(theirs).toMatchObject({ exitCode: 15, failure: { code: 'not-genuine-license-file' } })
    expect(await inside.json(['verify', inside.write('x', 'text')])).toMatchObject({
      exitCode: 15,
      failure: { code: 'malformed-answer' },
    })
  })
})
