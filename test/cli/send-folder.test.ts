import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFileName, lockFolder } from '../../src/engine/folder-lock.ts'
import type { Pace } from '../../src/engine/request-folder/paced-send.ts'
import type { SentFolder } from '../../src/engine/result/command-result.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { largestCarriedBytes, longestFileText } from '../../src/shared/size-limits.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { CommandComputer, type RunOptions } from './command-computer.ts'
import { fleetOrder, hardwareIdOf, RequestFleet } from './request-fleet.ts'

let sandbox: Sandbox
let fleet: RequestFleet
let outside: CommandComputer
let onRequest: () => void = () => undefined
beforeEach(async () => {
  sandbox = await startSandbox({ orders: [fleetOrder()], onRequest: () => onRequest() })
  const folder = makeTemporaryFolder()
  fleet = new RequestFleet(folder, sandbox)
  outside = new CommandComputer(folder, 'OUTSIDE', sandbox)
})
afterEach(async () => {
  onRequest = () => undefined
  await sandbox.close()
})

/** A clock that stands still but for what is waited. */
function openPace(onWait: (ms: number) => void = () => undefined): Pace & { readonly waits: number[] } {
  let now = 0
  const waits: number[] = []
  const wait: Pace['wait'] = async (ms) => {
    now += ms
    waits.push(ms)
    onWait(ms)
  }
  return { nowMs: () => now, wait, waits }
}

const args = (): string[] => ['send', '--dir', fleet.input, '--out', fleet.output]
const send = (options: RunOptions = {}) => outside.json(args(), { pace: openPace(), ...options })
const outcomes = (folder: SentFolder | null): Record<string, string> =>
  Object.fromEntries(
    (folder?.files ?? []).map(({ request, outcome, failureCode }) => [request, failureCode ?? outcome]),
  )

/** Every name of the folder is an answer to the request of that name, and to no other. */
async function expectAnswers(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const path = join(fleet.output, `${name}.lic`)
    const owner = new CommandComputer(makeTemporaryFolder(), name, sandbox)
    const hardwareId = hardwareIdOf(name).slice(0, 8)
    const verification = { kind: 'answer', hardwareId, isThisComputer: true }
    expect(await owner.json(['verify', path])).toMatchObject({ outcome: 'verified', verification })
    expect(await outside.json(['verify', path])).toMatchObject({
      outcome: 'verified',
      verification: { kind: 'answer', hardwareId: null, isThisComputer: false },
    })
  }
}

/** Files that are no good request, by name, with what becomes of them. */
async function putBad(): Promise<Record<string, string>> {
  const good = fleet.make('CHANGED')
  const text = Buffer.from(good, 'base64').toString('utf8')
  fleet.put('garbage.req', Buffer.from([0, 255, 254, 7, 13, 200]))
  fleet.put('empty.req', '')
  fleet.put('huge.req', 'A'.repeat(longestFileText + 1))
  fleet.put('other-product.req', fleet.make('PRODUCT', { product: 'OTHER-SUITE' }))
  fleet.put('wrong-key.req', fleet.make('KEYLESS', { key: 'DEMO-KEYN-OTFO-UNDA' }))
  fleet.put('expired.req', fleet.make('LATE', { key: 'DEMO-EXPI-REDA-AAAA' }))
  fleet.put('seats.req', fleet.make('CROWDED', { key: 'DEMO-SEAT-SUSE-DUPA' }))
  fleet.put('changed.req', Buffer.from(text.replace(hardwareIdOf('CHANGED'), hardwareIdOf('OTHER'))).toString('base64'))
  fleet.put('half.req', good.slice(0, good.length / 2))
  fleet.put('page.html', '<html>Sign in</html>')
  const single = outside.write('single.req', fleet.make('SINGLE'))
  fleet.put('answer.lic', readFileSync((await outside.json(['send', single])).file ?? ''))
  return {
    'garbage.req': 'malformed-request',
    'empty.req': 'malformed-answer-empty',
    'huge.req': 'malformed-answer-too-large',
    'other-product.req': 'not-ours-product',
    'wrong-key.req': 'refused-license-not-found',
    'expired.req': 'refused-license-expired',
    'seats.req': 'refused-activations-used-up',
    'changed.req': 'not-genuine-request',
    'half.req': 'malformed-request',
    'page.html': 'malformed-request',
    'answer.lic': 'malformed-request',
  }
}

