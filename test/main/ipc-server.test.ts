import { describe, expect, it } from 'vitest'
import { answerCall, type IpcHandlers, sendEvent, serveIpc } from '../../src/main/ipc-server.ts'
import type { SenderEvent } from '../../src/main/trusted-sender.ts'
import { type IpcCall, ipcCalls } from '../../src/shared/ipc-contract.ts'
import type { WizardSnapshot } from '../../src/shared/wizard-view.ts'
import { openedChannels, silencedChannels } from '../fakes/electron.ts'
import { silentLog } from '../fakes/silent-log.ts'

const snapshot: WizardSnapshot = {
  revision: 1,
  wizardVersion: '0.1.0',
  locale: 'en',
  frame: null,
  unopened: null,
  view: { step: 'starting' },
}
/** A good input for each call; a new call of the contract is a compile error here. */
const goodInputs: { readonly [C in IpcCall]: unknown } = {
  readView: {},
  chooseMethod: { method: 'license-key', road: 'online' },
  submitKey: { typed: 'AAAA' },
  submitLogin: { username: 'person', password: 'word' },
  activate: {},
  saveFile: {},
  showRequestCode: {},
  copyRequestText: {},
  askForFile: { requestId: null },
  takeFile: { name: 'a.lic', text: 'e30=' },
  acceptAnswer: {},
  discardRequest: { requestId: 'id' },
  checkLicense: {},
  askToReturn: { road: 'online' },
  returnLicense: {},
  cancel: {},
  openSignInPage: {},
  copySignInLink: {},
  goBack: {},
  goToStart: {},
  showLicense: {},
  finish: {},
  setUpLater: {},
  openLink: { name: 'support' },
  copyUnopened: {},
  openLicenseLink: { name: 'eula', place: 0 },
  copyFailureDetails: {},
  diagnose: {},
  readDeviceAgain: {},
  copyDiagnosis: {},
  openProxySettings: { forSignIn: true },
  saveProxySettings: { kind: 'none', address: '', username: '', password: '', test: false },
}
const calls = Object.keys(ipcCalls) as IpcCall[]

const frame = { url: 'app://wizard/' }
const ourEvent: SenderEvent = { sender: { id: 7, mainFrame: frame }, senderFrame: frame }

function handlersThat(act: () => unknown): IpcHandlers {
  return Object.fromEntries(calls.map((call) => [call, act])) as unknown as IpcHandlers
}
const outputOf = (call: IpcCall): unknown => (call === 'readView' ? snapshot : {})

function answer(call: IpcCall, input: unknown, event = ourEvent, act: () => unknown = () => outputOf(call)) {
  return answerCall(call, event, input, { handlers: handlersThat(act), trustedId: 7, log: silentLog })
}

describe.each(calls)('%s', (call) => {
  it('answers a good call', async () => {
    expect(await answer(call, goodInputs[call])).toEqual({ ok: true, value: outputOf(call) })
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'text'],
    ['a list', []],
    ['one member too many', { ...(goodInputs[call] as object), extra: 1 }],
    ['an own __proto__', JSON.parse('{"__proto__":{}}')],
  ])('refuses %s', async (_name, input) => {
    let called = false
    const reply = await answer(call, input, ourEvent, () => {
      called = true
    })
    expect(reply).toMatchObject({ ok: false, failure: { code: 'malformed-input', reference: 'TEST-0001' } })
    expect(called).toBe(false)
  })

  it('refuses a stranger before it looks at the input', async () => {
    const stranger = { ...ourEvent, senderFrame: { url: 'https://example.com/' } }
    expect(await answer(call, goodInputs[call], stranger)).toMatchObject({ failure: { code: 'malformed-input' } })
  })

  it('turns a thrown error into a failure without its message', async () => {
    const reply = await answer(call, goodInputs[call], ourEvent, () => {
      throw new Error('secret at /home/person')
    })
    expect(reply).toMatchObject({ ok: false, failure: { code: 'internal' } })
    expect(JSON.stringify(reply)).not.toContain('secret')
  })

  it('lets nothing out that the contract does not name', async () => {
    const leak = { ...(outputOf(call) as object), licenseKey: 'AAAA-BBBB' }
    const reply = await answer(call, goodInputs[call], ourEvent, () => leak)
    expect(reply).toMatchObject({ ok: false, failure: { code: 'internal' } })
    expect(JSON.stringify(reply)).not.toContain('AAAA-BBBB')
  })
})

describe('serveIpc', () => {
  it('opens every channel of the contract and no other, and closes the one of electron-store', () => {
    serveIpc({ handlers: handlersThat(() => ({})), window: () => null, log: silentLog })
    expect([...openedChannels.keys()].sort()).toEqual([...calls].sort())
    expect(silencedChannels).toContain('electron-store-get-data')
  })

  it('answers nobody while there is no window', async () => {
    expect(await openedChannels.get('readView')?.(ourEvent, {})).toMatchObject({ ok: false })
  })
})

describe('sendEvent', () => {
  it('sends a payload of the contract', () => {
    const sent: unknown[] = []
    const window = { isDestroyed: () => false, send: (...sending: unknown[]) => void sent.push(sending) }
    sendEvent(window as never, 'viewChanged', snapshot)
    expect(sent).toEqual([['viewChanged', snapshot]])
  })

  it('refuses to send what the contract does not name', () => {
    const window = { isDestroyed: () => false, send: () => undefined }
    expect(() => sendEvent(window as never, 'viewChanged', { ...snapshot, key: 'K' } as WizardSnapshot)).toThrow()
  })

  it('says nothing to a window that is gone', () => {
    sendEvent(null, 'viewChanged', snapshot)
    sendEvent({ isDestroyed: () => true } as never, 'viewChanged', snapshot)
  })
})
