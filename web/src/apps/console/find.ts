import { api, reply } from '../../api/client.ts'
import { GlobeIcon, PhoneIcon, UserIcon } from '../../ui/icons.tsx'
import { phoneText } from '../../ui/phone-text.ts'
import type { Find } from '../../ui/shell/commands.ts'

const MOST = 8

/** Finds customers and carriers by name or number, customers by address too, and numbers by their digits, for the palette. */
export const findRecords =
  (base: string, seesCarriers: boolean): Find =>
  async (text) => {
    const query = { limit: MOST, q: text }
    const [accounts, carriers, numbers] = await Promise.all([
      reply(api.GET('/api/v1/accounts', { params: { query: { ...query, without: 'carrier' } } })),
      seesCarriers ? reply(api.GET('/api/v1/carriers', { params: { query } })) : { items: [] },
      /\d{3}/.test(text) ? reply(api.GET('/api/v1/numbers', { params: { query } })) : { items: [] },
    ])
    return [
      ...accounts.items.map((account) => ({
        id: account.id,
        label: account.name,
        hint: `${account.number} · ${account.email}`,
        icon: UserIcon,
        target: { to: `${base}/customers/$id`, params: { id: account.id } },
      })),
      ...carriers.items.map((carrier) => ({
        id: carrier.id,
        label: carrier.name,
        hint: carrier.code,
        icon: GlobeIcon,
        target: { to: `${base}/carriers/$id`, params: { id: carrier.id } },
      })),
      ...numbers.items.map((number) => ({
        id: number.id,
        label: phoneText(number.e164),
        hint: number.accountName ?? 'Number',
        icon: PhoneIcon,
        target: { to: `${base}/numbers`, search: { q: number.e164 } },
      })),
    ]
  }
