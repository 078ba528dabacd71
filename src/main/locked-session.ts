import { join } from 'node:path'
import { app, type Session, session } from 'electron'
import { answerPageRequest } from './app-protocol.ts'
import { answerBrandRequest, type BrandAssets } from './brand-assets.ts'
import { denyDictionaries, denyDownloads, denyNetwork, denyPeerConnections, denyPermissions } from './web-security.ts'

const pages = join(__dirname, '../renderer')

/** The window's own session lives in memory: nothing of a page is kept, and no network request can leave it. */
export async function lockDownSession(brand: BrandAssets): Promise<Session> {
  const own = session.fromPartition('wizard')
  denyPermissions(own)
  denyPermissions(session.defaultSession)
  denyNetwork(own)
  denyDownloads(own)
  for (const each of [own, session.defaultSession]) denyDictionaries(each)
  await denyPeerConnections(app, own)
  own.protocol.handle(
    'app',
    async ({ method, url }) => (await answerBrandRequest(brand, method, url)) ?? answerPageRequest(pages, method, url),
  )
  return own
}
