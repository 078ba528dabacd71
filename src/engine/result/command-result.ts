/** What one run comes to, of the command line or of the window, as data: the JSON object of `--json` and of the result
 * file. Documented in docs/admin.md and docs/embedding.md.
 */
import { z } from 'zod'
import { settingNames } from '../../core/settings-table.ts'
import { settingLayers } from '../../shared/configuration-problem.ts'
import { diagnosisSchema } from '../../shared/connection-diagnosis.ts'
import { failureDetailsSchema } from '../../shared/failure.ts'
import { failureCodes } from '../../shared/failure-code.ts'
import { licenseOverviewSchema } from '../../shared/license-overview.ts'
import {
  clockNoteSchema,
  deviceFactNames,
  licenseScopes,
  openRequestSchema,
  otherHoldersSchema,
  requestKinds,
} from '../../shared/wizard-view.ts'
import { requestOutcomes } from '../request-folder/sent-request.ts'
import { conformanceSchema } from './conformance-result.ts'
import { licenseStates } from './license-state.ts'
import { verbNames } from './verb-names.ts'

export const outcomes = [
  'activated',
  'already-active',
  'request-written',
  'answer-written',
  'seat-freed',
  'folder-sent',
  'folder-partly-sent',
  'imported',
  'already-imported',
  'status',
  'verified',
  'checked',
  'deactivated',
  'return-written',
  'nothing-to-return',
  'device',
  'way-free',
  'conformance-holds',
  'conformance-differs',
  'settings',
  'later',
  'failed',
] as const
export type OutcomeName = (typeof outcomes)[number]

const instantSchema = z.iso.datetime({ precision: 3 })

const countSchema = z.int().min(0)

/** A folder of request files that was sent. */
export const sentFolderSchema = z.strictObject({
  /** Full paths. */
  input: z.string(),
  output: z.string(),
  summary: z.string(),
  total: countSchema,
  answered: countSchema,
  seatsFreed: countSchema,
  alreadyDone: countSchema,
  duplicates: countSchema,
  failed: countSchema,
  left: countSchema,
  notTried: countSchema,
  /** Each request that was looked at. */
  files: z.array(
    z.strictObject({
      request: z.string(),
      kind: z.enum(requestKinds).nullable(),
      computer: z.string().nullable(),
      hardwareId: z.string().max(8).nullable(),
      outcome: z.enum(requestOutcomes),
      failureCode: z.enum(failureCodes).nullable(),
      reference: z.string().nullable(),
      answerFile: z.string().nullable(),
      at: instantSchema,
    }),
  ),
})
export type SentFolder = z.infer<typeof sentFolderSchema>

export const verificationSchema = z.strictObject({
  kind: z.enum(['license', 'answer', 'refresh']),
  /** SHA-256 of the SPKI DER of the key that signed it, lower-case hex. */
  keyFingerprint: z.string(),
  /** First eight digits of the hardware ID; null where the file does not name it and is not for this computer. */
  hardwareId: z.string().max(8).nullable(),
  /** null where this computer has no hardware ID. */
  isThisComputer: z.boolean().nullable(),
})
export type Verification = z.infer<typeof verificationSchema>

/** Members are there always; what has no meaning for a verb is null. New members may come, none goes or changes. */
export const commandResultSchema = z.strictObject({
  format: z.literal('activation-wizard/result'),
  version: z.literal(1),
  /** null where the command could not be read. */
  verb: z.enum(verbNames).nullable(),
  outcome: z.enum(outcomes),
  /** Of the table in docs/admin.md, also where `--msi-codes` makes the process end with another one. */
  exitCode: z.int().min(0).max(125),
  at: instantSchema,
  wizardVersion: z.string(),
  product: z.strictObject({ name: z.string(), code: z.string(), version: z.string() }).nullable(),
  failure: z
    .strictObject({
      code: z.enum(failureCodes),
      /** Finds this event in the log. */
      reference: z.string(),
      retryable: z.boolean(),
      happened: z.string(),
      whatToDo: z.string(),
      details: failureDetailsSchema.nullable(),
    })
    .nullable(),
  state: z.enum(licenseStates).nullable(),
  scope: z.enum(licenseScopes).nullable(),
  /** The license on this computer, or in the file that was verified. */
  license: licenseOverviewSchema.nullable(),
  /** Requests of this computer that wait for an answer. */
  requests: z.array(openRequestSchema).nullable(),
  /** When the license of this computer was given back. */
  returnedAt: instantSchema.nullable(),
  /** The clock of this computer seems to be wrong. */
  clock: clockNoteSchema.nullable(),
  /** A license was given back and its file could not be removed: it no longer counts. */
  leftover: z.strictObject({ path: z.string(), systemCode: z.string().nullable(), happened: z.string() }).nullable(),
  /** Who else on this computer loses a license that is given back. */
  others: otherHoldersSchema.nullable(),
  /** Full path of a file that was written for a person to carry. */
  file: z.string().nullable(),
  /** Name of the other computer that a file is for. */
  computer: z.string().nullable(),
  /** SHA-256 of the file that was verified, lower-case hex. */
  sha256: z.string().length(64).nullable(),
  verification: verificationSchema.nullable(),
  folder: sentFolderSchema.nullable(),
  device: z
    .strictObject({
      hardwareId: z.string(),
      facts: z.array(z.strictObject({ name: z.enum(deviceFactNames), value: z.string() })),
    })
    .nullable(),
  diagnosis: diagnosisSchema.nullable(),
  conformance: conformanceSchema.nullable(),
  settings: z
    .array(
      z.strictObject({
        name: z.enum(settingNames),
        /** null where nothing is set, and for a secret: `hidden` then says that it is set. */
        value: z.json(),
        hidden: z.boolean(),
        layer: z.enum(settingLayers),
        place: z.string(),
        overridden: z.array(z.strictObject({ layer: z.enum(settingLayers), place: z.string(), value: z.json() })),
      }),
    )
    .nullable(),
})
export type CommandResult = z.infer<typeof commandResultSchema>
