/**
 * Why the system keeps a file from the wizard, as one word: the same system code has other causes on other systems.
 *
 * - `no-permission`: the permissions of the file or of a folder above it.
 * - `protected`: it is marked as unchangeable, as with `chattr +i`, or a security program guards it.
 * - `read-only`: the disk can only be read. `disk-full`: it has no room, or this user has used up their share.
 * - `in-use`: another program holds it.
 * - `folder-gone`: the folder, or the disk that it is on, is not there. `not-a-folder`: something else lies in its place.
 * - `not-a-file`: a pipe, a device, a folder or a link lies in the place of the file.
 * - `no-home`: this user has no home folder, or `HOME` names none.
 * - `other`: none of these.
 */
export const fileCauses = [
  'no-permission',
  'protected',
  'read-only',
  'disk-full',
  'in-use',
  'folder-gone',
  'not-a-folder',
  'not-a-file',
  'no-home',
  'other',
] as const
export type FileCause = (typeof fileCauses)[number]
