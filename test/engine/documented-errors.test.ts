/**
 * Every documented error code, from a server that answers with it to the words that a person reads: over HTTP, through
 * the whole main process, on each call that the wizard makes.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tokenErrorCodes } from '../../src/core/oauth-token.ts'
import { serverErrorCodes } from '../../src/core/server-error.ts'
import { makeDemoOrder, type OrderChange } from '../../src/sandbox/demo-orders.ts'
import { type AnyErrorCode, documentedErrorCodes } from '../../src/sandbox/documented-errors.ts'
import { endpointErrorCodes } from '../../src/sandbox/endpoint-errors.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { failureCatalog } from '../../src/shared/failure-catalog.ts'
import { toFailureWords } from '../../src/shared/failure-words.ts'
import { createTranslator } from '../../src/shared/translate.ts'
import type { ViewOf } from '../../src/shared/wizard-view.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { licenseFilesOf, openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'
import documented from '../vectors/documented-errors.json' with { type: 'json' }

type Row = (typeof documented.errors)[number]
const atToken = (row: Row): boolean => row.endpoints.includes('token')
const apiErrors = documented.errors.filter((row) => !atToken(row))
const tokenErrors = documented.errors.filter(atToken)

const known: readonly AnyErrorCode[] = [...documentedErrorCodes, ...endpointErrorCodes]
const { t } = createTranslator('en')
const frame = {
  productName: 'Suite',
  productVersion: '1',
  vendorName: 'Example',
  links: [],
  hasLogo: false,
  isFromInstaller: false,
  words: {},
}

/** What is done with a license that is active here: each needs an order of its own, which nobody has used before. */
const uses = ['CHECK', 'FREE', 'RETURN'] as const

/** What people were told, by call and code. */
const told = new Map<string, Map<string, string>>()
let sandbox: Sandbox
let folder = ''

beforeAll(async () => {
  const now = new Date()
  const orders = known.flatMap((code) => {
    const order = (use: string, change: OrderChange) => makeDemoOrder(keyFor(use, code), now, change)
    const later = uses.map((use) => order(use, { later: { refusedWith: code } }))
    return [order('NOW', { refusedWith: code }), ...later]
  })
  sandbox = await startSandbox({ orders })
  folder = makeTemporaryFolder()
})
afterAll(() => sandbox.close())

/** The key of an order that is refused with `code`: at once, or once this computer is active. */
function keyFor(use: string, code: string): string {
  return `WALK-${use}-${(known as readonly string[]).indexOf(code) + 1000}`
}

/** The demo key whose license the rules refuse with `code`, else one that is refused by name. */
function refusedKey(code: string): string {
  return sandbox.keys.find((entry) => entry.expect === code)?.key ?? keyFor('NOW', code)
}

const open = (name: string, changes = {}): Promise<WizardComputer> =>
  openComputer({ folder, name, sandbox, ...changes })

async function activate(computer: WizardComputer, key: string, road: 'online' | 'offline' = 'online'): Promise<void> {
  computer.click.chooseMethod({ method: 'license-key', road })
  computer.click.submitKey({ typed: key })
  await computer.click.activate({})
}

/** On a license that is active here and that the server refuses from now on. */
async function openActivated(use: (typeof uses)[number], code: string): Promise<WizardComputer> {
  const computer = await open(`${use}-${code}`)
  await activate(computer, keyFor(use, code))
  await computer.until('result')
  return computer
}

/** Each call that the wizard makes with a license, as a person makes it. */
const calls: Readonly<Record<string, (code: string) => Promise<WizardComputer>>> = {
  activate_bundle: async (code) => {
    const computer = await open(`ACTIVATE-${code}`)
    await activate(computer, refusedKey(code))
    return computer
  },
  check_bundle: async (code) => {
    const computer = await openActivated('CHECK', code)
    computer.click.checkLicense({})
    return computer
  },
  deactivate_bundle: async (code) => {
    const computer = await openActivated('FREE', code)
    await computer.click.askToReturn({ road: 'online' })
    await computer.click.returnLicense({})
    return computer
  },
  activate_bundle_offline: async (code) => {
    const asking = await open(`ASK-${code}`, { isConnected: false })
    await activate(asking, keyFor('NOW', code), 'offline')
    return send(asking, code)
  },
  deactivate_bundle_offline: async (code) => {
    const returning = await openActivated('RETURN', code)
    await returning.click.askToReturn({ road: 'offline' })
    await returning.click.returnLicense({})
    return send(returning, code)
  },
}

/** Saves the request that is made, and sends it from a computer with internet. */
async function send(asking: WizardComputer, code: string): Promise<WizardComputer> {
  asking.chooses = `${folder}/${code}.req`
  await asking.click.saveFile({})
  const sending = await open(`SEND-${code}`)
  await sending.click.takeFile(asking.lastFile())
  await sending.click.activate({})
  return sending
}

