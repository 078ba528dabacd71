import type { LicenseDetails } from '../../src/core/license-details.ts'

/** Of a license that tells nothing besides its use. */
export const noDetails: LicenseDetails = {
  trialDays: null,
  transfersLeft: null,
  preventsVm: false,
  canGoOffline: true,
  isForUsers: null,
  version: null,
  requiresVersion: null,
  releasedAt: null,
  releaseText: null,
  eulaUrl: null,
  releaseNotesUrl: null,
  user: null,
}
