/**
 * Serves the pages of the wizard from the app package under `app://wizard/`, and nothing from outside of it. The
 * policies of the page go out as headers with every answer.
 */
import { realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { readSmallFile } from '../engine/small-file.ts'
import { permissionsPolicy } from './permissions-policy.ts'
import { appOrigin, originOf } from './trusted-sender.ts'

/** The script of the pages is the largest by far. */
const largestPageBytes = 32 * 1024 * 1024

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Own files only, no inline script, no network, no frame, no form. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Every answer to the window carries them. */
export const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Permissions-Policy': permissionsPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

/** Answers one request of the window out of `folder`: 200 with the file, or 404 for all that is not one of ours. */
export async function answerPageRequest(folder: string, method: string, url: string): Promise<Response> {
  const path = method === 'GET' ? await resolveInside(folder, url) : null
  return answerFile(path, largestPageBytes)
}

/** 200 with the file at `path`, or 404 where that is no file of a kind that pages have, is empty or far too large. */
export function answerFile(path: string | null, largestBytes: number): Response {
  const type = path === null ? undefined : contentTypes[extname(path)]
  const read = path === null || type === undefined ? null : readSmallFile(path, largestBytes)
  if (type === undefined || !read?.ok || read.bytes.length === 0) {
    return new Response(null, { status: 404, headers: securityHeaders })
  }
  const headers = { ...securityHeaders, 'Content-Type': type }
  return new Response(new Uint8Array(read.bytes), { status: 200, headers })
}

/**
 * The real path of a file inside `folder` that `url` names, or null. Links are resolved on both sides before they are
 * compared, and the comparison ends at a separator: `pages-of-others` is not inside `pages`.
 */
export async function resolveInside(folder: string, url: string): Promise<string | null> {
  if (originOf(url) !== appOrigin) return null
  try {
    const name = decodeURIComponent(new URL(url).pathname)
    if (name.includes('\0') || name.includes('\\')) return null
    const root = await realpath(folder)
    const path = await realpath(join(root, name === '/' ? 'index.html' : name))
    return path.startsWith(root + sep) ? path : null
  } catch {
    return null
  }
}
