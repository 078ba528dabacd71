import { en } from './en.ts'

/** A catalogue of another language: the same keys as English, with its own text. */
type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }
export type Messages = SameKeys<typeof en>

/** Every language of the product, by BCP 47 tag. */
export const messages: Readonly<Record<string, Messages>> = { en }

/** The language that is taken where the person's own is not there. */
export const fallbackLanguage = 'en'
