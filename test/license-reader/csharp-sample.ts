/** Compiles and runs the C# sample. Needs mono-mcs; `npm test` sees to it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const sampleFolder = join(import.meta.dirname, '../../packages/license-reader/samples/csharp')
const files = ['JsonText', 'LicenseItem', 'Program', 'PublicKey', 'ReadLicense', 'ServerDate']
/** A compiler that hangs must not hang the tests; it takes a second. */
const timeout = 300_000

/** Each line that it reads asks for one file and is answered with one line. */
const driver = `
using System; using System.Globalization; using System.IO; using System.Linq;
static class Driver {
  static void Main(string[] args) {
    for (string line; (line = Console.ReadLine()) != null;) {
      var asked = line.Split('\\t');
      var now = DateTime.Parse(asked[1], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
      var days = asked[4] == "" ? (int?)null : int.Parse(asked[4]);
      try {
        var found = LicenseFile.Read(asked[0], File.ReadAllText(args[0]), asked[2], asked[3], now, days);
        Console.WriteLine(string.Join(",", found.Select(one => one.Code + "=" + one.Standing)));
      } catch (Refused refused) { Console.WriteLine(refused.Reason); }
    }
  }
}`

export interface SampleRequest {
  readonly path: string
  readonly now: Date
  readonly hardwareId: string
  readonly bundle: string
  /** Days after a refused check; null: it ends nothing. */
  readonly days: number | null
}

export interface Sample {
  /** The sample's own program. */
  readonly program: string
  /** For each request `CODE=standing,CODE=standing` in the order of the file, or the reason for which it is refused. */
  read(requests: readonly SampleRequest[]): string[]
  /** Removes what was compiled. */
  remove(): void
}

/** Throws with the words of the compiler where there are any, a warning too. */
export function compileSample(publicKeyPem: string): Sample {
  const folder = mkdtempSync(join(tmpdir(), 'activation-wizard-sample-'))
  const at = (name: string): string => join(folder, name)
  writeFileSync(at('key.pem'), publicKeyPem)
  writeFileSync(at('Driver.cs'), driver)
  compile(at('read-license.exe'), 'Program', [])
  compile(at('driver.exe'), 'Driver', [at('Driver.cs')])
  return {
    program: at('read-license.exe'),
    read: (requests) =>
      run('mono', [at('driver.exe'), at('key.pem')], requests.map(toLine))
        .trim()
        .split('\n'),
    remove: () => rmSync(folder, { recursive: true }),
  }
}

function compile(out: string, main: string, more: readonly string[]): void {
  const sources = files.map((name) => join(sampleFolder, `${name}.cs`))
  const words = run(
    'mcs',
    ['-langversion:7.2', '-warnaserror', `-main:${main}`, `-out:${out}`, ...sources, ...more],
    [],
  )
  if (words !== '') throw new Error(words)
}

function toLine({ path, now, hardwareId, bundle, days }: SampleRequest): string {
  return [path, now.toISOString(), hardwareId, bundle, days ?? ''].join('\t')
}

function run(program: string, args: readonly string[], lines: readonly string[]): string {
  const { error, stdout, stderr } = spawnSync(program, args, { input: lines.join('\n'), encoding: 'utf8', timeout })
  if (error !== undefined) throw new Error('mono-mcs must be installed for this test', { cause: error })
  if (stderr !== '') throw new Error(stderr)
  return stdout
}
