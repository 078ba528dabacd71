/** License keys that activate, and whose licenses then stand in each way that a license can. */
import type { DemoKeyEntry } from './demo-keys.ts'
import {
  asBorrowed,
  asDisabled,
  asFloating,
  asInGrace,
  asMixed,
  asNotStarted,
  asOverused,
  asSoonEndedTrial,
  asSoonExpired,
  asTrial,
  asUnmaintained,
  asValid,
  type LicenseChange,
} from './demo-standing-licenses.ts'

const toEntry = (
  key: string,
  note: string,
  changeLicense: LicenseChange,
  expectOffline: DemoKeyEntry['expectOffline'] = 'activated',
): DemoKeyEntry => ({ key, expect: 'activated', expectOffline, note, change: { changeLicense } })

/** Each license of these bundles has the standing of the note; in the last two they differ. */
export const standingKeys: readonly DemoKeyEntry[] = [
  toEntry('DEMO-STAT-VALI-DAAA', 'valid without end', asValid),
  toEntry('DEMO-STAT-GRAC-EAAA', 'subscription, 67 of 72 grace hours left', asInGrace, 'validation_error'),
  toEntry('DEMO-STAT-EXPI-REDA', 'ends five seconds after its activation', asSoonExpired, 'validation_error'),
  toEntry('DEMO-STAT-TRIA-LEND', 'trial that ends five seconds after its activation', asSoonEndedTrial),
  toEntry('DEMO-STAT-NOTS-TART', 'a check says that it starts in a week', asNotStarted),
  toEntry('DEMO-STAT-DISA-BLED', 'a check says that it is disabled', asDisabled),
  toEntry('DEMO-STAT-TRIA-LAAA', 'trial with three days left', asTrial),
  toEntry('DEMO-STAT-MAIN-TENA', 'valid, and maintenance ended ten days ago', asUnmaintained),
  toEntry('DEMO-STAT-OVER-AGES', 'consumption at 110 of 100, with 20 more allowed', asOverused),
  toEntry('DEMO-STAT-FLOA-TING', 'floating', asFloating, 'offline_floating_cloud_not_supported'),
  toEntry('DEMO-STAT-BORR-OWED', 'floating, borrowed for two days', asBorrowed, 'offline_floating_cloud_not_supported'),
  toEntry(
    'DEMO-STAT-MIXE-DAAA',
    'differ: valid, borrowed, in grace, consumption at 110 of 100, trial with three days left',
    asMixed([asValid, asBorrowed, asInGrace, asOverused, asTrial]),
    'offline_floating_cloud_not_supported',
  ),
  toEntry(
    'DEMO-STAT-WORS-EAAA',
    'differ: maintenance over, ends in five seconds, floating; a check says disabled and not started',
    asMixed([asUnmaintained, asSoonExpired, asFloating, asDisabled, asNotStarted]),
    'offline_floating_cloud_not_supported',
  ),
]
