import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchPage } from '../../src/main/page-watch.ts'
import type { Recovery } from '../../src/main/recovery.ts'

const longMs = 3_600_000
let told: string[] = []
const recovery: Recovery = {
  pageLost: (event, facts) => void told.push(`${event} ${JSON.stringify(facts)}`),
  thrown: (event) => void told.push(event),
  startFailed: () => void told.push('start'),
  helperLost: (event) => void told.push(event),
}
const forcefullyCrashRenderer = vi.fn()
let contents: EventEmitter
let window: EventEmitter

beforeEach(() => {
  vi.useFakeTimers()
  told = []
  forcefullyCrashRenderer.mockClear()
  contents = Object.assign(new EventEmitter(), { forcefullyCrashRenderer })
  window = Object.assign(new EventEmitter(), { webContents: contents })
  watchPage(window as unknown as BrowserWindow, recovery)
})
afterEach(() => void vi.useRealTimers())

describe('watchPage', () => {
  it('tells of a page whose process is gone, and of one that cannot be loaded', () => {
    contents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 9 })
    contents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'app://wizard/', true)
    contents.emit('preload-error', {}, 'bridge.js', new Error('no'))
    expect(told).toEqual([
      'page.gone {"reason":"oom","exitCode":9}',
      'page.not-loaded {"errorCode":-6,"errorDescription":"ERR_FILE_NOT_FOUND"}',
      'page.preload',
    ])
  })

  it('takes no part of a page, and no load that another one replaced, for a lost page', () => {
    contents.emit('did-fail-load', {}, -6, '', 'app://wizard/brand/logo', false)
    contents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'app://wizard/', true)
    expect(told).toEqual([])
  })

  it('ends the process of a page that stays unresponsive', () => {
    window.emit('unresponsive')
    vi.advanceTimersByTime(longMs)
    expect(forcefullyCrashRenderer).toHaveBeenCalledTimes(1)
  })

  it.each(['responsive', 'closed'])('leaves a page alone that is %s in time', (event) => {
    window.emit('unresponsive')
    window.emit(event)
    vi.advanceTimersByTime(longMs)
    expect(forcefullyCrashRenderer).not.toHaveBeenCalled()
  })
})
