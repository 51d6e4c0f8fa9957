import { expect, test } from 'vitest'
import { fill, renderKamailio, renderRtpengine } from './render.ts'
import type { SwitchSettings } from './settings.ts'

const settings: SwitchSettings = {
  node: 'sw1',
  address: '127.0.0.10',
  port: 5060,
  linkPort: 4020,
  linkKey: 'kEy_-1',
  mediaAddress: '127.0.0.11',
  mediaControlPort: 4021,
  mediaPortMin: 30_000,
  mediaPortMax: 30_999,
  voicemailAddress: '127.0.0.1',
  voicemailPort: 4022,
  folder: '/run/linecard-switch-1',
  modules: '/usr/lib/x86_64-linux-gnu/kamailio/modules',
  databaseUrl: 'postgres:///linecard',
  instance: '0123456789abcdef',
  workers: 4,
  flood: 100,
}

test('every name of both templates has a value, and none is left', () => {
  const kamailio = renderKamailio(settings)
  expect(kamailio).not.toContain('{{')
  expect(kamailio).toContain('listen=udp:127.0.0.10:5060')
  expect(kamailio).toContain('modparam("evapi", "bind_addr", "127.0.0.1:4020")')
  const rtpengine = renderRtpengine(settings)
  expect(rtpengine).not.toContain('{{')
  expect(rtpengine).toContain('interface = 127.0.0.11\n')
})

test('a value that could break out of its place is refused', () => {
  for (const node of ['a"b', "a'b", 'a\nb', 'a#b', 'a;b', 'a$b', 'a{b}']) {
    expect(() => renderKamailio({ ...settings, node })).toThrow('The switch cannot be configured with node')
  }
})

test('a name that is no setting is an error, not an empty place', () => {
  expect(() => fill('listen={{nowhere}}', {})).toThrow('The template names nowhere, which is no setting of the switch.')
})
