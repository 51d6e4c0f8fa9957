import { api, reply } from '../../api/client.ts'
import { OrderIcon, PhoneIcon } from '../../ui/icons.tsx'
import { phoneText } from '../../ui/phone-text.ts'
import type { Find } from '../../ui/shell/commands.ts'

const digits = (text: string) => text.replace(/\D/g, '')

/** Finds the customer's own numbers and orders for the palette; he has few, so the newest hundred are enough. */
export const findOwn: Find = async (text) => {
  const query = { limit: 100 }
  const [numbers, orders] = await Promise.all([
    reply(api.GET('/api/v1/numbers', { params: { query } })),
    reply(api.GET('/api/v1/orders', { params: { query } })),
  ])
  const words = text.toLowerCase()
  const wanted = digits(text)
  return [
    ...numbers.items
      .filter((number) => (wanted.length > 1 && number.e164.includes(wanted)) || number.label.toLowerCase().includes(words))
      .map((number) => ({
        id: number.id,
        label: phoneText(number.e164),
        hint: number.label || 'Number',
        icon: PhoneIcon,
        target: { to: '/numbers/$id', params: { id: number.id } },
      })),
    ...orders.items
      .filter((order) => order.number.toLowerCase().includes(words))
      .map((order) => ({
        id: order.id,
        label: order.number,
        hint: 'Order',
        icon: OrderIcon,
        target: { to: '/orders/$id', params: { id: order.id } },
      })),
  ]
}
