/** What is wrong with a command, for the person who wrote it. It never repeats a value: a misplaced one may be a key. */
import type { en } from '../../shared/messages/en.ts'
import type { Translate } from '../../shared/translate.ts'

export type UsageProblemName = keyof (typeof en)['cli']['problem']

export interface UsageProblem {
  readonly name: UsageProblemName
  /** Names of verbs, options, files and members, as far as the sentence tells them. */
  readonly words: Readonly<Record<string, string>>
}

/** Thrown inside of a verb, caught by `runCommandLine` alone: ends the run with exit code 2. */
export class UsageError extends Error {
  readonly problem: UsageProblem

  constructor(name: UsageProblemName, words: UsageProblem['words'] = {}) {
    super(name)
    this.problem = { name, words }
  }
}

export function toUsageWords({ name, words }: UsageProblem, t: Translate): string {
  // Each sentence has words of its own, so that these keys are no literals of the catalogue's type.
  return (t as (key: string, words: UsageProblem['words']) => string)(`cli.problem.${name}`, words)
}
