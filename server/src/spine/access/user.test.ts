import { describe, expect, test } from 'vitest'
import { assertTransition } from '../../platform/errors.ts'
import { passwordWeakness, type UserStatus, userTransitions } from './user.ts'

describe('a password', () => {
  test.each(['eleven char', '', 'Short1!'])('of fewer than twelve characters is refused: %s', (password) => {
    expect(passwordWeakness(password, [])).toBe('Use at least 12 characters.')
  })

  test.each([
    'aaaaaaaaaaaaa',
    '            ',
    'PasswordPassword',
    '123456789012',
    'Qwertyuiop12',
    '1234567890123',
    'password12345',
    'abcabcabcabcabc',
  ])('among the first that are tried is refused: %s', (password) => {
    expect(passwordWeakness(password, [])).toMatch(/among the first/)
  })

  test.each([
    ['ana.costa@example.com', 'ana.costa@example.com'],
    ['Ana.Costa-is-my-name', 'ana.costa'],
    ['my friend is Anastasia', 'Anastasia'],
  ])('that holds its owner’s address or name is refused: %s', (password, about) => {
    expect(passwordWeakness(password, [about])).toMatch(/own name and address/)
  })

  test.each(['twelve chars', 'correct horse battery staple', '一二三四五六七八九十上下', 'nocapitals nodigits', 'xxxabcdefghijk'])(
    'of one kind of character is fine when it is long: %s',
    (password) => {
      expect(passwordWeakness(password, ['Ana', 'ana@example.com'])).toBeUndefined()
    },
  )

  test('may hold a name of three letters, which words hold by chance', () => {
    expect(passwordWeakness('bananas and canals', ['Ana'])).toBeUndefined()
  })
})

describe('the states of a user', () => {
  const states = Object.keys(userTransitions) as UserStatus[]
  const allowed = new Set([
    'pending>active',
    'active>inactive',
    'inactive>active',
    'active>suspended',
    'suspended>active',
    ...states.filter((state) => state !== 'banned' && state !== 'deleted').map((state) => `${state}>banned`),
    ...states.filter((state) => state !== 'deleted').map((state) => `${state}>deleted`),
  ])
  const pairs = states.flatMap((from) => states.map((to) => [from, to] as const))

  test.each(pairs)('change from %s to %s exactly as the state machine says', (from, to) => {
    const change = () => assertTransition('user', userTransitions, from, to)
    if (allowed.has(`${from}>${to}`)) expect(change).not.toThrow()
    else expect(change).toThrow(/invalidTransition/)
  })
})
