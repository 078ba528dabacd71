import { describe, expect, it } from 'vitest'
import { switchProblemOf } from '../../src/main/allowed-switches.ts'

const nameOf = (args: readonly string[], platform: NodeJS.Platform = 'linux') =>
  switchProblemOf(args, platform)?.words['name'] ?? null

describe('switchProblemOf', () => {
  it.each([
    '--ignore-certificate-errors',
    '--ignore-certificate-errors-spki-list',
    '--log-net-log',
    '--host-resolver-rules',
    '--host-rules',
    '--proxy-server',
    '--proxy-pac-url',
    '--remote-debugging-port',
    '--remote-debugging-pipe',
    '--remote-allow-origins',
    '--renderer-cmd-prefix',
    '--utility-cmd-prefix',
    '--zygote-cmd-prefix',
    '--gpu-launcher',
    '--browser-subprocess-path',
    '--load-extension',
    '--js-flags',
    '--inspect',
    '--inspect-brk',
    '--require',
    '--no-sandbox',
    '--disable-gpu-sandbox',
    '--disable-web-security',
    '--enable-logging',
    '--log-file',
    '--ssl-key-log-file',
    '--gtk-module',
    '--blink-settings',
    '--single-process',
    '--single-argument',
    '--squirrel-firstrun',
    '--processStart',
    '--made-up-tomorrow',
    '--constructor',
    '--__proto__',
  ])('refuses %s, with a value and without', (name) => {
    expect(nameOf([name])).toBe(name)
    expect(nameOf(['a.lic', `${name}=value`, '--lang=de'])).toBe(name)
  })

  it.each([
    [['-proxy-server=x'], '-proxy-server'],
    [[' --proxy-server=x'], '--proxy-server'],
    [['\t\n--proxy-server=x '], '--proxy-server'],
    [['\u00a0--proxy-server=x'], '--proxy-server'],
    [['--=x'], '--'],
    [['---lang=de'], '---lang'],
    [['-', '--proxy-server'], '--proxy-server'],
    [['--LANG=de'], '--LANG'],
    [['--\u001b[31mred'], '--?[31mred'],
    [[`--${'x'.repeat(500)}`], `--${'x'.repeat(58)}`],
    [['-psn_0_12345'], '-psn_0_12345'],
  ])('finds the switch in %j', (args, name) => {
    expect(nameOf(args)).toBe(name)
  })

  it('reads the command line as Chromium does on Windows', () => {
    expect(nameOf(['/proxy-server=x'], 'win32')).toBe('/proxy-server')
    expect(nameOf(['/PROXY-SERVER'], 'win32')).toBe('/PROXY-SERVER')
    expect(nameOf(['/Lang=de', '-LANG=de', '--Disable-GPU', '//server/share/a.lic', 'C:\\a.lic'], 'win32')).toBeNull()
  })

  it.each([
    [['--from-installer', '--result-file', '/tmp/r.json', '--result-file=/tmp/r.json']],
    [['--lang=en-US', '--user-data-dir=/home/person/a folder', '--password-store=basic']],
    [['--force-renderer-accessibility', '--force-renderer-accessibility=complete', '--force-high-contrast']],
    [['--force-device-scale-factor=1.5', '--force-dark-mode', '--force-prefers-reduced-motion']],
    [['--ozone-platform=wayland', '--ozone-platform-hint=auto', '--enable-wayland-ime', '--display=:1.0']],
    [['--enable-features=UseOzonePlatform,WaylandWindowDecorations', '--disable-features=WaylandFractionalScaleV1']],
    [['--disable-gpu', '--use-gl=angle', '--use-angle=swiftshader', '--disable-dev-shm-usage']],
    [['/home/person/a.req', 'answer.lic', 'acme://sso?code=1', '', '-']],
    [['--', '--proxy-server=a-file-of-this-name']],
  ])('takes %j', (args) => {
    expect(switchProblemOf(args, 'linux')).toBeNull()
  })

  it('takes the number that older systems of Apple give, there', () => {
    expect(nameOf(['-psn_0_12345'], 'darwin')).toBeNull()
    expect(nameOf(['-psn_0_12345x'], 'darwin')).toBe('-psn_0_12345x')
  })

  it.each([
    '--disable-features=IsolateOrigins',
    '--disable-features=WaylandFractionalScaleV1,IsolateOrigins',
    '--enable-features=WaylandX<Trial',
    '--enable-features=',
    '--enable-features',
    '--lang=../../x',
    '--force-device-scale-factor=big',
    '--disable-gpu=1',
  ])('refuses the value of %s and does not repeat it', (arg) => {
    const [name] = arg.split('=')
    expect(switchProblemOf([arg], 'linux')).toEqual({ name: 'switch-value-refused', words: { name } })
  })
})
