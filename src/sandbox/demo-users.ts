/** The people who can sign in to a demo with a user name, and what their licenses lead to. */
import { asOfflineLicense } from './demo-offline-licenses.ts'
import type { OrderChange } from './demo-orders.ts'
import type { LicenseUser } from './license-holder.ts'
import { teamProducts } from './product-catalog.ts'

export interface DemoUser {
  readonly username: string
  readonly password: string
  /** Short code of the bundle that the user has licenses of. */
  readonly product: string
  /** `activated`, or the code of the error that the user is answered with, online and offline. */
  readonly expect: string
  readonly note: string
}

/** A user with what makes the order special. */
export interface DemoUserEntry extends Pick<DemoUser, 'expect' | 'note'> {
  readonly user: LicenseUser
  readonly change: OrderChange
}

/** All of them sign in with it: it guards nothing but a demo. */
export const demoPassword = 'demo-password'

/** Code of the customer account whose people can use single sign-on. */
export const demoAccountCode = 'LAKA'

/** The same of people whose user names are no e-mail addresses. */
export const seedAccountCode = 'NORD'

const person = (id: number, username: string, firstName: string, accountCode: string | null = null): LicenseUser => ({
  id: 5_200_000 + id,
  username,
  email: username,
  password: demoPassword,
  accountCode,
  firstName,
  lastName: 'Example',
})

export const demoUserEntries: readonly DemoUserEntry[] = [
  {
    user: person(1, 'person@example.com', 'Robin'),
    expect: 'activated',
    note: 'five seats, also without internet',
    change: { changeLicense: asOfflineLicense },
  },
  {
    user: person(2, 'colleague@example.com', 'Žofia', demoAccountCode),
    expect: 'activated',
    note: `belongs to customer account ${demoAccountCode}, whose people can also sign in with single sign-on`,
    change: { changeLicense: asOfflineLicense },
  },
  {
    user: person(3, 'busy@example.com', 'Kim'),
    expect: 'license_user_activated_max_times',
    note: 'both seats are taken by other computers',
    change: {
      changeLicense: asOfflineLicense,
      maxActivations: 2,
      activeDevices: ['computer-of-a-colleague', 'computer-at-home'],
    },
  },
  {
    user: person(4, 'former@example.com', 'Sam'),
    expect: 'license_not_enabled',
    note: 'disabled by the vendor',
    change: { changeLicense: asOfflineLicense, enabled: false },
  },
]

/** People whose user names are no e-mail addresses. */
export const seedUserEntries: readonly DemoUserEntry[] = [
  {
    user: { ...person(11, 'ana.m', 'Ana'), email: 'ana@example.com' },
    expect: 'activated',
    note: 'the e-mail address is ana@example.com, which is no name to sign in with',
    change: { changeLicense: asOfflineLicense },
  },
  {
    user: { ...person(12, 'Jan.K', 'Jan', seedAccountCode), email: 'jan.kowalski@example.com' },
    expect: 'activated',
    note: `belongs to customer account ${seedAccountCode}; single sign-on knows jan.kowalski@example.com`,
    change: { changeLicense: asOfflineLicense },
  },
  {
    user: { ...person(13, 'VERTRIEB\\żaneta', 'Żaneta'), email: 'zaneta@example.com' },
    expect: 'activated',
    note: 'a name with a domain and letters beyond ASCII',
    change: { changeLicense: asOfflineLicense },
  },
]

/** What a person needs to know to sign in; every other name or password gets license_not_found. */
export const demoUsers: readonly DemoUser[] = demoUserEntries.map(toDemoUser)

/** The same of those whose names are no e-mail addresses. */
export const seedUsers: readonly DemoUser[] = seedUserEntries.map(toDemoUser)

function toDemoUser({ user, expect, note }: DemoUserEntry): DemoUser {
  const { username, password } = user
  return { username, password, product: teamProducts.suite.shortCode, expect, note }
}
