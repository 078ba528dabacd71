import type { Translate } from '../shared/translate.ts'
import type { DeviceFactName, ShownCredentials } from '../shared/wizard-view.ts'
import type { Fact } from './components/fact-list.tsx'

const codes = new Set<DeviceFactName>(['hardware-id', 'ip', 'mac-address'])

interface DeviceFact {
  readonly name: DeviceFactName
  readonly value: string
}

/** The facts of a computer with their names, as they are sent. */
export function toDeviceFacts(facts: readonly DeviceFact[], t: Translate): Fact[] {
  return facts.map(({ name, value }) => ({
    label: t(`review.fact.${name}`),
    value: name === 'is-vm' ? t(value === 'true' ? 'review.yes' : 'review.no') : value,
    isCode: codes.has(name),
  }))
}

/** Who asks for the license. `password` says in words where the password is; it is never shown itself. */
export function toCredentialFacts(credentials: ShownCredentials, password: string | null, t: Translate): Fact[] {
  if (credentials.kind === 'license-key') {
    const { lastFour } = credentials
    return [
      {
        label: t('review.key'),
        value: lastFour === '' ? t('review.keyWhole') : t('review.keyEnding', { lastFour }),
      },
    ]
  }
  if (credentials.kind === 'sso') {
    return [
      { label: t('review.account'), value: credentials.accountCode },
      { label: t('review.signIn'), value: t('review.signInUsed') },
    ]
  }
  return [
    { label: t('review.username'), value: credentials.username },
    ...(password === null ? [] : [{ label: t('review.password'), value: password }]),
  ]
}
