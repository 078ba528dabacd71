/** The member `conformance` of a result: what a server did, question by question. Documented in docs/conformance.md. */
import { z } from 'zod'
import { questionParts, verdicts } from '../conformance/finding.ts'
import { seatStates } from '../conformance/walk-state.ts'

export const conformanceSchema = z.strictObject({
  /** Host and port of the license server. */
  server: z.string(),
  parts: z.array(z.enum(questionParts)),
  calls: z.int().min(0),
  /** The device that took part, and whether its seat is free again. */
  device: z.strictObject({ hardwareId: z.string(), seat: z.enum(seatStates) }),
  /** True where all that the wizard needs was seen, and holds. */
  isFit: z.boolean(),
  findings: z.array(
    z.strictObject({
      id: z.string(),
      part: z.enum(questionParts),
      question: z.string(),
      /** One word or code that scripts can compare; null where nothing was seen. */
      form: z.string().nullable(),
      saw: z.string(),
      reliesOn: z.string(),
      isNeeded: z.boolean(),
      verdict: z.enum(verdicts),
    }),
  ),
  /** What no run tries, and why. */
  untried: z.array(z.strictObject({ id: z.string(), reason: z.string() })),
  /** Folder of the recorded vectors; null where nothing was recorded. */
  record: z.string().nullable(),
})
export type ConformanceResult = z.infer<typeof conformanceSchema>
