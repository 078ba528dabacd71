/**
 * Stands for Electron in tests that run on plain Node. The default export is empty, as electron-store finds it outside
 * of Electron; the named ones behave as far as the tests need.
 */
type Handler = (event: unknown, input: unknown) => unknown

/** Channels that were opened with `handle`, by name. */
export const openedChannels = new Map<string, Handler>()
/** Channels whose listeners were removed. */
export const silencedChannels: string[] = []

export const ipcMain = {
  handle: (channel: string, handler: Handler) => void openedChannels.set(channel, handler),
  removeAllListeners: (channel: string) => void silencedChannels.push(channel),
}

/** Listeners of the window's side, by channel. */
export const listeners = new Map<string, Set<Handler>>()
/** What was invoked from the window's side. */
export const invoked: { channel: string; input: unknown }[] = []
/** What the preload put on the page. */
export const exposed = new Map<string, unknown>()

export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown) => void exposed.set(name, value),
}

export const ipcRenderer = {
  invoke: async (channel: string, input: unknown) => {
    invoked.push({ channel, input })
    return { ok: true, value: {} }
  },
  on: (channel: string, listener: Handler) => {
    listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener))
  },
  removeListener: (channel: string, listener: Handler) => void listeners.get(channel)?.delete(listener),
}

// biome-ignore lint/style/noDefaultExport: electron-store imports the default.
export default {}
