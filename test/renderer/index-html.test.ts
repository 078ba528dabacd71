import { expect, test } from 'vitest'
import pressSource from '../../node_modules/react-aria/dist/private/interactions/usePress.mjs?raw'
import html from '../../src/renderer/index.html?raw'
import { en } from '../../src/shared/messages/en.ts'

test('holds words before any script runs, the same as the first page', () => {
  expect(html).toContain(`>${en.starting.heading}</h1>`)
  expect(html).toContain(`>${en.starting.text}</p>`)
  expect(html).toContain(`<title>${en.frame.titlePlain}</title>`)
})

test('needs nothing that the security policy refuses', () => {
  expect(html).not.toMatch(/<style|style=|\son\w+=|https?:|data:/)
  expect(html.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="./main.tsx">'])
})

test('holds the id of the style element that react-aria would add, so that it adds none', () => {
  const id = /STYLE_ID = '([^']+)'/.exec(pressSource)?.[1]
  expect(id).toBeTruthy()
  expect(pressSource).toMatch(/getElementById\([^)]*STYLE_ID\)\) return;/)
  expect(html).toContain(`id="${id}"`)
})
