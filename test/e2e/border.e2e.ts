import { createSocket } from 'node:dgram'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { openedAddresses } from './opened-addresses.ts'
import { expect, test } from './wizard-run.ts'

test('runs its window without Node, isolated and in a sandbox', async ({ opened: { app, page } }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences: () => object }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
  const seen = await page.evaluate(() => [typeof globalThis['process' as never], typeof globalThis['require' as never]])
  expect(seen).toEqual(['undefined', 'undefined'])
})

test('serves its page with the policy and keeps to it', async ({ computer }) => {
  const { page, consoleErrors } = await computer.openWizard()
  expect(page.url()).toBe('app://wizard/')
  await expect(page.getByRole('button', { name: 'Enter a license key' })).toBeVisible()
  expect(consoleErrors).toEqual([])
  const evaluated = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.injected = true'
    document.head.append(script)
    return (globalThis as unknown as { injected?: boolean }).injected ?? false
  })
  expect(evaluated).toBe(false)
})

test('makes no network request from its window', async ({ opened: { page, sandbox } }) => {
  const before = sandbox.requests.length
  const outcome = await page.evaluate(
    (url) =>
      fetch(url).then(
        () => 'answered',
        () => 'refused',
      ),
    sandbox.baseUrl,
  )
  expect(outcome).toBe('refused')
  expect(sandbox.requests).toHaveLength(before)
})

test('reaches nobody by WebRTC either', async ({ computer }) => {
  const heard: string[] = []
  const udp = createSocket('udp4').on('message', () => heard.push('udp'))
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
  const tcp = createServer((socket) => {
    heard.push('tcp')
    socket.destroy()
  })
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  const { page } = await computer.openWizard()
  const ports = [udp.address().port, (tcp.address() as AddressInfo).port]
  await page.evaluate(async ([udpPort, tcpPort]) => {
    const peer = new RTCPeerConnection({
      iceServers: [
        { urls: [`stun:127.0.0.1:${udpPort}`] },
        { urls: [`turn:127.0.0.1:${tcpPort}?transport=tcp`], username: 'u', credential: 'c' },
      ],
    })
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
    // Whatever it may ask, it has asked by then.
    await new Promise<void>((resolve) => {
      const look = () => peer.iceGatheringState === 'complete' && resolve()
      peer.addEventListener('icegatheringstatechange', look)
      look()
    })
  }, ports)
  udp.close()
  tcp.close()
  expect(heard).toEqual([])
})

test('cancels what its session asks for, whatever the page may do', async ({ opened: { app, sandbox } }) => {
  const before = sandbox.requests.length
  const outcome = await app.evaluate(
    ({ session }, url) =>
      session
        .fromPartition('wizard')
        .fetch(url)
        .then(
          () => 'answered',
          () => 'refused',
        ),
    sandbox.baseUrl,
  )
  expect(outcome).toBe('refused')
  expect(sandbox.requests).toHaveLength(before)
})

test('denies permissions, new windows and navigation', async ({ computer }) => {
  const { app, page } = await computer.openWizard()
  const state = await page.evaluate(() => navigator.permissions.query({ name: 'notifications' }).then((p) => p.state))
  expect(state).toBe('denied')
  await page.evaluate(() => {
    window.open('https://example.com')
    location.href = 'https://example.com'
  })
  // Asked of the main process: Playwright itself waits for a navigation that was refused.
  const urlOf = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
  await expect.poll(urlOf).toBe('app://wizard/')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('offers its page no device, no sensor and no screen, and lives through the asking', async ({
  opened: { page },
}) => {
  const left = await page.evaluate(() => {
    const { featurePolicy } = document as unknown as { featurePolicy: { allowedFeatures: () => string[] } }
    return featurePolicy.allowedFeatures().filter((name) => !name.startsWith('ch-'))
  })
  expect(left).toEqual([])
  const asked = await page.evaluate(async () => {
    const { usb, hid, serial, mediaDevices } = navigator as unknown as Record<string, Record<string, Ask | undefined>>
    type Ask = (options?: object) => Promise<unknown>
    const asks = {
      usb: () => usb?.['requestDevice']?.({ filters: [] }),
      hid: () => hid?.['requestDevice']?.({ filters: [] }),
      serial: () => serial?.['requestPort']?.(),
      screen: () => mediaDevices?.['getDisplayMedia']?.({ video: true }),
    }
    const names: Record<string, string> = {}
    for (const [name, ask] of Object.entries(asks)) {
      try {
        names[name] = String(await ask())
      } catch (error) {
        names[name] = (error as Error).name
      }
    }
    return names
  })
  expect(asked).toEqual({
    usb: 'SecurityError',
    hid: 'SecurityError',
    serial: 'SecurityError',
    screen: 'NotAllowedError',
  })
  await expect(page.getByRole('button', { name: 'Enter a license key' })).toBeVisible()
})

test('has a menu without reload and developer tools', async ({ opened: { app } }) => {
  const roles = await app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items.map(({ role }) => role as string)),
  )
  expect(roles).toEqual(expect.arrayContaining(['copy', 'paste', 'zoomin']))
  expect(roles?.filter((role) => /reload|devtools/i.test(role ?? ''))).toEqual([])
})

test('answers a hostile window with failures and goes on', async ({ opened: { page } }) => {
  await expect(page.getByRole('button', { name: 'Enter a license key' })).toBeVisible()
  const replies = await page.evaluate(async () => {
    const { wizard } = globalThis as unknown as { wizard: Record<string, (input: unknown) => Promise<{ ok: boolean }>> }
    const inputs = [undefined, null, 5, 'x', [], { typed: 5 }, { typed: 'x'.repeat(70_000) }, { typed: 'a', more: 1 }]
    return Promise.all(inputs.map((input) => wizard['submitKey']?.(input)))
  })
  expect(replies.map((reply) => reply?.ok)).toEqual(replies.map(() => false))
  await expect(page.getByRole('button', { name: 'Enter a license key' })).toBeVisible()
})

test('opens the link of a name and of nothing else', async ({ computer }) => {
  const { page } = await computer.openWizard()
  await page
    .getByRole('button', { name: 'Support website' })
    .or(page.getByRole('link', { name: 'Support website' }))
    .click()
  await page.evaluate(() =>
    (globalThis as unknown as { wizard: { openLink: (input: unknown) => unknown } }).wizard.openLink({
      name: 'https://evil.example',
    }),
  )
  await expect.poll(() => openedAddresses(computer.folder)).toEqual(['https://example.com/support'])
  await expect(page.getByText('No browser could be opened')).toBeHidden()
})

test('shows and copies the address where no browser can be opened', async ({ computer }) => {
  const { app, page, consoleErrors } = await computer.openWizard({}, { PATH: join(computer.folder, 'nothing-here') })
  const link = (name: string) => page.getByRole('button', { name }).or(page.getByRole('link', { name }))
  await link('Support website').click()
  await expect(page.getByText('No browser could be opened')).toBeVisible()
  await expect(page.getByText('https://example.com/support')).toBeVisible()
  await page.getByRole('button', { name: 'Copy address' }).click()
  await expect(page.getByText('Copied to the clipboard.')).toBeVisible()
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('https://example.com/support')
  await link('E-mail support').click()
  await expect(page.getByText('No mail program could be opened')).toBeVisible()
  await expect(page.getByText('support@example.com')).toBeVisible()
  await page.getByRole('button', { name: 'Enter a license key' }).click()
  await expect(page.getByText('No mail program could be opened')).toBeHidden()
  expect(consoleErrors).toEqual([])
})