/** The page of a refusal, with everything on it as it has to be. */
async function failureOn(computer: WizardComputer, call: string, row: Row): Promise<ViewOf<'failure'>> {
  const view = (await computer.until('failure')) as ViewOf<'failure'>
  expect(view.failure.code).toBe(row.failure)
  expect(view.failure.details?.serverCode).toBe(row.code)
  expect(view.failure.reference).not.toBe('')
  expect(failureCatalog[view.failure.code].exitCode).toBe(row.exitCode)
  const { happened, todo, helper } = toFailureWords(view.failure, frame, t, 'en')
  for (const sentences of [happened, todo, helper]) {
    expect(sentences).toMatch(/^\p{Lu}[^!_{}<>]*\.$/u)
    expect(sentences).not.toMatch(/undefined|null|exception|stack|\bError\b|\bat \S+:\d|HTTP|\b\d{3}\b/)
  }
  // "What happened. What you can do."
  expect(todo).toMatch(/\b(ask|try|send|enter|activate|free|check|compare|set|go on|show|a newer version)\b/i)
  expect(happened).not.toBe(todo)
  told.set(call, (told.get(call) ?? new Map()).set(row.code, `${happened} ${todo}`))
  return view
}

/** Freeing a seat that the server does not know of is done, not refused. */
const isFreeAlready = (call: string, { code }: Row): boolean =>
  call === 'deactivate_bundle' && (code === 'license_not_active' || code === 'device_not_found')

describe.each(Object.keys(calls))('%s', (call) => {
  const run = calls[call] as (code: string) => Promise<WizardComputer>

  test.each(apiErrors)('ends with words of its own where the server says $code', async (row) => {
    const computer = await run(row.code)
    if (isFreeAlready(call, row)) {
      expect(await computer.until('seat-freed')).toMatchObject({ here: true })
      return
    }
    const view = await failureOn(computer, call, row)
    const keepsLicense = call === 'check_bundle' || call === 'deactivate_bundle'
    expect(view.licenseKept).toBe(keepsLicense)
    if (keepsLicense) expect(licenseFilesOf(computer)).toEqual(['DEMO-SUITE.lic'])
  })
})

describe('token', () => {
  test.each(tokenErrors)('ends with words of its own where the server says $code', async (row) => {
    const own = await startSandbox({ oauth: { clientError: row.code as 'invalid_client' | 'unauthorized_client' } })
    const { tokenUrl, clientId } = own.oauth
    const api = { baseUrl: own.baseUrl, oauth: { tokenUrl, clientId, clientSecret: 'wrong' } }
    const computer = await open(`TOKEN-${row.code}`, { sandbox: own, configuration: { api } })
    await activate(computer, 'DEMO-AAAA-BBBB-CCCC')
    await failureOn(computer, 'token', row)
    await own.close()
  })
})

test('covers every documented code, on every call, and no two read alike', () => {
  const codes = documented.errors.map(({ code }) => code)
  expect({ documented: new Set(codes).size, listed: codes.length }).toEqual({
    documented: documented.count,
    listed: documented.count,
  })
  for (const call of Object.keys(calls)) {
    const done = apiErrors.filter((row) => isFreeAlready(call, row)).map(({ code }) => code)
    const covered = [...(told.get(call)?.keys() ?? []), ...done]
    expect(covered.sort(), call).toEqual(apiErrors.map(({ code }) => code).sort())
  }
  const words = new Map([...(told.get('activate_bundle') ?? []), ...(told.get('token') ?? [])])
  expect({ documented: documented.count, covered: words.size }).toEqual({ documented: 47, covered: 47 })
  expect(new Set(words.values()).size).toBe(words.size)
  // The first sentence alone tells them apart.
  expect(new Set([...words.values()].map((text) => text.split('. ')[0])).size).toBe(words.size)
  expect(new Set(documented.errors.map(({ failure }) => failure)).size).toBe(documented.count)
})

test('lists the very codes that the client and the sandbox know', () => {
  const codes = documented.errors.map(({ code }) => code).sort()
  expect([...Object.keys(serverErrorCodes), ...Object.keys(tokenErrorCodes)].sort()).toEqual(codes)
  // The code of a 429 is a stand-in of the sandbox: none is documented.
  const sent = [...known.filter((code) => code !== 'rate_limit_exceeded'), ...Object.keys(tokenErrorCodes)]
  expect(sent.sort()).toEqual(codes)
})

test('quotes the server where its code is not documented', async () => {
  const computer = await open('UNDOCUMENTED')
  await activate(computer, 'DEMO-UNDO-CUME-NTED')
  const { failure } = (await computer.until('failure')) as ViewOf<'failure'>
  expect(failure).toMatchObject({ code: 'refused-unknown-code', details: { serverCode: 'seat_pool_closed' } })
  expect(toFailureWords(failure, frame, t, 'en').happened).toBe(
    'The license server refused. It said: “The seat pool is closed until Monday”',
  )
})

test('says of HTTP 429 that the server is busy, whatever code it has', async () => {
  const computer = await open('BUSY')
  await activate(computer, refusedKey('rate_limit_exceeded'))
  const { failure } = (await computer.until('failure')) as ViewOf<'failure'>
  expect([failure.code, failureCatalog[failure.code].exitCode]).toEqual(['refused-rate-limit', 24])
})
