import type { Expectation } from '../shared/configuration-problem.ts'

/** Each check names what the member must be; the words for it are chosen later, in the person's language. */
export const must = (expected: Expectation) => ({ error: expected })
