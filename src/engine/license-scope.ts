/** Whose license a run is about, and where that is. Window and command line ask here. */
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import type { Readers } from './kept-file.ts'
import { licenseFolderOf, machineFolderOf, type Place, type Scope } from './license-folder.ts'
import { openLicenseStore } from './license-store.ts'
import { openRequestStore } from './request-store.ts'

/** The license folder of `scope`; one that is configured stands for both. */
export function folderOfScope(configuration: VendorConfiguration, scope: Scope, place: Place): string {
  return scope === 'machine' ? machineFolderOf(configuration, place) : licenseFolderOf(configuration, place)
}

/** A license of all users is there to be read by all of them. */
export function readersOf(scope: Scope): Readers {
  return scope === 'machine' ? 'everyone' : 'owner'
}

/**
 * The scope that has something, where nobody says which: a license, else an open request, or the other way round. All
 * users come first, as for every reader of a license, and a file that cannot be read comes last. `user` where neither has
 * anything.
 */
export function findScope(
  configuration: VendorConfiguration,
  place: Place,
  now: () => Date,
  first: 'license' | 'requests' = 'license',
): Scope {
  const { code } = configuration.product
  const folderOf = (scope: Scope): string => folderOfScope(configuration, scope, place)
  // One folder for both was named: whose it is makes no difference to what is found.
  if (folderOf('machine') === folderOf('user')) return 'user'
  const mayHaveLicense = (scope: Scope): boolean => !openLicenseStore(folderOf(scope), code, now).isEmpty()
  const hasLicense = (scope: Scope): boolean =>
    mayHaveLicense(scope) && openLicenseStore(folderOf(scope), code, now).hash() !== null
  const hasRequest = (scope: Scope): boolean =>
    openRequestStore(folderOf(scope), code, now)
      .list()
      .some(({ state }) => state === 'open')
  const looks = first === 'license' ? [hasLicense, hasRequest] : [hasRequest, hasLicense]
  const scopes: readonly Scope[] = ['machine', 'user']
  return [...looks, mayHaveLicense].flatMap((look) => scopes.filter(look))[0] ?? 'user'
}
