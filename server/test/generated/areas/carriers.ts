import { createAlert } from '../../../src/lines/carriers/alerts.ts'
import { addContact } from '../../../src/lines/carriers/contacts.ts'
import { startImport } from '../../../src/lines/carriers/imports.ts'
import { money } from '../../../src/platform/money.ts'
import { pay, peer, ratePlan, routingPlan, sell, supply, trunkSwitch } from '../../support/peering.ts'
import type { Area } from './area.ts'

const contact = { name: 'Noc', title: '', firstName: '', lastName: '', jobTitle: '', telephone: '', mobile: '', email: 'noc@acme.example' }
const service = { name: 'X' }
const interconnect = { name: 'X', direction: 'both' }
const alert = { alertType: 'low_balance', direction: 'customer', threshold: '1.00', currency: 'USD', recipients: [] }

export const carriers: Area = {
  populate: async (world) => {
    const customer = await peer(world, 'GENERATED', 'bilateral', '192.0.2.200')
    const supplier = await peer(world, 'GENERATED-2', 'supplier', '198.51.100.200')
    await pay(world, customer, '10.00')
    const context = world.context()
    await addContact(context, 'GENERATED', { ...contact, portalAccess: false, isPrimary: false })
    const watched = {
      alertType: 'low_balance',
      direction: 'customer',
      threshold: money('USD', '1.00'),
      recipients: [],
      isActive: true,
    } as const
    await createAlert(context, 'GENERATED', watched)
    const bought = await ratePlan(world, 'supplier', 'Generated buy', [{ code: '44', perMinute: '0.01' }])
    const sold = await ratePlan(world, 'customer', 'Generated sell', [{ code: '44', perMinute: '0.02' }])
    await sell(world, customer, sold, await routingPlan(world, [await supply(world, supplier, bought)]))
    const sip = trunkSwitch(world)
    await sip.talk(await sip.call('192.0.2.200', '442071838751'), 1_000)
    await startImport(context, { source: 'generated', fileName: 'generated.csv', bytes: Buffer.from('nothing') })
  },
  tables: {
    carriers: 'carrier',
    'carrier-contacts': 'carrier_contact',
    'carrier-services': 'carrier_service',
    'credit-alerts': 'credit_alert',
    interconnects: 'interconnect',
    cdrs: 'call_cdr',
    'cdr-imports': 'cdr_import',
  },
  bodies: {
    'POST /carriers/:id/details': {
      name: 'X',
      partnerType: 'customer',
      capacity: null,
      circularRouting: false,
      customerAccountNumber: '',
      supplierAccountNumber: '',
      taxCode: '',
      billTo: '',
      shipTo: '',
    },
    'POST /carriers/:id/credit': {
      customerCreditType: 'prepaid',
      customerCreditLimit: '0',
      supplierCreditType: 'postpaid',
      bilateralCreditLimit: '0',
      customer24hLimit: null,
      supplier24hLimit: null,
    },
    'POST /carriers/:id/override': { side: 'customer', reason: 'generated', expiresAt: '2030-01-01T00:00:00Z' },
    'POST /carriers/:id/contacts': { name: 'X', email: 'x@example.com' },
    'POST /carrier-contacts/:id/details': { name: 'X', email: 'x@example.com' },
    'POST /carriers/:id/credit-alerts': alert,
    'POST /credit-alerts/:id/settings': alert,
    'POST /carriers/:id/interconnects': interconnect,
    'POST /interconnects/:id/details': interconnect,
    'PUT /interconnects/:id/addresses': { addresses: [] },
    'PUT /interconnects/:id/codecs': { codecs: [] },
    'PUT /interconnects/:id/validation': {},
    'PUT /interconnects/:id/translation': {},
    'PUT /interconnects/:id/media': {},
    'PUT /interconnects/:id/signalling': {},
    'POST /interconnects/:id/services': { ...service, direction: 'ingress' },
    'POST /carrier-services/:id/details': service,
  },
}
