import { z } from 'zod'
import type { AvailableNumber, Bought, NumberSearch, NumberSupplier } from '../../lines/numbers/port.ts'
import type { AdapterSettings, Outcome } from '../../platform/ports.ts'
import { twilioClient } from './client.ts'
import { classify } from './errors.ts'

const NOT_FOUND = 404

const Capabilities = z.looseObject({
  voice: z.boolean().optional(),
  sms: z.boolean().optional(),
  SMS: z.boolean().optional(),
  mms: z.boolean().optional(),
  MMS: z.boolean().optional(),
})
const Listed = z.object({
  phoneNumber: z.string(),
  locality: z.string().nullish(),
  region: z.string().nullish(),
  capabilities: Capabilities,
})
const Owned = z.object({ sid: z.string(), phoneNumber: z.string(), friendlyName: z.string(), capabilities: Capabilities })

function capabilitiesOf(given: z.output<typeof Capabilities>): readonly string[] {
  const found = { voice: given.voice, sms: given.sms ?? given.SMS, mms: given.mms ?? given.MMS }
  return Object.entries(found).flatMap(([name, has]) => (has ? [name] : []))
}

/** Numbers from Twilio: search, buy, find by our reference, release. */
export function twilioNumbers(settings: AdapterSettings): NumberSupplier {
  const client = twilioClient(settings)
  return {
    async search({ country, type, areaCode, contains, limit }: NumberSearch): Promise<readonly AvailableNumber[]> {
      const pool = client.availablePhoneNumbers(country)
      const wish = {
        limit,
        pageSize: limit,
        smsEnabled: true,
        ...(areaCode && { areaCode: Number(areaCode) }),
        ...(contains && { contains }),
      }
      const found = await (type === 'toll_free'
        ? pool.tollFree.list(wish)
        : type === 'mobile'
          ? pool.mobile.list(wish)
          : pool.local.list(wish))
      return z
        .array(Listed)
        .parse(found.map(({ phoneNumber, locality, region, capabilities }) => ({ phoneNumber, locality, region, capabilities })))
        .map((one) => ({
          e164: one.phoneNumber,
          locality: one.locality ?? null,
          region: one.region ?? null,
          capabilities: capabilitiesOf(one.capabilities),
        }))
    },

    async buy({ e164, reference, smsUrl, statusUrl }) {
      try {
        const bought = await client.incomingPhoneNumbers.create({
          phoneNumber: e164,
          friendlyName: reference,
          smsUrl,
          smsMethod: 'POST',
          statusCallback: statusUrl,
        })
        const { sid, capabilities } = Owned.parse({
          sid: bought.sid,
          phoneNumber: bought.phoneNumber,
          friendlyName: bought.friendlyName,
          capabilities: bought.capabilities,
        })
        return { kind: 'done', value: { supplierReference: sid, capabilities: capabilitiesOf(capabilities) } }
      } catch (error) {
        const failure = classify(error)
        return failure.kind === 'refused' ? failure : { kind: 'pending', reference: e164 }
      }
    },

    async find({ e164, reference }): Promise<Outcome<Bought>> {
      try {
        const owned = z.array(Owned).parse(
          (await client.incomingPhoneNumbers.list({ phoneNumber: e164, limit: 20 })).map(
            ({ sid, phoneNumber, friendlyName, capabilities }) => ({
              sid,
              phoneNumber,
              friendlyName,
              capabilities,
            }),
          ),
        )
        const ours = owned.find((one) => one.phoneNumber === e164 && one.friendlyName === reference)
        if (!ours) return { kind: 'refused', reason: 'The supplier has no such purchase.', code: 'not_found' }
        return { kind: 'done', value: { supplierReference: ours.sid, capabilities: capabilitiesOf(ours.capabilities) } }
      } catch {
        // Whatever went wrong while asking tells nothing about the purchase.
        return { kind: 'pending', reference: e164 }
      }
    },

    async release(supplierReference) {
      try {
        await client.incomingPhoneNumbers(supplierReference).remove()
        return { kind: 'done', value: {} }
      } catch (error) {
        if ((error as { status?: unknown }).status === NOT_FOUND) return { kind: 'done', value: {} }
        const failure = classify(error)
        return failure.kind === 'refused' && !failure.retryable ? failure : { kind: 'pending', reference: supplierReference }
      }
    },
  }
}