describe('a folder of requests', () => {
  it('is sent: answers, receipts, reasons and a summary for 200 of which some are bad', async () => {
    const bad = await putBad()
    const good = 200 - Object.keys(bad).length - 2
    fleet.putMany(good)
    const twice = readFileSync(join(fleet.input, 'OFFICE-3.req'))
    fleet.put('copy of OFFICE-3.txt', twice)
    fleet.put('OFFICE-1-return.req', fleet.make('OFFICE-1', { kind: 'deactivation' }))
    // Whether the license is there to be given back must not hang on the order of the files.
    await outside.json(['send', outside.write('first.req', fleet.make('OFFICE-1'))])
    mkdirSync(join(fleet.input, 'a folder.req'))
    fleet.put('.hidden.req', fleet.make('HIDDEN'))
    symlinkSync(join(outside.home, 'first.req'), join(fleet.input, 'link.req'))
    const before = sandbox.requests.length

    const pace = openPace()
    const result = await send({ pace })

    const failed = Object.keys(bad).length
    expect(result).toMatchObject({ outcome: 'folder-partly-sent', exitCode: 40, failure: null })
    expect(result.folder).toMatchObject({
      total: 200,
      answered: good,
      seatsFreed: 1,
      alreadyDone: 0,
      duplicates: 1,
      failed,
      left: 0,
      notTried: 0,
    })
    const all = outcomes(result.folder)
    expect(all).toMatchObject({ ...bad, 'OFFICE-1-return.req': 'seat-freed', 'OFFICE-7.req': 'answered' })
    expect([all['OFFICE-3.req'], all['copy of OFFICE-3.txt']].sort()).toEqual(['answered', 'duplicate'])
    // Only what can be sent was: the good ones once each, the return, and three that the server refuses.
    expect(sandbox.requests.length - before).toBe(good + 1 + 3)
    expect([...fleet.timesSent().values()].every((times) => times === 1)).toBe(true)
    expect(pace.waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(8000)

    expect(fleet.names()).toEqual(['a folder.req', 'done', 'failed', 'link.req'])
    expect(fleet.names('done')).toHaveLength(good + 2)
    expect(fleet.names('failed')).toEqual(
      Object.keys(bad)
        .flatMap((name) => [name, `${name}.reason.json`])
        .sort(),
    )
    expect(fleet.answers()).toHaveLength(good + 1)
    await expectAnswers(['OFFICE-7', 'OFFICE-100'])
    expect(readFileSync(join(fleet.output, 'copy of OFFICE-3.lic'))).toEqual(
      readFileSync(join(fleet.output, 'OFFICE-3.lic')),
    )
    expect(readdirSync(fleet.output).filter((name) => name.startsWith('.'))).toEqual([])

    const rows = fleet.summary()
    expect(Object.fromEntries(rows.map((row) => [row['request'], row['failureCode'] || row['outcome']]))).toEqual(all)
    expect(rows.find((row) => row['request'] === 'OFFICE-7.req')).toEqual({
      request: 'OFFICE-7.req',
      kind: 'activation',
      computer: 'OFFICE-7',
      hardwareId: hardwareIdOf('OFFICE-7').slice(0, 8),
      outcome: 'answered',
      failureCode: '',
      reference: '',
      answerFile: 'OFFICE-7.lic',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    })
    const reason = JSON.parse(readFileSync(join(fleet.input, 'failed', 'wrong-key.req.reason.json'), 'utf8'))
    const row = rows.find((one) => one['request'] === 'wrong-key.req')
    expect(reason).toEqual({
      failureCode: 'refused-license-not-found',
      reference: row?.['reference'],
      happened: expect.stringMatching(/license key/),
      whatToDo: expect.stringMatching(/\w/),
      at: row?.['at'],
    })
    expect(reason.reference).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/)

    const second = await send()
    expect(second).toMatchObject({ outcome: 'folder-sent', exitCode: 0, folder: { total: 0, answered: 0 } })
    expect(sandbox.requests.length - before).toBe(good + 1 + 3)
  })

  it('writes the answer under each name of the same request, in later runs too, with one call', async () => {
    const request = fleet.make('OFFICE-3')
    fleet.put('OFFICE-3.req', request)
    fleet.put('b.txt', request)
    const first = await send()
    const answerFiles = (folder: SentFolder | null) =>
      Object.fromEntries((folder?.files ?? []).map(({ request: name, answerFile }) => [name, answerFile]))
    expect(answerFiles(first.folder)).toEqual({ 'OFFICE-3.req': 'OFFICE-3.lic', 'b.txt': 'b.lic' })
    fleet.put('c.req', request)
    fleet.put('b.req', request)
    const second = await send()
    expect(answerFiles(second.folder)).toEqual({ 'c.req': 'c.lic', 'b.req': 'b.lic' })
    expect(fleet.answers().sort()).toEqual(['OFFICE-3.lic', 'b.lic', 'c.lic'])
    expect([...fleet.timesSent().values()]).toEqual([1])
  })

  it('fails each bad file for the reason that sending it alone gives', async () => {
    const bad = await putBad()
    const alone = Object.fromEntries(
      await Promise.all(
        Object.keys(bad).map(async (name) => {
          const { failure } = await outside.json(['send', join(fleet.input, name)])
          return [name, failure?.code]
        }),
      ),
    )
    expect(alone).toEqual(bad)
    expect(outcomes((await send()).folder)).toEqual(bad)
  })

  it('does not read a disk image that was put there by mistake', async () => {
    truncateSync(fleet.put('disk.img', ''), largestCarriedBytes + 1)
    expect(outcomes((await send()).folder)).toEqual({ 'disk.img': 'malformed-answer-too-large' })
  })

  it('is told in words, with progress on stderr', async () => {
    fleet.putMany(30)
    fleet.put('bad.req', 'nothing')
    const { exitCode, stdout, stderr } = await outside.run(args(), { pace: openPace() })
    expect(exitCode).toBe(40)
    expect(stdout).toMatch(/^Some requests of the folder are not done\./)
    expect(stdout).toMatch(/\n {2}Requests +31\n {2}Answers written +30\n {2}Failed +1\n {2}Summary +.*summary\.csv\n/)
    expect(stderr).toMatch(/^25 of 31, [01] failed\n$/)
    fleet.put('bad.req', 'nothing')
    fleet.put('GOOD.req', fleet.make('GOOD'))
    const quiet = await outside.run([...args(), '--quiet'], { pace: openPace(), isErrorTerminal: true })
    expect(quiet).toMatchObject({ exitCode: 40, stdout: '' })
    expect(quiet.stderr).toBe('Some requests of the folder are not done. The summary tells which ones.\n')
  })

  it('ends with the one reason where all failed for it', async () => {
    for (const name of ['A', 'B', 'C']) fleet.put(`${name}.req`, fleet.make(name, { key: 'DEMO-EXPI-REDA-AAAA' }))
    const result = await send()
    expect(result).toMatchObject({ outcome: 'failed', exitCode: 12, failure: { code: 'refused-license-expired' } })
    expect(result.folder).toMatchObject({ failed: 3 })
  })

  it('holds no key and no password in anything that it writes but answers', async () => {
    const password = 'correct horse battery'
    const credentials = { kind: 'user-login', username: 'no.one@example.com', password } as const
    fleet.put('login.req', fleet.make('LOGIN', { credentials }))
    fleet.put('key.req', fleet.make('KEY', { key: 'DEMO-UNDO-CUME-NTED' }))
    const { stdout, stderr } = await outside.run([...args(), '--json'], { pace: openPace() })
    const written = fleet.names('failed').filter((name) => name.endsWith('.json'))
    expect(written).toHaveLength(2)
    const texts = [stdout, stderr, readFileSync(join(fleet.output, 'summary.csv'), 'utf8')]
    for (const name of written) texts.push(readFileSync(join(fleet.input, 'failed', name), 'utf8'))
    expect(texts.join('\n')).not.toMatch(/correct horse|DEMO-UNDO-CUME-NTED/)
  })

  it('keeps its files for the owner', async () => {
    fleet.put('A.req', fleet.make('A'))
    fleet.put('B.req', 'nothing')
    await send()
    const modes = [
      join(fleet.output, 'A.lic'),
      join(fleet.output, 'summary.csv'),
      join(fleet.input, 'failed', 'B.req.reason.json'),
    ].map((path) => statSync(path).mode & 0o777)
    if (process.platform !== 'win32') expect(modes).toEqual([0o600, 0o600, 0o600])
  })
})

