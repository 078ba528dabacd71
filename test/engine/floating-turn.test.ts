import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import type { LicenseOverview } from '../../src/shared/license-overview.ts'
import { startSandbox } from '../fakes/running-sandbox.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'
import { openComputer, type WizardComputer } from '../fakes/wizard-computer.ts'

const hourMs = 3_600_000
let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

const turnEndOf = (overview: LicenseOverview | null): number =>
  Date.parse(overview?.licenses.find(({ floating }) => floating !== null)?.floating?.turnEnds ?? '')

function currentOf(computer: WizardComputer): LicenseOverview | null {
  const view = computer.view()
  if (view.step === 'start') return view.current
  return view.step === 'result' ? view.overview : null
}

it('remembers over a restart when the turn of a shared license ends, and counts anew from a check', async () => {
  const folder = makeTemporaryFolder()
  const began = new Date()
  let now = began
  const open = () => openComputer({ folder, name: 'DESK-1', sandbox, now: () => now })
  const first = await open()
  await first.click.chooseMethod({ method: 'license-key', road: 'online' })
  await first.click.submitKey({ typed: 'DEMO-STAT-FLOA-TING' })
  await first.click.activate({})
  await first.until('result')
  const turnEnds = turnEndOf(currentOf(first))
  expect(Math.abs(turnEnds - (began.getTime() + 2 * hourMs))).toBeLessThan(60_000)

  now = new Date(began.getTime() + 3 * hourMs)
  sandbox.setClock(now)
  const second = await open()
  expect(turnEndOf(currentOf(second))).toBe(turnEnds)
  await second.click.showLicense({})
  await second.click.checkLicense({})
  await expect.poll(() => turnEndOf(currentOf(second))).toBeGreaterThan(now.getTime())
})
