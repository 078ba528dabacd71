/** Questions to settings that go beyond how one stands. */
import type { SettingLayer } from '../shared/configuration-problem.ts'
import type { ResolvedSetting, SaidSetting } from './settings-resolve.ts'

/** Every word about a setting, the one that counts first; what is built in is nobody's word. */
export function saidOf<T>({ value, origin, overridden }: ResolvedSetting<T>): SaidSetting<T>[] {
  return origin.layer === 'default' ? [] : [{ value, ...origin }, ...overridden]
}

/** What one layer says, though a stronger one may count; null where it says nothing. */
export function saidBy<T>(layer: SettingLayer, setting: ResolvedSetting<T>): T | null {
  return saidOf(setting).find((said) => said.layer === layer)?.value ?? null
}
