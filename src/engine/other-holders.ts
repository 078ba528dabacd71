/**
 * Finds who else on this computer holds a license of the same bundle: its seat belongs to the computer, so that giving it
 * back ends it for all of them. Only looks, follows no link out of a home, and asks for no rights.
 */
import { readdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import type { Expectation } from '../core/activation-response.ts'
import type { VendorConfiguration } from '../core/vendor-configuration.ts'
import { isUnreadable } from '../shared/failure.ts'
import { noOtherHolders, type OtherHolders } from '../shared/wizard-view.ts'
import { codeOf } from './error-code.ts'
import { licenseFolderOf, machineFolderOf, type Place, type Scope } from './license-folder.ts'
import { openLicenseStore } from './license-store.ts'
import { readSmallText } from './small-file.ts'

/** Homes that are looked into, and names that are told, at most. */
const mostHomes = 200
const mostNames = 20
const largestPasswdBytes = 1_048_576

/** A person of this computer. */
export interface HomeOwner {
  readonly name: string
  readonly home: string
  /** An account of the system that a person may use too: it counts only where a license is seen. */
  readonly isOfSystem: boolean
}

/** Who else holds a license of this computer, apart from the one of `scope`. A configured folder is the same for all. */
export function findOtherHolders(
  configuration: VendorConfiguration,
  place: Place,
  scope: Scope,
  expected: Expectation,
  owners: readonly HomeOwner[] = listHomeOwners(place),
): OtherHolders {
  if (configuration.licenseFolder !== undefined) return noOtherHolders
  const look = (folder: string, root: string): Found => lookInto(folder, root, configuration.product.code, expected)
  const machine = scope === 'machine' ? 'nothing' : look(machineFolderOf(configuration, place), sep)
  const others = owners
    .filter(({ home }) => scope === 'machine' || !isSame(home, place.home))
    .slice(0, mostHomes)
    .map((owner) => ({ ...owner, found: look(folderIn(owner.home, configuration, place), owner.home) }))
  const users = others.filter(({ found }) => found === 'license').map(({ name }) => name)
  const isHidden = others.some(({ found, isOfSystem }) => found === 'hidden' && !isOfSystem)
  return {
    machine: machine === 'license',
    users: users.slice(0, mostNames),
    mayBeMore: isHidden || machine === 'hidden' || users.length > mostNames || owners.length > mostHomes,
  }
}

type Found = 'license' | 'nothing' | 'hidden'

/** The usual folder in the home of somebody else: their environment is not known. In their own scope it may be ours. */
function folderIn(home: string, configuration: VendorConfiguration, place: Place): string {
  const environment = isSame(home, place.home) ? place.environment : {}
  return licenseFolderOf(configuration, { ...place, home, environment })
}

function lookInto(folder: string, root: string, bundleCode: string, expected: Expectation): Found {
  try {
    const real = realpathSync(folder)
    // A link could lead anywhere, for the administrator who looks.
    if (root !== sep && !real.startsWith(`${realpathSync(root)}${sep}`)) return 'nothing'
    readdirSync(real)
    const path = join(real, `${bundleCode}.lic`)
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return 'nothing'
    const { records, notice } = openLicenseStore(real, bundleCode, () => new Date()).look(expected)
    if (records !== null) return 'license'
    return notice !== null && isUnreadable(notice) ? 'hidden' : 'nothing'
  } catch (error) {
    const code = codeOf(error)
    return code === 'EACCES' || code === 'EPERM' ? 'hidden' : 'nothing'
  }
}

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other)
  } catch {
    return one === other
  }
}

/** The people of this computer; none where the system does not say. */
export function listHomeOwners({ platform, home, environment }: Place): HomeOwner[] {
  try {
    if (platform === 'win32') return listFolders(dirname(environment['USERPROFILE'] ?? home))
    return platform === 'darwin'
      ? listFolders('/Users')
      : parsePasswd(readSmallText('/etc/passwd', largestPasswdBytes, 'named') ?? '')
  } catch {
    return []
  }
}

/** Folders of Windows and macOS that are nobody's home. */
const shared: ReadonlySet<string> = new Set(['Public', 'Default', 'Default User', 'All Users', 'Shared', 'Guest'])

function listFolders(root: string): HomeOwner[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !shared.has(entry.name) && !entry.name.startsWith('.'))
    .map(({ name }) => ({ name, home: join(root, name), isOfSystem: false }))
}

/** Accounts that can sign in; those of people have numbers from 1000 on. */
export function parsePasswd(text: string): HomeOwner[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', , id = '', , , home = '', shell = ''] = line.split(':')
    const canSignIn = home.startsWith('/') && home !== '/' && !/(?:nologin|false)$/.test(shell.trim())
    return name !== '' && canSignIn ? [{ name, home, isOfSystem: Number(id) < 1000 }] : []
  })
}