describe('names in a folder of requests', () => {
  it('of strangers are harmless in the summary', async () => {
    fleet.put('=cmd.req', fleet.make('EVIL', { hostname: '=HYPERLINK("http://x","y")' }))
    fleet.put('two, "names"\n.req', 'nothing')
    await send()
    const text = readFileSync(join(fleet.output, 'summary.csv'), 'utf8')
    expect(text).toContain("'=cmd.req,")
    expect(text).toContain('"\'=HYPERLINK(""http://x"",""y"")"')
    expect(
      fleet
        .summary()
        .map((row) => row['request'])
        .sort(),
    ).toEqual(["'=cmd.req", 'two, "names"\n.req'])
  })

  it('never replace the answer of another request', async () => {
    fleet.put('PC.req', fleet.make('FIRST'))
    fleet.put('PC.txt', fleet.make('SECOND'))
    await send()
    expect(fleet.answers().sort()).toEqual(['PC (1).lic', 'PC.lic'])
    const before = readFileSync(join(fleet.output, 'PC.lic'))
    fleet.put('PC.req', fleet.make('THIRD'))
    expect(await send()).toMatchObject({ exitCode: 0, folder: { files: [{ answerFile: 'PC (2).lic' }] } })
    expect(readFileSync(join(fleet.output, 'PC.lic'))).toEqual(before)
    expect(fleet.names('done')).toEqual(['PC (1).req', 'PC.req', 'PC.txt'])
  })

  it('may be as long as the file system allows', async () => {
    const long = `${'n'.repeat(251)}.req`
    fleet.put(long, fleet.make('LONG'))
    fleet.put(`${'x'.repeat(255)}`, 'nothing')
    expect(await send()).toMatchObject({ exitCode: 40, folder: { answered: 1, failed: 1 } })
    expect(fleet.names('done')).toEqual([long])
  })
})

