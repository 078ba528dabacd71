import type { ConfigurationProblem } from '../shared/configuration-problem.ts'
import type { Translate } from '../shared/translate.ts'

/** One line a problem for stderr: `activation.config.json: api.baseUrl must be an address that begins with ...`. */
export function toConfigurationReport(path: string, problems: readonly ConfigurationProblem[], t: Translate): string {
  return problems
    .map(({ member, expected }) => {
      const must = t('configuration.must', { expected: t(`configuration.expected.${expected}`) })
      return `${path}: ${member === '' ? must : `${member} ${must}`}\n`
    })
    .join('')
}
