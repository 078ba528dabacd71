import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { toMenuTemplate } from '../../src/main/application-menu.ts'
import { createTranslator } from '../../src/shared/translate.ts'

const { t } = createTranslator('de', { 'menu.edit': 'Bearbeiten', 'menu.paste': 'Einfügen' })

function itemsOf(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  return toMenuTemplate(t, platform, 'Acme').flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[])
}

describe('toMenuTemplate', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('has no reload and no developer tools on %s', (platform) => {
    const roles = itemsOf(platform).map(({ role }) => role)
    expect(roles).toEqual(expect.arrayContaining(['copy', 'paste', 'selectAll', 'resetZoom', 'zoomIn', 'zoomOut']))
    expect(roles.filter((role) => /reload|devtools/i.test(role ?? ''))).toEqual([])
  })

  it('has the menu of the application on macOS alone', () => {
    const titles = (platform: NodeJS.Platform) => toMenuTemplate(t, platform, 'Acme').map(({ label }) => label)
    expect(titles('darwin')).toEqual(['Acme', 'Bearbeiten', 'View'])
    expect(titles('win32')).toEqual(['Bearbeiten', 'View'])
    expect(itemsOf('darwin').map(({ label }) => label)).toContain('Quit Acme')
  })

  it('speaks the language of the wizard in every item that is shown', () => {
    expect(itemsOf('linux').find(({ role }) => role === 'paste')?.label).toBe('Einfügen')
    const unnamed = itemsOf('darwin').filter(({ label, type, visible }) => !label && !type && visible !== false)
    expect(unnamed).toEqual([])
  })
})
