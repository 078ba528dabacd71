/** Things that can lie in the place of a file, each of which is none that the wizard wrote. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Puts the thing at `path`; what a link leads to is made in `elsewhere`. */
export type PutOdd = (path: string, elsewhere: string) => void

/** Content of the file that a link leads to. */
export const linkedText = 'text of somebody else'

/** No regular files, or ones that are reached by a link. */
export const oddPlaces: Readonly<Record<string, PutOdd>> = {
  folder: (path) => mkdirSync(path),
  ...(process.platform !== 'win32' && {
    pipe: (path: string) => execFileSync('mkfifo', [path]),
    'link to a file': (path: string, elsewhere: string) => {
      writeFileSync(join(elsewhere, 'linked'), linkedText)
      symlinkSync(join(elsewhere, 'linked'), path)
    },
    'dangling link': (path: string, elsewhere: string) => symlinkSync(join(elsewhere, 'dangling'), path),
    'link to /dev/zero': (path: string) => symlinkSync('/dev/zero', path),
    'link to itself': (path: string) => symlinkSync(path, path),
  }),
}

/** Regular files with content that nobody can use. */
export const oddFiles: Readonly<Record<string, PutOdd>> = {
  'huge file': (path) => {
    writeFileSync(path, '')
    truncateSync(path, 1024 ** 4)
  },
  'file of zeros': (path) => writeFileSync(path, Buffer.alloc(4096)),
  'file that is not UTF-8': (path) => writeFileSync(path, Buffer.from([0x7b, 0xff, 0xfe, 0xc3, 0x28, 0x7d])),
}
