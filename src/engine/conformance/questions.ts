/**
 * Every question that docs/protocol.md 10 leaves open and every ASSUMED in the code, by its ID there: what a run asks of a
 * server, and what none can be asked without harm.
 */
import type { Question } from './finding.ts'
import { authorizationQuestions } from './questions-authorization.ts'
import { memberQuestions } from './questions-members.ts'
import { offlineQuestions } from './questions-offline.ts'
import { onlineQuestions } from './questions-online.ts'
import { ssoQuestions } from './questions-sso.ts'

export const questions: Readonly<Record<string, Question>> = {
  ...authorizationQuestions,
  ...onlineQuestions,
  ...memberQuestions,
  ...offlineQuestions,
  ...ssoQuestions,
}

/** What stays open after every run, and why. */
export const untried: Readonly<Record<string, string>> = {
  'portal-file': 'The file of the portal is made by a person, in the browser.',
  'partial-bundle': 'It needs an account in which one license of the bundle is bad.',
  'end-instant': 'It needs a license that ends while the run lasts.',
  'other-bundle-key': 'It needs the license key of another bundle of the same vendor.',
  'large-body': 'A body above 1 MiB is a load on a server that others use.',
  'hardware-id-elsewhere': "It needs the vendor's SDK on Windows and macOS, on the same computer.",
  refresh: 'The API has no call for it: license_refresh.lic comes from the vendor platform only.',
}
