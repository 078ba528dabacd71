/**
 * The menu, with which the keys for copying, pasting and zooming come. Electron's own has *Reload* and *Developer tools*
 * besides: the one loses what was typed, the other opens the page to whoever sits there.
 */
import type { MenuItemConstructorOptions } from 'electron'
import type { Translate } from '../shared/translate.ts'

/** `name` is that of the program, for the application menu of macOS. */
export function toMenuTemplate(t: Translate, platform: NodeJS.Platform, name: string): MenuItemConstructorOptions[] {
  const [edit, view] = [editMenu(t), viewMenu(t)]
  return platform === 'darwin' ? [applicationMenu(t, name), edit, view] : [edit, view]
}

function editMenu(t: Translate): MenuItemConstructorOptions {
  return {
    label: t('menu.edit'),
    submenu: [
      { role: 'undo', label: t('menu.undo') },
      { role: 'redo', label: t('menu.redo') },
      { type: 'separator' },
      { role: 'cut', label: t('menu.cut') },
      { role: 'copy', label: t('menu.copy') },
      { role: 'paste', label: t('menu.paste') },
      { role: 'selectAll', label: t('menu.selectAll') },
    ],
  }
}

function viewMenu(t: Translate): MenuItemConstructorOptions {
  return {
    label: t('menu.view'),
    submenu: [
      { role: 'resetZoom', label: t('menu.actualSize') },
      { role: 'zoomIn', label: t('menu.zoomIn') },
      // The same key without Shift, where the plus is above the equals sign.
      { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false, acceleratorWorksWhenHidden: true },
      { role: 'zoomOut', label: t('menu.zoomOut') },
    ],
  }
}

function applicationMenu(t: Translate, name: string): MenuItemConstructorOptions {
  return {
    label: name,
    submenu: [
      { role: 'about', label: t('menu.about', { name }) },
      { type: 'separator' },
      { role: 'hide', label: t('menu.hide', { name }) },
      { role: 'hideOthers', label: t('menu.hideOthers') },
      { role: 'unhide', label: t('menu.showAll') },
      { type: 'separator' },
      { role: 'quit', label: t('menu.quit', { name }) },
    ],
  }
}
