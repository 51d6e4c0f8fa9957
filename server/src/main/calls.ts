import { attendTrunkCalls, isFromCarrier, operatorContext, reportTrunkCall, trunkCalls } from '../lines/routing/index.ts'
import { attendCalls, type CallDecider, type SwitchControl, voiceCalls } from '../lines/voice/index.ts'
import type { Services } from '../platform/context.ts'

/** Who decides about a call: a customer's device and a call to a customer's number are retail's, a carrier's address is wholesale's. */
export function callDecider(services: Services): CallDecider {
  const retail = voiceCalls(services)
  const wholesale = trunkCalls(services)
  return {
    decide: async (ask) =>
      ask.device === null && (await isFromCarrier(services, ask.sourceIp)) ? wholesale.decide(ask) : retail.decide(ask),
    async report(event) {
      if (!(await reportTrunkCall(await operatorContext(services), event))) await retail.report(event)
    },
    record: (message) => retail.record(message),
  }
}

const ROUND_MS = 1_000

/** Asks for more time for every call that is up, once a second, until it is stopped; it runs beside the switch. */
export function attendLiveCalls(services: Services, control: SwitchControl): () => Promise<void> {
  const stop = Promise.withResolvers<'stop'>()
  const round = async () => {
    await attendCalls(services, control)
    await attendTrunkCalls(await operatorContext(services), control)
  }
  const rounds = (async () => {
    for (let pause: 'stop' | 'go' = 'go'; pause === 'go'; ) {
      await round().catch((err: unknown) => services.log.error({ err }, 'calls that are up were not attended to'))
      pause = await Promise.race([stop.promise, new Promise<'go'>((resolve) => setTimeout(resolve, ROUND_MS, 'go'))])
    }
  })()
  return () => {
    stop.resolve('stop')
    return rounds
  }
}
