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

const person = (id: number, username: string, firstName: string, accountCode: string | null = null): LicenseUser => ({
  id: 5_200_000 + id,
  username,
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

/** What a person needs to know to sign in; every other name or password gets license_not_found. */
export const demoUsers: readonly DemoUser[] = demoUserEntries.map(({ user, expect, note }) => ({
  username: user.username,
  password: user.password,
  product: teamProducts.suite.shortCode,
  expect,
  note,
}))