describe('a run after one that was killed', () => {
  const state = (): unknown => [fleet.names(), fleet.names('done'), fleet.answers(), sandbox.requests.length]

  it('only moves a request whose answer is there', async () => {
    fleet.putMany(1)
    await send()
    const after = state()
    for (const forgets of [false, true]) {
      renameSync(join(fleet.input, 'done', 'OFFICE-1.req'), join(fleet.input, 'OFFICE-1.req'))
      if (forgets) rmSync(join(fleet.input, 'done', '.sent'))
      const again = await send()
      expect(again).toMatchObject({ exitCode: 0, folder: { alreadyDone: 1, files: [{ answerFile: 'OFFICE-1.lic' }] } })
      expect(state()).toEqual(after)
    }
  })

  it('knows a request by its number under another name too, and asks again for an answer that is gone', async () => {
    fleet.putMany(1)
    const text = readFileSync(join(fleet.input, 'OFFICE-1.req'))
    await send()
    fleet.put('renamed.req', text)
    expect(await send()).toMatchObject({ folder: { alreadyDone: 1, files: [{ answerFile: 'renamed.lic' }] } })
    for (const name of fleet.answers()) rmSync(join(fleet.output, name))
    fleet.put('renamed.req', text)
    expect(await send()).toMatchObject({ folder: { answered: 1, files: [{ answerFile: 'renamed.lic' }] } })
    expect(sandbox.requests).toHaveLength(2)
  })

  it('believes no answer that is damaged', async () => {
    fleet.putMany(1)
    mkdirSync(fleet.output)
    writeFileSync(join(fleet.output, 'OFFICE-1.lic'), 'half of an ans')
    expect(await send()).toMatchObject({ folder: { answered: 1, files: [{ answerFile: 'OFFICE-1 (1).lic' }] } })
  })

  it('goes on behind torn lines', async () => {
    fleet.putMany(1)
    await send()
    appendFileSync(join(fleet.output, 'summary.csv'), 'OFFICE-2.req,activ')
    appendFileSync(join(fleet.input, 'done', '.sent'), '{"id":"abc')
    fleet.put('OFFICE-2.req', fleet.make('OFFICE-2'))
    expect((await send()).exitCode).toBe(0)
    renameSync(join(fleet.input, 'done', 'OFFICE-2.req'), join(fleet.input, 'OFFICE-2.req'))
    expect(await send()).toMatchObject({ folder: { alreadyDone: 1 } })
    expect(fleet.summary().map((row) => row['outcome'])).toEqual(['answered', '', 'answered', 'already-done'])
  })

  it('counts a license as given back where the earlier run did not hear of it', async () => {
    fleet.putMany(1)
    await send()
    fleet.put('return.req', fleet.make('OFFICE-1', { kind: 'deactivation' }))
    sandbox.setFault('drop')
    expect(await send()).toMatchObject({ exitCode: 20, folder: { left: 1 } })
    sandbox.setFault(null)
    expect(await send()).toMatchObject({ exitCode: 0, folder: { seatsFreed: 1 } })
    renameSync(join(fleet.input, 'done', 'return.req'), join(fleet.input, 'return.req'))
    const before = sandbox.requests.length
    expect(await send()).toMatchObject({ exitCode: 0, folder: { alreadyDone: 1 } })
    expect(sandbox.requests).toHaveLength(before)
  })

  it('does not count a license as given back that was refused', async () => {
    fleet.put('return.req', fleet.make('NEVER', { kind: 'deactivation' }))
    expect(await send()).toMatchObject({ exitCode: 10, failure: { code: 'refused-license-not-active' } })
    renameSync(join(fleet.input, 'failed', 'return.req'), join(fleet.input, 'return.req'))
    expect(await send()).toMatchObject({ exitCode: 10, folder: { failed: 1, seatsFreed: 0 } })
  })
})

