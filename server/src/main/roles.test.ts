import { describe, expect, test } from 'vitest'
import { holdsAllOf, isCustomerRole, needsTotp, ROLES, type Role } from '../spine/access/roles.ts'
import { rights } from './roles.ts'

const holds = (role: Role, permission: string) => rights.of[role].has(permission)
const staff = ROLES.filter((role) => !isCustomerRole(role))
const RESELLERS: readonly Role[] = ['reseller_owner', 'reseller_staff']
const CUSTOMERS: readonly Role[] = ['customer_owner', 'customer_member', 'carrier_user']

describe('the matrix of roles', () => {
  test.each(rights.permissions)('gives %s to somebody', (permission) => {
    expect(ROLES.some((role) => holds(role, permission))).toBe(true)
  })

  test('gives the super administrator everything a member of staff may hold', () => {
    for (const role of staff) expect(holdsAllOf(rights, rights.of.super_admin, role), role).toBe(true)
  })

  test.each([
    ['admin', 'finance'],
    ['admin', 'support'],
    ['reseller_owner', 'reseller_staff'],
    ['customer_owner', 'customer_member'],
  ] as const)('lets %s do all that %s may, so that the one can invite the other', (more, less) => {
    expect(holdsAllOf(rights, rights.of[more], less)).toBe(true)
    expect(holdsAllOf(rights, rights.of[less], more)).toBe(false)
  })

  test.each(staff)('never lets %s read or send what customers write, or pay in their name', (role) => {
    for (const permission of ['message:send', 'message:read-content', 'payment:create']) expect(holds(role, permission)).toBe(false)
  })

  test.each(RESELLERS)('shows %s no vendor, no ledger and no machine room', (role) => {
    for (const permission of ['provider:read', 'provider:write', 'ledger:read', 'job:read', 'mail:read', 'tenant:enter', 'wallet:adjust'])
      expect(holds(role, permission), permission).toBe(false)
  })

  test.each(CUSTOMERS)('gives %s nothing that looks at other customers, at cost or at the business', (role) => {
    const nouns = ['user', 'tenant', 'account', 'provider', 'ledger', 'margin', 'audit', 'overview', 'mail', 'job', 'charge']
    for (const permission of rights.of[role]) expect(nouns).not.toContain(permission.split(':')[0])
  })

  test.each([
    ['support', 'margin:read'],
    ['reseller_staff', 'margin:read'],
    ['support', 'audit:read'],
    ['admin', 'tenant:create'],
    ['admin', 'tenant:enter'],
    ['finance', 'provider:write'],
    ['finance', 'order:create'],
    ['customer_member', 'order:create'],
    ['customer_member', 'api-key:write'],
    ['support', 'wallet:adjust'],
  ] as const)('keeps from %s the permission %s', (role, permission) => {
    expect(holds(role, permission)).toBe(false)
  })

  test('asks staff for a second factor and leaves it to customers', () => {
    for (const role of ROLES) expect(needsTotp(role)).toBe(!isCustomerRole(role))
  })
})

test('an API key can never manage people, keys, businesses, vendors or the machine', () => {
  const nouns = new Set([...rights.forKeys].map((permission) => permission.split(':')[0]))
  for (const noun of ['access', 'user', 'api-key', 'tenant', 'provider', 'audit', 'mail', 'job']) expect(nouns).not.toContain(noun)
  expect(rights.forKeys.has('wallet:adjust')).toBe(false)
  expect(rights.forKeys.has('order:create')).toBe(true)
})
