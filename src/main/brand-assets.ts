/** Serves the vendor's look to the window: its colours as a style sheet, and its logos out of the app package. */
import { type Brand, toBrandStyles } from '../core/brand.ts'
import { answerFile, resolveInside, securityHeaders } from './app-protocol.ts'
import type { Start } from './start-settings.ts'
import { appOrigin } from './trusted-sender.ts'

/** Far more than a logo of the header needs. */
const largestLogoBytes = 512 * 1024

export interface BrandAssets {
  readonly brand: Brand | undefined
  /** Folder of the configuration, below which the logos are. */
  readonly folder: string
}

/** What the pages get of the configuration in force; nothing where there is none. */
export function toBrandAssets(start: Start): BrandAssets {
  return start.ok ? { brand: start.configuration.brand, folder: start.folder } : { brand: undefined, folder: '' }
}

/** The answer to a request for a part of the look; null for all other requests. */
export async function answerBrandRequest(
  { brand, folder }: BrandAssets,
  method: string,
  url: string,
): Promise<Response | null> {
  if (method !== 'GET') return null
  switch (url) {
    case `${appOrigin}/brand.css`:
      return new Response(toBrandStyles(brand), {
        status: 200,
        headers: { ...securityHeaders, 'Content-Type': 'text/css; charset=utf-8' },
      })
    case `${appOrigin}/brand/logo`:
      return answerLogo(folder, brand?.logo)
    case `${appOrigin}/brand/logo-dark`:
      return answerLogo(folder, brand?.logoDark ?? brand?.logo)
    default:
      return null
  }
}

async function answerLogo(folder: string, name: string | undefined): Promise<Response> {
  const path = name === undefined ? null : await resolveInside(folder, `${appOrigin}/${name}`)
  return answerFile(path, largestLogoBytes)
}