describe('trouble that passes', () => {
  it('leaves the request, and gives up after five in a row that reach nobody', async () => {
    fleet.putMany(12)
    const result = await send({
      fetch: async () => {
        throw new Error('net::ERR_INTERNET_DISCONNECTED')
      },
    })
    expect(result).toMatchObject({ exitCode: 20, failure: { code: 'unreachable-no-network' } })
    expect(result.folder).toMatchObject({ left: 5, notTried: 7, failed: 0 })
    expect(fleet.names().filter((name) => name.endsWith('.req'))).toHaveLength(12)
    expect(await send()).toMatchObject({ exitCode: 0, folder: { answered: 12 } })
  })

  it('holds up no request behind those that the server stumbles over', async () => {
    fleet.putMany(8)
    sandbox.setFault('500')
    onRequest = () => {
      if (sandbox.requests.length === 7) sandbox.setFault(null)
    }
    expect(await send()).toMatchObject({ exitCode: 40, folder: { answered: 2, left: 6, notTried: 0 } })
  })

  it('leaves the request where the answer is not genuine, and takes it with the next run', async () => {
    fleet.putMany(2)
    sandbox.setFault('wrong-signature')
    expect(await send()).toMatchObject({ folder: { left: 2, answered: 0 } })
    expect(fleet.answers()).toEqual([])
    sandbox.setFault(null)
    expect(await send()).toMatchObject({ exitCode: 0, folder: { answered: 2 } })
  })

  it('waits as long as the license server asks, and says so', async () => {
    fleet.putMany(3)
    onRequest = () => {
      if (sandbox.requests.length === 2) sandbox.setFault('rate-limit')
    }
    const pace = openPace((ms) => {
      if (ms === 30_000) sandbox.setFault(null)
    })
    const result = await send({ pace })
    expect(result).toMatchObject({ exitCode: 0, folder: { answered: 3 } })
    expect(pace.waits).toEqual([30_000])
    expect(result.stderr).toBe('The license server asks to wait 30 seconds.\n2 of 3, 0 failed\n')
    expect(sandbox.requests).toHaveLength(4)
  })

  it('ends with 24 where the license server stays busy', async () => {
    fleet.putMany(3)
    sandbox.setFault('rate-limit')
    const result = await send()
    expect(result).toMatchObject({ exitCode: 24, failure: { code: 'refused-rate-limit' } })
    expect(result.folder).toMatchObject({ left: 1, notTried: 2 })
    expect(sandbox.requests).toHaveLength(6)
  })

  it('sends no more calls a minute than it is told', async () => {
    fleet.putMany(6)
    const pace = openPace()
    expect((await outside.json([...args(), '--rate', '2'], { pace })).exitCode).toBe(0)
    expect(pace.waits).toEqual([60_000, 60_000])
  })

  it('finishes the file under way when it is stopped, and goes on with the next run', async () => {
    fleet.putMany(10)
    const asking = new AbortController()
    onRequest = () => {
      if (sandbox.requests.length === 4) asking.abort()
    }
    const stopped = await send({ stop: asking.signal })
    expect(stopped).toMatchObject({ exitCode: 3, failure: { code: 'cancelled' } })
    expect(stopped.failure?.whatToDo).toBe('What was done stays done. Run it again for the rest.')
    expect(stopped.folder).toMatchObject({ total: 10, answered: 4, notTried: 6, left: 0 })
    expect([fleet.answers().length, fleet.names('done').length, fleet.summary().length]).toEqual([4, 4, 4])
    expect(readdirSync(fleet.input)).not.toContain(lockFileName)
    expect(await send()).toMatchObject({ exitCode: 0, folder: { answered: 6 } })
    expect([...fleet.timesSent().values()]).toEqual(Array.from({ length: 10 }, () => 1))
  })

  it('stops at once where no answer can be saved', async () => {
    fleet.putMany(3)
    mkdirSync(join(fleet.output, 'summary.csv'), { recursive: true })
    expect(await send()).toMatchObject({
      exitCode: 30,
      failure: { code: 'cannot-write', details: { path: fleet.output } },
    })
    expect(sandbox.requests).toHaveLength(0)
  })

  it('ends with 24 while another run has the folder', async () => {
    fleet.putMany(1)
    const signal = new AbortController().signal
    const lock = await lockFolder(fleet.input, { waitMs: 0, signal, readers: 'owner' })
    const busy = await outside.json([...args(), '--timeout', '1'])
    expect(busy).toMatchObject({ exitCode: 24, failure: { code: 'another-run' }, folder: null })
    expect(busy.stderr).toBe('Another run is working on this folder. Waiting for it.\n')
    if (lock.ok) lock.value.release()
    expect((await send()).exitCode).toBe(0)
  })
})

