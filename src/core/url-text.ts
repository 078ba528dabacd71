/** The URL that `text` is, or null. `URL.canParse` would say the same, on newer runtimes only. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

const loopbackName = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** True for https, and for http to this very computer; never with a name or password inside the address. */
export function isSecureAddress(url: URL): boolean {
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopbackName.test(url.hostname))
  return isSafe && url.username === '' && url.password === ''
}
