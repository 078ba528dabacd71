import { readFileSync, writeFileSync } from 'node:fs'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

const fuse = /^ *grantFileProtocolExtraPrivileges: .*\n/mu

/**
 * Takes the fuse that old Electrons do not have out of a staged electron-builder.yml, where the Electron of a test build is
 * one of them: electron-builder refuses to make a package with a fuse that is not there. The pinned Electron has all.
 *
 * @param {string} executable of the Electron
 * @param {string} configuration path of the staged electron-builder.yml
 */
export async function leaveOutMissingFuse(executable, configuration) {
  const wire = await getCurrentFuseWire(executable)
  if (Object.keys(wire).includes(String(FuseV1Options.GrantFileProtocolExtraPrivileges))) return
  writeFileSync(configuration, readFileSync(configuration, 'utf8').replace(fuse, ''))
}
