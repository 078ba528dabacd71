/** The answer file: settings for many computers in one JSON file. An unknown member is an error: it would do nothing. */
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { scopes } from '../engine/license-folder.ts'
import type { OptionValues } from './parse-arguments.ts'
import { readTextFile } from './text-file.ts'
import { UsageError } from './usage-problem.ts'
import type { OptionName } from './verb-table.ts'

const largestBytes = 262_144
const text = z.string().min(1).max(1000)

/** A password has no member of its own: files like this one are copied around. */
const answerFileSchema = z.strictObject({
  /** For editors; it says nothing. */
  $schema: z.string().optional(),
  licenseKey: text.optional(),
  licenseKeyFile: text.optional(),
  username: text.optional(),
  passwordFile: text.optional(),
  licenseId: z.int().positive().optional(),
  bundleCode: text.optional(),
  /** Device variables: text by name. */
  variables: z.record(z.string(), z.string()).optional(),
  scope: z.enum(scopes).optional(),
  proxy: text.optional(),
  licenseDir: text.optional(),
  timeout: z.int().positive().optional(),
  locale: text.optional(),
  log: text.optional(),
})
type Answers = z.infer<typeof answerFileSchema>

export interface AnswerFile {
  readonly values: OptionValues
  readonly variables: Readonly<Record<string, string>> | null
}

/**
 * The settings in the file at `path`; file names in it are meant from where it is. Throws a `UsageError` that names the
 * member and never its value.
 */
export function readAnswerFile(path: string): AnswerFile {
  const parsed = answerFileSchema.safeParse(parseJson(path))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
    const member = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].map(String).join('.')
    throw new UsageError('answer-member', { path, member: member.slice(0, 100) })
  }
  return { values: toValues(parsed.data, dirname(path)), variables: parsed.data.variables ?? null }
}

function parseJson(path: string): unknown {
  const content = readTextFile(path, largestBytes)
  if (content.trim() === '') throw new UsageError('file-empty', { path })
  try {
    return JSON.parse(content)
  } catch {
    throw new UsageError('answer-json', { path })
  }
}

function toValues(answers: Answers, folder: string): OptionValues {
  const place = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : resolve(folder, name)
  const values: { readonly [N in OptionName]?: string | undefined } = {
    key: answers.licenseKey,
    'key-file': place(answers.licenseKeyFile),
    user: answers.username,
    'password-file': place(answers.passwordFile),
    'license-id': answers.licenseId?.toString(),
    'bundle-code': answers.bundleCode,
    scope: answers.scope,
    proxy: answers.proxy,
    'license-dir': place(answers.licenseDir),
    timeout: answers.timeout?.toString(),
    locale: answers.locale,
    log: place(answers.log),
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
