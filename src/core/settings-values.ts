/** What each kind of setting may hold. Every schema answers with the word for what the value must be. */
import { z } from 'zod'
import type { Expectation } from '../shared/configuration-problem.ts'
import { longestKeyText } from '../shared/find-license-key.ts'
import { type ActivationMethod, activationMethods } from '../shared/wizard-view.ts'
import { type ProxySettings, parseProxyAddress } from './connection-proxy-settings.ts'
import { exactNumberSchema } from './exact-number.ts'
import { must } from './must.ts'
import { isAbsolutePath } from './vendor-configuration.ts'

/** Longest wait for the server that may be asked for. */
const longestSeconds = 600

/** Text of one line, trimmed. */
const lineOf = (expected: Expectation, longest: number) =>
  z
    .string(must(expected))
    .trim()
    .min(1, must(expected))
    .max(longest, must(expected))
    .regex(/^\P{Cc}*$/u, must(expected))

const pathOf = (expected: Expectation) => lineOf(expected, 1000).refine(isAbsolutePath, must(expected))

function isLocale(text: string): boolean {
  try {
    return new Intl.Locale(text).language !== ''
  } catch {
    return false
  }
}

function toProxySettings(text: string): ProxySettings | null {
  if (text === 'system' || text === 'none') return { kind: text }
  const address = parseProxyAddress(text)
  return address.ok ? { kind: 'manual', ...address.value } : null
}

/** `system`, `none` or `http://host:port`. What signs in to a proxy is no setting: it would lie in a file. */
const proxySchema = lineOf('proxy', 300).transform((text, context): ProxySettings => {
  const settings = toProxySettings(text)
  if (settings === null) context.addIssue({ code: 'custom', message: 'proxy' satisfies Expectation })
  return settings ?? { kind: 'system' }
})

const recordSchema = z
  .record(z.string().min(1).max(200), z.string(must('variables')).max(2000, must('variables')), must('variables'))
  .refine((variables) => Object.keys(variables).length <= 100, must('variables'))

/** A record drops the one name that an object cannot hold: what was said would be lost without a word. */
const hasNoHiddenName = (said: unknown): boolean =>
  typeof said !== 'object' || said === null || !Object.hasOwn(said, '__proto__')

const variablesSchema = z.unknown().refine(hasNoHiddenName, must('variables')).pipe(recordSchema)

/** The schemas by kind of setting. */
export const settingKinds = {
  // As an installer was given it, `Machine`.
  scope: z
    .string(must('scope'))
    .trim()
    .toLowerCase()
    .pipe(z.enum(['user', 'machine'], must('scope'))),
  folder: pathOf('absolute-path'),
  file: pathOf('file-path'),
  proxy: proxySchema,
  seconds: z.int(must('seconds')).min(1, must('seconds')).max(longestSeconds, must('seconds')),
  locale: lineOf('locale', 35).refine(isLocale, must('locale')),
  methods: z
    .array(z.enum(activationMethods, must('methods')), must('methods'))
    .min(1, must('methods'))
    .transform((methods): readonly ActivationMethod[] => [...new Set(methods)]),
  'yes-no': z.boolean(must('yes-no')),
  number: exactNumberSchema,
  code: z.string(must('product-code')).regex(/^[\w-]{1,100}$/, must('product-code')),
  variables: variablesSchema,
  text: lineOf('text', 200),
  // Short ones would meet those of another customer.
  'device-id': lineOf('device-id', 200).min(8, must('device-id')),
  // What of it is the key is found later.
  key: z.string(must('text')).trim().min(1, must('text')).max(longestKeyText, must('text')),
} as const
export type SettingKind = keyof typeof settingKinds
export type ValueOfKind<K extends SettingKind> = z.infer<(typeof settingKinds)[K]>
