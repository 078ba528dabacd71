/** Says whether a vendor's look can be used: contrast of each colour, words, logos. Ends with 0 or 2. */
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Brand } from '../core/brand.ts'
import { colorSchemes, leastContrast, measureAccent } from '../core/brand-palette.ts'
import { missingKeys } from '../core/brand-words.ts'
import { readConfigurationFile } from '../engine/configuration-file.ts'
import { toConfigurationReport } from '../engine/configuration-report.ts'
import { exitCodes } from '../shared/exit-code.ts'
import { createTranslator } from '../shared/translate.ts'

/** One line a colour pair: `light  accent on page  6.52`. */
function contrastLines(brand: Brand): string[] {
  return colorSchemes.flatMap((scheme) => {
    const accent = brand.colors?.[scheme]?.accent
    if (accent === undefined) return [`${scheme.padEnd(6)} our own colour`]
    return measureAccent(accent, scheme).map(
      ({ text, ground, contrast }) => `${scheme.padEnd(6)} ${`${text} on ${ground}`.padEnd(28)} ${contrast.toFixed(2)}`,
    )
  })
}

/** `de 120 (860 missing, shown in English)` for each language. */
function wordCounts(brand: Brand): string[] {
  return Object.entries(brand.words ?? {}).map(([language, texts]) => {
    const missing = missingKeys(language, texts).length
    const rest = missing === 0 ? '' : ` (${missing} missing, shown in English)`
    return `${language} ${Object.keys(texts).length}${rest}`
  })
}

function missingLogos(brand: Brand, folder: string): string[] {
  const names = [brand.logo, brand.logoDark].filter((name) => name !== undefined)
  return names.filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() !== true)
}

function check(path: string): number {
  const configuration = readConfigurationFile(path)
  if (!configuration.ok) {
    process.stderr.write(toConfigurationReport(path, configuration.problems, createTranslator('en').t))
    return exitCodes.configuration
  }
  const brand = configuration.value.brand ?? {}
  const missing = missingLogos(brand, dirname(path))
  for (const name of missing) process.stderr.write(`${path}: ${name} is not there\n`)
  const lines = [
    `name   ${configuration.value.product.name} by ${configuration.value.vendor.name}`,
    `logo   ${[brand.logo, brand.logoDark].filter((name) => name !== undefined).join(', ') || 'none'}`,
    ...contrastLines(brand),
    `words  ${wordCounts(brand).join(', ') || 'none of its own'}`,
    `Contrast of text is ${leastContrast} at least.`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  return missing.length === 0 ? exitCodes.done : exitCodes.configuration
}

process.exitCode = check(process.argv[2] ?? '')
