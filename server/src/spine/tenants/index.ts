export { tenantBranded, tenantCreated } from './events.ts'
export {
  brandTenant,
  createTenant,
  currentTenant,
  findTenant,
  nameOperator,
  rootTenant,
  seedOperator,
  tenantIsBelow,
  tenantsBelow,
} from './service.ts'
export { basePath, type Tenant, type TenantStatus } from './tenant.ts'
