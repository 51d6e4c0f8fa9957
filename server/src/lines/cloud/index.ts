export { instanceFailed, instanceMissing, instanceReady, instanceSuspended } from './events.ts'
export { serveConsoles } from './gateway.ts'
export { InstanceId } from './instance.ts'
export { findInstance } from './service.ts'
