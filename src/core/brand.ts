/** The vendor's look: a logo, a colour and words. Names and links are in the vendor configuration anyway. */
import { z } from 'zod'
import { matchLanguage } from '../shared/language-match.ts'
import { type ColorScheme, colorSchemes, isReadableAccent, toPalette } from './brand-palette.ts'
import { findWordProblems } from './brand-words.ts'
import { colorPattern } from './color-contrast.ts'
import { must } from './must.ts'

const accentSchema = (scheme: ColorScheme) =>
  z
    .strictObject(
      {
        accent: z
          .string(must('color'))
          .regex(colorPattern, must('color'))
          .refine((color) => !colorPattern.test(color) || isReadableAccent(color, scheme), must('readable-color')),
      },
      must('object'),
    )
    .optional()

/** A file in the folder `brand` beside the configuration, named with plain characters: `brand/logo.svg`. */
const logoSchema = z
  .string(must('logo'))
  .max(200, must('logo'))
  .regex(/^brand\/(?:[\w-]+\/)*[\w-][\w.-]*\.(?:svg|png)$/, must('logo'))
  .optional()

export const brandSchema = z.strictObject(
  {
    logo: logoSchema,
    /** Where the logo cannot be seen on a dark ground. */
    logoDark: logoSchema,
    colors: z.strictObject({ light: accentSchema('light'), dark: accentSchema('dark') }, must('object')).optional(),
    words: z
      .record(z.string(), z.record(z.string(), z.string(must('text')), must('object')), must('object'))
      .superRefine((words, context) => {
        for (const { path, expected } of findWordProblems(words)) {
          context.addIssue({ code: 'custom', path: [...path], message: expected })
        }
      })
      .optional(),
  },
  must('object'),
)
export type Brand = z.infer<typeof brandSchema>

/** Languages for which the vendor has words. */
export const languagesOf = (brand: Brand | undefined): string[] => Object.keys(brand?.words ?? {})

/** The vendor's words for a person of this locale; empty where there are none. */
export function wordsFor(locale: string, brand: Brand | undefined): Readonly<Record<string, string>> {
  const language = matchLanguage(locale, languagesOf(brand))
  return language === null ? {} : (brand?.words?.[language] ?? {})
}

/** A style sheet that sets the tokens of the vendor's colours; empty where there are none. */
export function toBrandStyles(brand: Brand | undefined): string {
  const blocks = colorSchemes.flatMap((scheme) => {
    const accent = brand?.colors?.[scheme]?.accent
    if (accent === undefined) return []
    const tokens = Object.entries(toPalette(accent, scheme)).map(([name, color]) => `  --color-${name}: ${color};\n`)
    return [
      `@media (prefers-color-scheme: ${scheme}) and (forced-colors: none) {\n:root:root {\n${tokens.join('')}}\n}\n`,
    ]
  })
  return blocks.join('')
}
