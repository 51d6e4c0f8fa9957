export { adapterSettings } from './credentials.ts'
export { processWebhook, receiveWebhook } from './inbox.ts'
export { connectionPort } from './port.ts'
export { ProviderIdSchema } from './provider.ts'
export {
  activeProviders,
  changeProvider,
  createProvider,
  findProvider,
  listProviders,
  openAdapter,
  operatorContext,
  switchProvider,
} from './service.ts'
export type { Access, Simulators } from './simulators.ts'
