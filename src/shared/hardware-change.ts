import { z } from 'zod'

/** Parts by which a computer is known again, in the order in which a person reads them. */
export const componentNames = [
  'mainboard',
  'network-adapter',
  'processor',
  'operating-system',
  'computer-name',
  'machine-kind',
] as const
export type ComponentName = (typeof componentNames)[number]

/** `unknown`: it could not be read then, or cannot be read now. */
export const comparisons = ['same', 'changed', 'unknown'] as const
export type Comparison = (typeof comparisons)[number]

/** What all parts together say. `not-read`: the part that the hardware id is made from could not be read this time. */
export const hardwareJudgements = ['same-computer-repaired', 'different-computer', 'cannot-tell', 'not-read'] as const
export type HardwareJudgement = (typeof hardwareJudgements)[number]

const comparedSchema = z.strictObject({ name: z.enum(componentNames), comparison: z.enum(comparisons) })
/** One part and how it compares; never what it is. */
export type ComparedComponent = z.infer<typeof comparedSchema>

/** Why a genuine license file does not fit this computer, as far as that can be told. Words only: it grants nothing. */
export const hardwareChangeSchema = z.strictObject({
  judgement: z.enum(hardwareJudgements),
  /** Each part once; empty where nothing was kept at the activation. */
  components: z.array(comparedSchema).max(componentNames.length),
  /** End of the key in the license file, from verified bytes; null where it names none. */
  keyLastFour: z.string().max(4).nullable(),
})
export type HardwareChange = z.infer<typeof hardwareChangeSchema>
