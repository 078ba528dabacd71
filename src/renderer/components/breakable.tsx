import { Fragment } from 'react'

/** Places where a path or an identifier may go on in the next line; copying it gives the text unchanged. */
const breakPoints = /(?<=[/\\])|(?<=[0-9a-f]{16})(?=[0-9a-f]{16})/gi

/** A long text without spaces, broken where it reads well. */
export function Breakable({ text }: { readonly text: string }) {
  return text.split(breakPoints).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are nothing but their order
    <Fragment key={place}>
      {place === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ))
}
