import { z } from 'zod'
import { configurationProblemSchema } from './configuration-problem.ts'
import { failureSchema } from './failure.ts'
import { nextActions } from './failure-catalog.ts'
import { licenseOverviewSchema } from './license-overview.ts'

/** Ways of activation that a vendor can offer. */
export const activationMethods = ['license-key'] as const
export type ActivationMethod = (typeof activationMethods)[number]

/** External places, by name: the window never sends an address. */
export const linkNames = ['support', 'support-email', 'privacy'] as const
export type LinkName = (typeof linkNames)[number]

/** Facts about this computer that a request can carry, in the order in which they are shown. */
export const deviceFactNames = [
  'hardware-id',
  'hostname',
  'os-version',
  'ip',
  'mac-address',
  'is-vm',
  'vm-info',
  'app-version',
  'sdk-version',
] as const
export type DeviceFactName = (typeof deviceFactNames)[number]

/** What an activation is doing now, in order. Up to `saving` it can be cancelled. */
export const activationPhases = ['reading-device', 'contacting-server', 'verifying', 'saving'] as const
export type ActivationPhase = (typeof activationPhases)[number]

/** What the window shows. One member for each page, with only what that page needs. */
export const wizardViewSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('starting') }),
  z.strictObject({
    step: z.literal('configuration-problem'),
    path: z.string(),
    problems: z.array(configurationProblemSchema).min(1),
  }),
  z.strictObject({
    step: z.literal('start'),
    methods: z.array(z.enum(activationMethods)),
    current: licenseOverviewSchema.nullable(),
    /** Why a license file that was there is not shown as the current one. */
    notice: failureSchema.nullable(),
  }),
  z.strictObject({
    step: z.literal('enter-key'),
    /** Why the key that was sent here last cannot be a key. */
    problem: z.enum(['empty', 'too-long', 'characters']).nullable(),
  }),
  z.strictObject({
    step: z.literal('review'),
    keyLastFour: z.string().max(4),
    /** The key had been pasted twice, and one half was taken. */
    keyWasDoubled: z.boolean(),
    host: z.string(),
    /** null while the facts are still being collected. */
    facts: z.array(z.strictObject({ name: z.enum(deviceFactNames), value: z.string() })).nullable(),
  }),
  z.strictObject({ step: z.literal('working'), phase: z.enum(activationPhases), canCancel: z.boolean() }),
  z.strictObject({ step: z.literal('result'), overview: licenseOverviewSchema, justActivated: z.boolean() }),
  z.strictObject({
    step: z.literal('failure'),
    failure: failureSchema,
    action: z.enum(nextActions),
    /** There was a license before this attempt, and it is as it was. */
    licenseKept: z.boolean(),
  }),
])
export type WizardView = z.infer<typeof wizardViewSchema>
export type WizardStep = WizardView['step']
export type ViewOf<S extends WizardStep> = Extract<WizardView, { step: S }>

/** What every page may show around its own content; null while the configuration is not read or is unusable. */
export const wizardFrameSchema = z.strictObject({
  productName: z.string(),
  productVersion: z.string(),
  vendorName: z.string(),
  links: z.array(z.enum(linkNames)),
})
export type WizardFrame = z.infer<typeof wizardFrameSchema>

/** A view with its place in time: `revision` rises by one with each change, and the window keeps the highest. */
export const wizardSnapshotSchema = z.strictObject({
  revision: z.int().min(0),
  wizardVersion: z.string(),
  locale: z.string(),
  frame: wizardFrameSchema.nullable(),
  view: wizardViewSchema,
})
export type WizardSnapshot = z.infer<typeof wizardSnapshotSchema>