describe('the command for a folder', () => {
  it.each([
    [['--dir', 'in'], /^--dir needs a folder for the answers: --out\./],
    [['--dir', 'nowhere', '--out', 'out'], /nowhere does not exist\./],
    [['--dir', 'in', '--out', 'no/where'], /no does not exist\./],
    [['--dir', 'in', '--out', 'in'], /^The answers need a folder of their own/],
    [['--dir', 'in', '--out', 'in/done'], /^The answers need a folder of their own/],
    [['--dir', 'in', '--out', 'a-file'], /a-file is a file, not a folder\.|Nothing can be written/],
    [['--dir', 'a-file', '--out', 'out'], /a-file is a file, not a folder\./],
    [['x.req', '--dir', 'in', '--out', 'out'], /^Name a file or --dir, not both\./],
    [['--dir', 'in', '--out', 'out', '--force'], /^--force has no meaning with --dir/],
    [['--dir', 'in', '--out', 'out', '--rate', '0'], /^--rate must be a whole number above 0\./],
    [['a-file', '--rate', '5'], /^--rate has a meaning with --dir only\./],
    [[], /^send needs the name of a file\./],
  ])('ends with 2 and says why: %j', async (words, said) => {
    mkdirSync(join(outside.home, 'in', 'done'), { recursive: true })
    outside.write('a-file', fleet.make('A'))
    const { exitCode, stderr } = await outside.run(['send', ...words])
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(said)])
    expect(sandbox.requests).toHaveLength(0)
  })

  it.skipIf(process.platform === 'win32')('waits for no pipe that stands where its own files belong', async () => {
    fleet.putMany(1)
    const journal = join(fleet.input, 'done', '.sent')
    mkdirSync(join(fleet.input, 'done'))
    mkdirSync(fleet.output, { recursive: true })
    for (const pipe of [journal, join(fleet.output, 'summary.csv')]) {
      execFileSync('mkfifo', [pipe])
      expect(await send()).toMatchObject({ exitCode: 30, failure: { code: 'cannot-write' } })
      rmSync(pipe)
    }
    expect(sandbox.requests).toHaveLength(0)
    expect(await send()).toMatchObject({ exitCode: 0, folder: { answered: 1 } })
  })

  it.skipIf(process.platform === 'win32')('follows no link that stands where its own files belong', async () => {
    fleet.putMany(1)
    const theirs = outside.write('theirs', 'untouched')
    mkdirSync(join(fleet.input, 'done'))
    symlinkSync(theirs, join(fleet.input, 'done', '.sent'))
    expect((await send()).exitCode).toBe(30)
    rmSync(join(fleet.input, 'done'), { recursive: true })
    symlinkSync(outside.home, join(fleet.input, 'done'))
    expect((await send()).exitCode).toBe(30)
    expect([outside.read('theirs'), sandbox.requests.length]).toEqual(['untouched', 0])
  })

  it('makes the folder for the answers, and is content with an empty one', async () => {
    expect(await send()).toMatchObject({ outcome: 'folder-sent', exitCode: 0, folder: { total: 0, files: [] } })
    expect(readdirSync(fleet.output)).toEqual(['summary.csv'])
  })
})
