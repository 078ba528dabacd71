import { defaultAnswers } from './answer-form.ts'
import { type ApiCredentials, toKnownApiKeys } from './api-keys.ts'
import { defaultCheckSettings } from './check-options.ts'
import { makeDemoOrders } from './demo-orders.ts'
import { DeviceLedger } from './device-ledger.ts'
import { openKeyFile } from './key-file.ts'
import { type KeyPair, makeKeyPair } from './key-pair.ts'
import { OAuthDesk } from './oauth-desk.ts'
import { makeOAuthSettings } from './oauth-options.ts'
import { defaultOfflineSettings } from './offline-options.ts'
import { allowedProductCodes } from './product-catalog.ts'
import type { SandboxOptions } from './sandbox-options.ts'
import type { SandboxState } from './sandbox-state.ts'
import { SignInDesk } from './sign-in-desk.ts'
import { defaultSsoSettings } from './sso-options.ts'
import { SsoProvider } from './sso-provider.ts'

/** What a sandbox with these options begins with. Rejects where its key file is none. */
export async function makeState(options: SandboxOptions, credentials: ApiCredentials): Promise<SandboxState> {
  let anotherKeyPair: Promise<KeyPair> | null = null
  const startedAt = options.now?.() ?? new Date()
  const oauthSettings = makeOAuthSettings(options.oauth)
  const sso = { ...defaultSsoSettings, ...options.sso }
  return {
    apiKeys: toKnownApiKeys(credentials, allowedProductCodes),
    apiKeyUse: oauthSettings.apiKeys,
    signatureMismatchStatus: options.signatureMismatchStatus ?? 400,
    oauth: new OAuthDesk(oauthSettings, allowedProductCodes),
    oauthSettings,
    signIns: new SignInDesk(sso),
    sso,
    ssoProvider: sso.provider && new SsoProvider(sso.provider),
    answers: options.answers ?? defaultAnswers,
    emailAsName: options.emailAsName ?? 'account-users',
    knownDevice: options.knownDevice ?? 'accepted',
    check: { ...defaultCheckSettings, ...options.check },
    offline: { ...defaultOfflineSettings, ...options.offline },
    orders: [...(options.orders ?? []), ...makeDemoOrders(startedAt, options)],
    ledger: new DeviceLedger(),
    usedRequestIds: new Set(),
    keyPair: await takeKeyPair(options),
    anotherKeyPair: () => {
      anotherKeyPair ??= makeKeyPair(options.keyLength)
      return anotherKeyPair
    },
    reportBug: options.reportBug ?? ((error) => process.stderr.write(`Bug in the sandbox: ${String(error)}\n`)),
  }
}

async function takeKeyPair({ keyPair, keyFile, keyLength }: SandboxOptions): Promise<KeyPair> {
  if (keyPair) return keyPair
  return keyFile === undefined ? makeKeyPair(keyLength) : openKeyFile(keyFile, keyLength)
}
